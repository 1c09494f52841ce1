"""Is the work put in an order that saves most, for those who are there, and no more often than can be afforded?"""

from datetime import timedelta

import pytest

from hejie.casefile.entries import CaseTaken, ClockSet, ClockStopped, Escalated, Offer, OffersWeighed
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.handing import duty, planning
from hejie.desk.handing.planning import NOBODY, Planner
from hejie.desk.models import CaseIndex, Planned, Pricing
from tests.desk.cast import ANA, CLAUSE, NOON, entry, opened
from tests.desk.team import LAMPS, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def waits(number: int, hours: float, *more: object, free: bool = False) -> None:
    """A case whose clock runs out after so many hours; with `free` we would agree to what silence leads to anyway."""
    clock = ClockSet("other", NOON + timedelta(hours=hours), Role.SELLER, {"en": "lost"}, "rule", CLAUSE)
    yuan = Money(12900, "CNY")
    offer = Offer("refund", yuan, yuan, {}, CLAUSE, expected=yuan)
    weighed = [OffersWeighed((offer,), lapse=yuan)] if free else []
    said = (ClockStopped("reply"), clock, *weighed, *more)
    store.open_many([opened(number).add(*(entry(what, by=ANA) for what in said))])  # type: ignore[arg-type]


def planned() -> list[str]:
    return list(Planned.objects.order_by("place").values_list("case__after_sales_id", flat=True))


def meant() -> dict[str, str]:
    return dict(Planned.objects.values_list("case__after_sales_id", "meant_for"))


@pytest.mark.shows("V7")
def test_what_would_be_lost_soonest_comes_first_and_what_we_agree_to_anyway_later() -> None:
    waits(1, 60)
    waits(2, 3)
    waits(3, 2, free=True)
    assert Planner().renew(NOON)
    assert planned() == ["RF000002", "RF000001", "RF000003"]
    first = Planned.objects.get(place=1)
    assert (first.stake, first.currency, first.minutes) == (12900, "CNY", 8)


@pytest.mark.shows("V7")
def test_cases_are_meant_for_who_is_there_and_may_take_them_and_spread_over_them() -> None:
    for number in (1, 2, 3, 4):
        waits(number, 10 * number)
    waits(5, 50, Escalated(Role.SUPERVISOR, CLAUSE))
    for name, role in (("ana", "agent"), ("ben", "agent"), ("bo", "supervisor")):
        hire(name, role, LAMPS)
        duty.come(name, NOON)
    Planner().renew(NOON)
    assert meant() == {
        "RF000001": "ana",
        "RF000002": "ben",
        "RF000003": "ana",
        "RF000004": "ben",
        "RF000005": "bo",
    }


def test_what_nobody_there_may_take_is_meant_for_nobody_and_without_anybody_all_is_anybodys() -> None:
    waits(1, 10)
    waits(2, 20, Escalated(Role.SUPERVISOR, CLAUSE))
    Planner().renew(NOON)
    assert set(meant().values()) == {""}
    hire("ana", "agent", LAMPS)
    duty.come("ana", NOON)
    Planner().renew(NOON + timedelta(seconds=5))
    assert meant() == {"RF000001": "ana", "RF000002": NOBODY}


def test_a_case_of_somebody_away_is_meant_for_another_once_its_deadline_is_near() -> None:
    waits(1, 3, CaseTaken("ben"))
    waits(2, 30, CaseTaken("ben"))
    hire("ana", "agent", LAMPS)
    duty.come("ana", NOON)
    Planner().renew(NOON)
    assert meant() == {"RF000001": "ana", "RF000002": "ben"}


def test_the_plan_is_made_again_when_something_happened_and_else_seldom() -> None:
    waits(1, 10)
    planner = Planner()
    assert planner.renew(NOON)
    assert not planner.renew(NOON + timedelta(seconds=20))
    waits(2, 5)
    assert planner.renew(NOON + timedelta(seconds=25))
    assert planned() == ["RF000002", "RF000001"]
    assert planner.renew(NOON + timedelta(seconds=120))


def test_two_workers_make_one_plan() -> None:
    waits(1, 10)
    one, other = Planner(), Planner()
    assert (one.renew(NOON), other.renew(NOON)) == (True, False)


def test_prices_of_minutes_are_kept_for_a_while_and_reckoned_anew_when_many_came_in() -> None:
    for number in range(1, 12):
        waits(number, 10)
    hire("ana", "agent", LAMPS)
    duty.come("ana", NOON)
    planner = Planner()
    planner.renew(NOON)
    first = Pricing.objects.get().priced_at
    waits(12, 10)
    planner.renew(NOON + timedelta(minutes=5))
    assert Pricing.objects.get().priced_at == first
    for number in range(20, 65):
        waits(number, 10)
    planner.renew(NOON + timedelta(minutes=10))
    assert Pricing.objects.get().priced_at == NOON + timedelta(minutes=10)


def test_a_case_that_nobody_knows_the_amount_of_counts_like_others_of_its_kind() -> None:
    waits(1, 10)
    waits(2, 10)
    CaseIndex.objects.filter(after_sales_id="RF000002").update(stake_minor=None)
    Planner().renew(NOON)
    guess = Planned.objects.get(case__after_sales_id="RF000002")
    assert (guess.stake, guess.guessed) == (12900, True)


def test_a_plan_does_not_grow_beyond_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 9):
        waits(number, number)
    monkeypatch.setattr(planning, "_waiting", lambda _most, _real=planning._waiting: _real(4))
    Planner().renew(NOON)
    assert 2 <= Planned.objects.count() <= 4
