"""Does a newcomer find a shop that is at work, and are invented cases never mixed with real ones?"""

import pytest
from click.testing import CliRunner, Result

from hejie.desk import models
from hejie.desk.cases import proof
from hejie.desk.commands.root import main
from hejie.desk.sample import demo
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")


def hejie(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_demo_fills_an_empty_desk_once() -> None:
    told = hejie("demo", "--complaints", "10")
    assert told.exit_code == 0, told.output
    assert "sign in as  ana" in told.output
    assert models.CaseIndex.objects.filter(is_open=True).count() > 5
    assert models.CaseIndex.objects.exclude(verdict_state="").exists()
    again = hejie("demo")
    assert again.exit_code == 1
    assert "invented ones must not be mixed with real ones" in again.output


def test_a_desk_with_people_is_not_empty_even_without_cases() -> None:
    assert demo.is_empty()
    hire("ana", "agent")
    assert not demo.is_empty()


def test_the_sample_shop_stands_like_any_other() -> None:
    hejie("demo", "--complaints", "5")
    assert proof.rebuild().differences == ()
    assert list(proof.broken_chains()) == []
