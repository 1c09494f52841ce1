"""Can whoever keeps the desk make and end tokens, add receivers and read the audit from a terminal?"""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from hejie.desk.commands import root as commands
from tests.desk.api.office import Caller
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")


def hejie(*words: str) -> tuple[int, str]:
    """Run a command and return its exit code and what it printed."""
    done = CliRunner().invoke(commands.main, words)
    return done.exit_code, done.stdout if done.exit_code == 0 else done.output


def test_a_token_is_made_used_listed_and_revoked() -> None:
    lamps, _ = two_shops()
    hire("ana", "agent", LAMPS)
    _, whole = hejie("token", "add", "erp", "--as", "ana", "--scope", "read", "--shop", LAMPS)
    caller = Caller(whole.strip())
    assert caller.get(f"/cases/{lamps.pk}").status_code == 200
    _, listed = hejie("token", "list")
    mark = listed.split()[0]
    assert "holds" in listed
    assert whole.split("_", 2)[2].strip() not in listed
    assert hejie("token", "revoke", mark)[0] == 0
    assert caller.get(f"/cases/{lamps.pk}").status_code == 401
    assert "revoked" in hejie("token", "list")[1]


def test_a_mistake_is_told_in_a_sentence_that_says_what_to_do() -> None:
    assert hejie("token", "add", "erp", "--as", "nobody") == (
        1,
        "Error: There is no account 'nobody', and a token acts as a person. Make one: hejie user add nobody\n",
    )
    assert hejie("webhook", "remove", "7")[0] == 1


def test_a_receiver_is_added_listed_and_removed() -> None:
    _, made = hejie("webhook", "add", "https://shop.example/x", "--kind", "OfferMade")
    number, secret = made.split()
    assert secret.startswith("whsec_")
    listed = hejie("webhook", "list")[1]
    assert "OfferMade  0 waiting, 0 given up" in listed
    assert secret not in listed
    hejie("webhook", "remove", number)
    assert hejie("webhook", "list") == (0, "")


def test_the_audit_tells_what_left_and_which_keys_were_made() -> None:
    two_shops()
    hire("ana", "agent", LAMPS)
    hejie("token", "add", "erp", "--as", "ana")
    hejie("export", "--case", "taobao:lamps:RF000001")
    told = hejie("audit")[1].splitlines()
    assert "terminal  cases out  taobao:lamps:RF000001" in told[0]
    assert "terminal  token made  erp" in told[1]
    assert len(hejie("audit", "--what", "token made")[1].splitlines()) == 1
    assert hejie("audit", "--who", "nobody") == (0, "")


def read(*words: str) -> list[dict[str, Any]]:
    """What a command prints for a program."""
    told: list[dict[str, Any]] = json.loads(hejie(*words, "--json")[1])
    return told


def test_a_program_reads_the_same_lists() -> None:
    two_shops()
    hire("ana", "agent", LAMPS)
    hejie("token", "add", "erp", "--as", "ana", "--scope", "read", "--shop", LAMPS)
    hejie("webhook", "add", "https://shop.example/x", "--kind", "OfferMade")
    (token,) = read("token", "list")
    assert (token["person"], token["scopes"], token["shops"], token["state"]) == (
        "ana", ["read"], [LAMPS], "holds",
    )  # fmt: skip
    (hook,) = read("webhook", "list")
    assert (hook["url"], hook["kinds"], hook["waiting"]) == ("https://shop.example/x", ["OfferMade"], 0)
    assert [line["what"] for line in read("audit")] == ["webhook made", "token made"]
    assert read("connector", "list") == read("habits", "list") == []


def test_what_is_shown_once_can_be_taken_by_a_program_too() -> None:
    two_shops()
    hire("ana", "agent", LAMPS)
    token = json.loads(hejie("token", "add", "erp", "--as", "ana", "--json")[1])["token"]
    assert Caller(token).get("/cases").status_code == 200
    made = json.loads(hejie("webhook", "add", "https://shop.example/x", "--json")[1])
    renewed = json.loads(hejie("webhook", "renew", str(made["number"]), "--json")[1])
    assert renewed["number"] == made["number"]
    assert renewed["secret"].startswith("whsec_")
    assert renewed["secret"] != made["secret"]
    assert hejie("webhook", "renew", "99")[0] == 1


@pytest.mark.parametrize("days", ["-1", "9999999"])
def test_a_token_for_days_that_cannot_be_meant_is_not_made(days: str) -> None:
    hire("ana", "agent")
    assert hejie("token", "add", "erp", "--as", "ana", "--days", days)[0] == 2
    assert read("token", "list") == []


def test_a_list_that_is_empty_says_so_to_whoever_sits_there() -> None:
    told = CliRunner().invoke(commands.main, ("token", "list"))
    assert (told.stdout, told.stderr) == ("", "No tokens yet. Make one: hejie token add NAME --as ACCOUNT\n")


def test_no_number_of_lines_ends_in_a_trace() -> None:
    assert hejie("audit", "--most", "-3")[0] == 2
