"""Does each command do what it says, end with the right code, and never show a trace for a person's mistake?"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hejie.desk import models, store
from hejie.desk.commands import main
from tests.desk.cast import opened

pytestmark = pytest.mark.usefixtures("store_on")
SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def hejie(*words: str, **more: str) -> Result:
    return CliRunner().invoke(main, words, **more)  # type: ignore[arg-type]


def test_help_names_every_command_and_where_the_data_lie() -> None:
    told = hejie("--help")
    assert told.exit_code == 0
    for word in ("serve", "demo", "triage", "rebuild", "export", "import", "doctor", "user", "HEJIE_HOME"):
        assert word in told.output
    assert "work " not in told.output


@pytest.mark.parametrize(
    "command", ["serve", "demo", "rebuild", "export", "import", "import-file", "doctor", "user"]
)
def test_every_command_explains_itself(command: str) -> None:
    told = hejie(command, "--help")
    assert told.exit_code == 0
    assert len(told.output) > 80


def test_an_unknown_command_is_told_so() -> None:
    assert hejie("fly").exit_code == 2


def test_rebuild_names_what_it_put_right() -> None:
    store.open_many([opened()])
    models.CaseIndex.objects.update(assignee="mallory")
    assert "assignee was 'mallory', is ''" in hejie("rebuild").output
    assert "no difference" in hejie("rebuild").output


def test_an_export_can_be_brought_in_again(tmp_path: Path) -> None:
    store.open_many([opened(1), opened(2)])
    file = tmp_path / "cases.jsonl"
    assert hejie("export", "-o", str(file)).exit_code == 0
    assert "0 cases opened, 0 continued, 2 unchanged" in hejie("import", str(file)).output
    one = hejie("export", "--case", opened(1).case_id)
    assert one.output.count("\n") == 1 + len(opened(1).lines)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "--case", "taobao:lamps:nobody"), "There is no case"),
        (("import", str(SAMPLES / "broken-cells.csv")), "not part of an exported case"),
        (("import-file", str(SAMPLES / "broken-empty.csv"), "--shop", "x"), "is empty"),
        (("import-file", str(SAMPLES / "broken-encoding.csv"), "--shop", "x"), "encoding"),
        (("user", "add", "cy", "--password", "short"), "Choose a longer one"),
        (
            ("user", "add", "cy", "--password", "lamp-and-shade-7", "--shop", "nowhere"),
            "There is no shop nowhere",
        ),
    ],
)
def test_a_mistake_ends_with_a_sentence_and_code_one(words: tuple[str, ...], says: str) -> None:
    told = hejie(*words)
    assert told.exit_code == 1
    assert says in told.output
    assert "Traceback" not in told.output


def test_an_export_of_a_platform_lands_and_its_bad_cells_are_named() -> None:
    told = hejie("import-file", str(SAMPLES / "broken-cells.csv"), "--shop", "灯笼小铺")
    assert told.exit_code == 0
    assert "八十九元" in told.output
    assert "refused" in told.output


def test_an_account_is_made_and_may_sign_in() -> None:
    told = hejie("user", "add", "bo", "--role", "supervisor", "--password", "lamp-and-shade-7")
    assert told.output.strip() == "bo may sign in as supervisor."


def test_the_doctor_finds_a_desk_in_order_and_then_a_broken_chain() -> None:
    store.open_many([opened()])
    told = hejie("doctor")
    assert told.exit_code == 0, told.output
    assert "1 cases" in told.output
    models.CaseIndex.objects.update(head="0" * 64)
    told = hejie("doctor")
    assert told.exit_code == 1
    assert "BAD  Chains of entries" in told.output
    assert "backup" in told.output


def test_the_demo_fills_an_empty_desk_once() -> None:
    told = hejie("demo", "--complaints", "10")
    assert told.exit_code == 0, told.output
    assert "sign in as  ana" in told.output
    assert models.CaseIndex.objects.filter(is_open=True).count() > 5
    assert models.CaseIndex.objects.exclude(verdict_state="").exists()
    again = hejie("demo")
    assert again.exit_code == 1
    assert "invented ones must not be mixed with real ones" in again.output
