"""Is what is to be done on the platform done once, by a connector or by a person, and told?"""

from datetime import timedelta

import pytest

from hejie.casefile.entries import SettlementAgreed, StandingOrderUsed, Step, StepDone, StepFailed, StepQueued
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.closing.errands import Errand
from hejie.desk.cases import store
from hejie.desk.handing import errands
from hejie.desk.models import CaseIndex
from tests.desk.cast import CLAUSE, NOON, entry, opened
from tests.desk.team import LAMPS, desk_of, do, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
DUE = NOON + timedelta(days=2)
ORDER = StandingOrderUsed("extend_in_time", "extend", "reply", DUE, "bo", CLAUSE)
SOLD = SettlementAgreed(
    "refund", Money(12900, "CNY"), (Step("agree_refund", Role.AGENT, {"zh-CN": "在平台同意退款"}),)
)


class Robot:
    """A connector of the tests: it can extend, and does what `answer` says."""

    name = "robot"

    def __init__(self, answer: str = "receipt 7") -> None:
        self.answer, self.asked = answer, list[str]()

    def can(self, errand: Errand) -> bool:
        return errand.action in ("extend", "agree_refund")

    def do(self, errand: Errand) -> str:
        self.asked.append(errand.key)
        if self.answer == "no":
            raise ConnectionError("the platform did not answer")
        return self.answer


def told(what: object) -> CaseIndex:
    store.open_many([opened(1).add(entry(what))])  # type: ignore[arg-type]
    return CaseIndex.objects.get()


def happened(row: CaseIndex) -> list[str]:
    kinds = StepQueued | StepFailed | StepDone
    return [
        type(line.entry.what).__name__
        for line in store.load(row.case_id).lines
        if isinstance(line.entry.what, kinds)
    ]


@pytest.mark.shows("M8")
@pytest.mark.parametrize("what", [ORDER, SOLD], ids=["a standing order", "a step of a settlement"])
def test_a_connector_does_it_once_and_the_case_tells_before_and_after(what: object) -> None:
    row, robot = told(what), Robot()
    assert row.errand
    assert errands.carry_out(NOON, [robot]) == 1
    assert errands.carry_out(NOON, [robot]) == 0
    assert (len(robot.asked), happened(row)) == (1, ["StepQueued", "StepDone"])
    row.refresh_from_db()
    assert row.errand == ""


def test_what_a_connector_cannot_do_waits_for_a_person_with_the_reason() -> None:
    row, robot = told(ORDER), Robot("no")
    assert errands.carry_out(NOON, [robot]) == 0
    assert happened(row) == ["StepQueued", "StepFailed"]
    assert errands.carry_out(NOON, [robot]) == 0
    assert len(robot.asked) == 1
    row.refresh_from_db()
    assert row.errand == "extend"


def test_what_a_crash_left_between_asking_and_hearing_is_asked_again_under_the_same_key() -> None:
    row, robot = told(ORDER), Robot()
    key = f"{row.case_id}#{store.load(row.case_id).lines[-1].seq}"
    store.change(row.case_id, lambda _: [entry(StepQueued("extend", key, "robot"))])
    assert errands.carry_out(NOON + timedelta(minutes=1), [robot]) == 0
    assert errands.carry_out(NOON + timedelta(minutes=11), [robot]) == 1
    assert robot.asked == [key]


def test_what_another_process_took_this_moment_is_not_taken_again() -> None:
    row, first = told(ORDER), Robot()

    class Slow(Robot):
        def can(self, errand: Errand) -> bool:
            errands.carry_out(NOON, [first])
            return True

    slow = Slow()
    assert errands.carry_out(NOON, [slow]) == 0
    assert (len(first.asked), slow.asked, happened(row)) == (1, [], ["StepQueued", "StepDone"])

    other, late = opened(2).add(entry(ORDER)), Robot()
    store.open_many([other])
    key = f"{other.case_id}#{other.lines[-1].seq}"

    class Later(Robot):
        def can(self, errand: Errand) -> bool:
            store.change(other.case_id, lambda _: [entry(StepQueued("extend", key, "first"), at=NOON)])
            return True

    assert errands.carry_out(NOON, [Later(), late]) == 0
    assert late.asked == []


def test_what_only_a_person_can_do_holds_up_nothing_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "AT_ONCE", 1)
    by_hand = StandingOrderUsed("show_stock", "upload_stock_evidence", "reply", DUE, "bo", CLAUSE)
    store.open_many([opened(1).add(entry(by_hand)), opened(2).add(entry(ORDER)), opened(3).add(entry(ORDER))])
    robot = Robot()
    assert errands.carry_out(NOON, [robot]) == 1
    assert errands.carry_out(NOON, [robot]) == 1
    assert len(set(robot.asked)) == 2


def test_without_a_connector_nothing_is_asked_of_the_store() -> None:
    told(ORDER)
    assert errands.carry_out(NOON) == 0


@pytest.mark.shows("P5")
def test_a_person_sees_it_with_the_hour_and_a_link_and_ticks_it_off() -> None:
    row = told(ORDER)
    ana = desk_of(hire("ana", "agent", LAMPS))
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "要去平台办理" in page
    assert "https://refund2.taobao.com/dispute/detail.htm?disputeId=RF000001" in page
    assert "待办" in ana.get("/queue?view=errands").content.decode()
    key = f"{row.case_id}#{store.load(row.case_id).lines[-1].seq}"
    assert do(ana, row, "errands", key=key, proof="已延长") == 200
    assert do(ana, row, "errands", key=key, proof="已延长") == 422
    assert "要去平台办理" not in ana.get(f"/cases/{row.pk}").content.decode()


def test_what_failed_is_shown_with_the_reason_and_a_person_may_say_so_too() -> None:
    row = told(ORDER)
    key = f"{row.case_id}#{store.load(row.case_id).lines[-1].seq}"
    ana = desk_of(hire("ana", "agent", LAMPS))
    assert do(ana, row, "errands", key=key, outcome="failed", why="") == 422
    store.change(row.case_id, lambda _: [entry(StepFailed("extend", key, "页面打不开"))])
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "没办成" in page
    assert "页面打不开" in page
