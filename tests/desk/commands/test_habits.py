"""Can whoever has the machine take the team's rules back while no page opens?"""

import pytest
from click.testing import CliRunner

from hejie.desk import house
from hejie.desk.access import noting
from hejie.desk.commands import store as store_commands
from hejie.desk.commands.root import main
from hejie.desk.habits import keeping
from tests.desk.habits.hands import changed, number
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_commands.serving, "prepare", lambda: None)


def run(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["habits", *words])
    return found.exit_code, found.output


def test_versions_are_listed_and_gone_back_to_with_a_reason() -> None:
    first = changed(number("team.refused_offers", 8), hire("root", "admin"), "we are patient")
    assert run("list")[1].split() == [str(first.pk), *f"{first.at:%Y-%m-%d %H:%M}".split(), "in", "force", "root",
                                      "we", "are", "patient"]  # fmt: skip
    assert run("back", "0", "--why", "the desk does not start")[0] == 0
    house.look_again()
    assert house.rules().definitions.params["team.refused_offers"].values[-1].value == 3
    assert run("back", str(first.pk), "--why", "mended")[0] == 0
    assert keeping.files_now() == number("team.refused_offers", 8)
    assert noting.lines(what="habits changed")[0].who == "terminal"


def test_a_version_that_was_never_kept_is_not_gone_back_to() -> None:
    code, told = run("back", "7", "--why", "x")
    assert code == 1
    assert "habits list" in told
    assert run("back", "0")[0] == 2
