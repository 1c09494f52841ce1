"""Does each command do what it says, end with the right code, and never show a trace for a person's mistake?"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hejie.desk import models
from hejie.desk.cases import store
from hejie.desk.commands.root import main
from tests.desk.cast import opened

pytestmark = pytest.mark.usefixtures("store_on")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def hejie(*words: str, **more: str) -> Result:
    return CliRunner().invoke(main, words, **more)  # type: ignore[arg-type]


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
    assert opened(1).opened.buyer not in hejie("export", "--redact").output
    one = hejie("export", "--case", opened(1).case_id)
    assert one.output.count("\n") == 1 + len(opened(1).lines)


def test_an_export_of_a_platform_lands_and_its_bad_cells_are_named() -> None:
    told = hejie("import-file", str(SAMPLES / "broken-cells.csv"), "--shop", "灯笼小铺")
    assert told.exit_code == 0
    assert "八十九元" in told.output
    assert "refused" in told.output


def test_an_account_is_made_and_may_sign_in() -> None:
    told = hejie("user", "add", "bo", "--role", "supervisor", "--password", "lamp-and-shade-7")
    assert told.output.strip() == "bo may sign in as supervisor."
