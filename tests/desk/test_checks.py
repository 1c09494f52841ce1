"""Does the doctor find what is wrong with a desk, and say what to do?"""

import pytest
from click.testing import CliRunner, Result

from hejie.desk import checks, models
from hejie.desk.cases import store
from hejie.desk.commands.root import main
from tests.desk.cast import opened

pytestmark = pytest.mark.usefixtures("store_on")


def hejie(*words: str) -> Result:
    return CliRunner().invoke(main, words)


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


def test_every_finding_that_is_not_fine_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LEAST_FREE", 10**18)
    bad = [found for found in checks.findings() if not found.fine]
    assert [found.what for found in bad] == ["Disk"]
    assert bad[0].advice
