"""Is the law of acceptance learned from finished cases, tried, and switched on only by somebody who answers for it?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from django.conf import settings

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, CaseOpened, Entry, OfferAnswered, OfferMade
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.closing import carry_out
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.commands import settlement as commands
from hejie.desk.commands import store as store_commands
from hejie.remedy import weigh
from hejie.rulebook import load_rulebook
from tests.desk.cast import ANA, NOON

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on", "home")]
CHEN = Actor(Role.BUYER, "Chen")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    monkeypatch.setattr(store_commands.serving, "prepare", lambda: None)
    house.look_again()
    yield
    house.look_again()


def finished(number: int) -> CaseFile:
    """A case in which what was proposed first was offered, refused every other time, and in the end accepted."""
    opened = CaseOpened("taobao", "lamps", f"S{number:05d}", "missing_item", amount=Money(12800, "CNY"))
    file = CaseFile.begin(f"taobao:lamps:S{number:05d}", Entry(NOON, SYSTEM, opened))
    file = file.add(*weigh(file, rules=house.rules(), at=NOON, by=SYSTEM))
    offered = [
        OfferMade("partial_refund", Money(2560, "CNY")),
        OfferMade("partial_refund", Money(5120, "CNY")),
    ]
    for made, answer in zip(offered, ("refused", "accepted"), strict=True):
        file = file.add(Entry(NOON, ANA, made), Entry(NOON, CHEN, OfferAnswered(answer)))
    file = file.add(*carry_out(file, rules=house.rules(), at=NOON, by=ANA))
    return file.add(Entry(NOON, ANA, CaseClosed("refunded", "a cause", "a lesson")))


def run(*words: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(commands.settlement, list(words))
    return done.exit_code, done.output, done.exception


def learned() -> str:
    (path,) = (Path(settings.HOME) / "learned").glob("*.yaml")
    return path.stem


def test_without_a_finished_case_there_is_nothing_to_learn() -> None:
    assert isinstance(run("learn")[2], commands.NothingToLearn)


def test_what_was_learned_is_written_beside_the_rules_and_changes_nothing_yet() -> None:
    store.open_many([finished(number) for number in range(30)])
    code, said, _ = run("learn")
    assert (code, "from 30 finished cases" in said) == (0, True)
    assert not (house.overlay() / "team" / "acceptance.yaml").exists()
    law = yaml.safe_load((Path(settings.HOME) / "learned" / f"{learned()}.yaml").read_text(encoding="utf-8"))
    assert sum(law["learned"]["cells"]["missing.1"]) == pytest.approx(1_000_000, abs=50)


def test_a_law_that_is_not_shown_to_be_better_waits_unless_somebody_answers_for_it() -> None:
    store.open_many([finished(number) for number in range(30)])
    run("learn")
    assert isinstance(run("switch", learned(), "--by", "bo")[2], commands.NotSurelyBetter)
    code, said, _ = run("switch", learned(), "--by", "bo", "--anyway")
    assert (code, "switched on by bo" in said) == (0, True)
    written = house.overlay() / "team" / "acceptance.yaml"
    assert f"Switched to {learned()} by bo" in written.read_text(encoding="utf-8")
    assert load_rulebook(house.overlay()).acceptance.learned.name == learned()  # type: ignore[union-attr]


def test_the_first_guess_can_be_switched_back_on_and_an_unknown_law_cannot() -> None:
    store.open_many([finished(number) for number in range(10)])
    run("learn")
    run("switch", learned(), "--by", "bo", "--anyway")
    assert run("switch", "first_guess", "--by", "bo")[0] == 0
    assert load_rulebook(house.overlay()).acceptance.learned is None
    assert isinstance(run("switch", "unheard-of", "--by", "bo")[2], commands.NoSuchLaw)
