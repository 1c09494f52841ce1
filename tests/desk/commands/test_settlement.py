"""Is the law of acceptance learned from closed cases, tried, and switched on only by somebody who answers for it?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from django.conf import settings

from hejie.desk import house
from hejie.desk.access.tokens import NoSuchPerson
from hejie.desk.cases import store
from hejie.desk.commands import settlement as commands
from hejie.desk.commands import store as store_commands
from hejie.desk.habits import keeping
from hejie.desk.habits.mistakes import NothingToLearn, NotSurelyBetter
from hejie.desk.models import Noted
from tests.desk.habits.hands import bargained
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on", "home")]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    monkeypatch.setattr(store_commands.serving, "prepare", lambda: None)
    house.look_again()
    yield
    house.look_again()


def run(*words: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(commands.settlement, list(words))
    house.look_again()
    return done.exit_code, done.output, done.exception


def learned() -> str:
    (path,) = (Path(settings.HOME) / "learned").glob("*.yaml")
    return path.stem


def law_in_force() -> str:
    law = house.rules().acceptance.learned
    return law.name if law else "first_guess"


def test_without_a_finished_case_there_is_nothing_to_learn() -> None:
    assert isinstance(run("learn")[2], NothingToLearn)


def test_what_was_learned_is_written_beside_the_rules_and_changes_nothing_yet() -> None:
    store.open_many([bargained(number) for number in range(30)])
    code, said, _ = run("learn")
    assert (code, "from 30 closed cases" in said) == (0, True)
    assert law_in_force() == "first_guess"
    law = yaml.safe_load((Path(settings.HOME) / "learned" / f"{learned()}.yaml").read_text(encoding="utf-8"))
    assert sum(law["learned"]["cells"]["missing.1"]) == pytest.approx(1_000_000, abs=50)


def test_a_law_that_is_not_shown_to_be_no_worse_waits_unless_somebody_answers_for_it() -> None:
    hire("bo", "supervisor")
    store.open_many([bargained(number) for number in range(30)])
    run("learn")
    assert isinstance(run("switch", learned(), "--by", "bo")[2], NotSurelyBetter)
    assert isinstance(run("switch", learned(), "--by", "nobody", "--anyway")[2], NoSuchPerson)
    code, said, _ = run("switch", learned(), "--by", "bo", "--anyway")
    assert (code, "switched on by bo" in said) == (0, True)
    assert law_in_force() == learned()
    assert [(row.by, row.why) for row in keeping.history()] == [("bo", f"switch {learned()}")]
    assert Noted.objects.filter(what="habits changed", who="bo").exists()


def test_the_first_guess_can_be_switched_back_on_and_an_unknown_law_cannot() -> None:
    hire("bo", "supervisor")
    store.open_many([bargained(number) for number in range(10)])
    run("learn")
    run("switch", learned(), "--by", "bo", "--anyway")
    assert run("switch", "first_guess", "--by", "bo")[0] == 0
    assert law_in_force() == "first_guess"
    assert isinstance(run("switch", "unheard-of", "--by", "bo")[2], commands.NoSuchLaw)
