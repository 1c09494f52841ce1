"""May a case be closed?"""

import pytest

from hejie.casefile.entries import CaseClosed, PromiseKept, PromiseMade, SettlementAgreed, Step, StepDone
from hejie.casefile.parties import Role
from hejie.closing import close
from hejie.closing.ending import NothingLearned, StillOwed
from tests.cast import ANA, BO, NOON, hours, opened, then

ENDING = CaseClosed("reshipped", cause="仓库漏装杯盖", lesson="出库称重复核")
RESHIP = Step("ship", Role.SELLER, {"en": "Ship the lid again and send the number."})


@pytest.mark.shows("P6")
def test_a_case_closes_with_its_cause_and_its_lesson():
    (entry,) = close(opened(), ENDING, at=NOON, by=ANA)
    assert opened().add(entry).is_open is False
    assert entry.what.lesson == "出库称重复核"


@pytest.mark.parametrize(("cause", "lesson"), [("", "称重复核"), ("漏装", "  ")])
@pytest.mark.shows("P6")
def test_a_case_without_a_cause_or_a_lesson_stays_open(cause, lesson):
    with pytest.raises(NothingLearned, match="what would have prevented it"):
        close(opened(), CaseClosed("reshipped", cause=cause, lesson=lesson), at=NOON, by=ANA)


@pytest.mark.shows("P5")
def test_a_promise_that_was_not_kept_holds_the_case_open_until_it_is():
    file = then(opened(), PromiseMade("补发杯盖", NOON + hours(24)))
    with pytest.raises(StillOwed, match="补发杯盖"):
        close(file, ENDING, at=NOON, by=ANA)
    assert close(then(file, PromiseKept("补发杯盖")), ENDING, at=NOON, by=BO)


def test_a_settlement_holds_the_case_open_until_its_last_step_is_done():
    file = then(opened(), SettlementAgreed("reship", steps=(RESHIP,)))
    with pytest.raises(StillOwed, match="ship"):
        close(file, ENDING, at=NOON, by=ANA)
    assert close(then(file, StepDone("ship")), ENDING, at=NOON, by=ANA)
