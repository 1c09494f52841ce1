"""Is what people want done on the platform done once by a connector, only where a person asked, and told?"""

from datetime import timedelta
from itertools import count

import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    OfferMade,
    SettlementAgreed,
    StandingOrderUsed,
    Step,
    StepDone,
    StepFailed,
    StepQueued,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.closing.errands import Errand
from hejie.closing.errands import errands as errands_of
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.connectors.mistakes import Busy, ConnectorTrouble, KeysRefused, NoAnswer, NotReached
from hejie.desk.errands import carrying
from hejie.desk.models import CaseIndex, Connector
from tests.desk.cast import ANA, CLAUSE, NOON, entry, opened
from tests.desk.team import LAMPS

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
DUE = NOON + timedelta(days=2)
ORDER = StandingOrderUsed("extend_in_time", "extend", "reply", DUE, "bo", CLAUSE)
OFFER = OfferMade("refund", Money(12900, "CNY"))
SOLD = SettlementAgreed(
    "refund", Money(12900, "CNY"), (Step("agree_refund", Role.AGENT, {"zh-CN": "在平台同意退款"}),)
)
TROUBLES = {
    "away": NotReached("robot", "nobody there"),
    "busy": Busy("robot", 600),
    "locked": KeysRefused("no"),
    "silent": NoAnswer("a file", "500"),
}


class Robot:
    """A connector of the tests: it can extend and refund, and does what `answer` says."""

    def __init__(self, answer: str = "receipt 7") -> None:
        self.answer, self.asked = answer, list[str]()
        self.row = Connector.objects.get_or_create(
            name="robot", defaults={"kind": "robot", "made_by": "root", "shop_key": LAMPS, "acts": True}
        )[0]

    def check(self) -> str:
        return "the robot"

    def read(self, inbox: object) -> None:
        """There is nothing to read."""

    def can(self, errand: Errand) -> bool:
        return errand.action in ("extend", "agree_refund")

    def do(self, errand: Errand, file: CaseFile) -> str:
        self.asked.append(errand.key)
        if self.answer == "no":
            raise ConnectionError("the platform did not answer")
        if self.answer in TROUBLES:
            raise TROUBLES[self.answer]
        return self.answer

    def goes(self, minutes: int = 0) -> int:
        """Carry out what waits, some minutes after noon, and return how much was done."""
        return carrying.carry_out(self.row, self, lambda: NOON + timedelta(minutes=minutes))


def told(*what: object, number: int = 1) -> CaseIndex:
    file = opened(number).add(*(entry(one, by=ANA) for one in what))  # type: ignore[arg-type]
    store.open_many([file])
    return CaseIndex.objects.get(case_id=file.case_id)


def key_of(row: CaseIndex) -> str:
    return f"{row.case_id}#{store.load(row.case_id).lines[-1].seq}"


def happened(row: CaseIndex) -> list[str]:
    kinds = StepQueued | StepFailed | StepDone
    lines = store.load(row.case_id).lines
    return [type(line.entry.what).__name__ for line in lines if isinstance(line.entry.what, kinds)]


@pytest.mark.shows("M8")
@pytest.mark.parametrize(
    "what", [(ORDER,), (OFFER, SOLD)], ids=["a standing order", "a step of a settlement"]
)
def test_a_connector_does_it_once_and_the_case_tells_before_and_after(what: tuple[object, ...]) -> None:
    row, robot = told(*what), Robot()
    assert row.errand
    assert [robot.goes(), robot.goes()] == [1, 0]
    assert (len(robot.asked), happened(row)) == (1, ["StepQueued", "StepDone"])
    row.refresh_from_db()
    assert row.errand == ""


def test_what_a_connector_cannot_do_waits_for_a_person_with_the_reason() -> None:
    row, robot = told(ORDER), Robot("no")
    assert [robot.goes(), robot.goes()] == [0, 0]
    assert happened(row) == ["StepQueued", "StepFailed"]
    assert len(robot.asked) == 1
    row.refresh_from_db()
    assert row.errand == "extend"


def test_what_a_crash_left_between_asking_and_hearing_is_asked_again_under_the_same_key() -> None:
    row, robot = told(ORDER), Robot()
    key = key_of(row)
    store.change(row.case_id, lambda _: [entry(StepQueued("extend", key, "robot"))])
    assert [robot.goes(minutes=1), robot.goes(minutes=11)] == [0, 1]
    assert robot.asked == [key]


def test_what_could_not_be_begun_is_tried_again_later_and_some_times_only() -> None:
    row, robot = told(ORDER), Robot("silent")
    for minutes in range(0, 200, 11):
        assert robot.goes(minutes) == 0
    assert happened(row) == ["StepQueued"] * (carrying.MOST_TRIES + 1) + ["StepFailed"]
    assert len(robot.asked) == carrying.MOST_TRIES


@pytest.mark.parametrize("answer", ["away", "busy", "locked"])
def test_what_keeps_the_connector_from_everything_ends_the_round_and_costs_no_other_errand_a_try(
    answer: str,
) -> None:
    rows = [told(ORDER, number=number) for number in (1, 2, 3)]
    with pytest.raises(ConnectorTrouble):
        Robot(answer).goes()
    assert sorted(happened(row) for row in rows) == [[], [], ["StepQueued"]]


def test_who_lost_the_connector_to_another_process_takes_nothing_any_more() -> None:
    row, robot = told(ORDER), Robot()
    robot.row.held_by = "another"
    with pytest.raises(configured.Held):
        robot.goes()
    assert (robot.asked, happened(row)) == ([], [])


def test_each_errand_of_a_long_round_tells_its_own_hour() -> None:
    rows, robot = [told(ORDER, number=number) for number in (1, 2)], Robot()
    hours = iter(NOON + timedelta(minutes=minutes) for minutes in count())
    assert carrying.carry_out(robot.row, robot, lambda: next(hours)) == len(rows)
    lines = [line.entry for row in rows for line in store.load(row.case_id).lines]
    at = [one.at for one in lines if isinstance(one.what, StepQueued | StepDone)]
    assert (len(at), len(set(at))) == (4, 4)


def test_what_another_process_took_this_moment_is_not_taken_again() -> None:
    row, first = told(ORDER), Robot()

    class Slow(Robot):
        def can(self, errand: Errand) -> bool:
            first.goes()
            return True

    slow = Slow()
    assert slow.goes() == 0
    assert (len(first.asked), slow.asked, happened(row)) == (1, [], ["StepQueued", "StepDone"])

    other = told(ORDER, number=2)
    key = key_of(other)

    class Later(Robot):
        def can(self, errand: Errand) -> bool:
            store.change(other.case_id, lambda _: [entry(StepQueued("extend", key, "first"), at=NOON)])
            return True

    late = Later()
    assert late.goes() == 0
    assert late.asked == []


def test_what_only_a_person_can_do_holds_up_nothing_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "AT_ONCE", 1)
    told(StandingOrderUsed("show_stock", "upload_stock_evidence", "reply", DUE, "bo", CLAUSE))
    told(ORDER, number=2)
    told(ORDER, number=3)
    robot = Robot()
    assert [robot.goes(), robot.goes()] == [1, 1]
    assert len(set(robot.asked)) == 2


def test_the_cases_of_another_shop_are_not_its_business() -> None:
    file = opened(1, shop="shoes").add(entry(ORDER))
    store.open_many([file])
    robot = Robot()
    assert (robot.goes(), robot.asked) == (0, [])


def test_who_asked_is_a_person_or_nobody() -> None:
    def asked(*what: object, number: int) -> list[str]:
        file = store.load(told(*what, number=number).case_id)
        return [carrying.asked_by(file, one) for one in errands_of(file)]

    assert asked(OFFER, SOLD, ORDER, number=1) == ["ana", "bo"]
    assert asked(OfferMade("coupon"), SOLD, number=2) == [""]
    assert asked(SOLD, number=3) == [""]
