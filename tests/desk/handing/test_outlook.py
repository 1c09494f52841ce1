"""Is what will come in expected from the store's own history, and who works from shifts and duty?"""

from datetime import timedelta

import pytest

from hejie.desk.cases import store
from hejie.desk.handing import duty, outlook
from hejie.desk.models import CaseIndex
from tests.desk.cast import NOON, opened
from tests.desk.team import LAMPS, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def came(days: int = 28, a_day: int = 3) -> None:
    """So many cases a day at noon for some weeks, every third of them stalled."""
    store.open_many(
        [opened(n, claim="stalled" if n % 3 == 0 else "missing_item") for n in range(1, days * a_day + 1)]
    )
    for n, row in enumerate(CaseIndex.objects.order_by("id")):
        CaseIndex.objects.filter(pk=row.pk).update(opened_at=NOON - timedelta(days=days - n // a_day))


@pytest.mark.shows("V7")
def test_a_usual_day_comes_again_by_hour_and_claim() -> None:
    came()
    told = outlook.coming(CaseIndex.objects.all(), NOON, 24, 100)
    assert told.outlook.usual == pytest.approx(3, rel=0.15)
    assert dict(zip(told.claims, told.outlook.arrivals.sum(axis=1), strict=True))[
        "missing_item"
    ] == pytest.approx(2, rel=0.3)
    by_hour = told.outlook.arrivals.sum(axis=0)
    assert by_hour.argmax() == 0  # NOON is the hour in which they come


def test_each_claim_comes_in_three_sizes_with_its_work_and_clock() -> None:
    came()
    told = outlook.coming(CaseIndex.objects.all(), NOON, 24)
    expected = told.expected(3)
    assert expected.arrivals.shape == (3 * len(told.claims), 8)
    assert expected.arrivals.sum() == pytest.approx(told.outlook.arrivals.sum())
    assert set(told.kinds.minutes.tolist()) == {8.0}
    assert told.kinds.stake.max() == 12900


def test_an_empty_desk_expects_nothing() -> None:
    told = outlook.coming(CaseIndex.objects.all(), NOON, 24)
    assert told.outlook.arrivals.sum() == 0
    assert told.claims == (outlook.REST,)


def test_who_is_here_works_now_and_agents_by_their_shift_later() -> None:
    store.open_many([opened(1)])
    for name in ("ana", "ben"):
        hire(name, "agent", LAMPS)
    assert outlook.at_work(NOON, 12).tolist() == [2.0] * 9 + [0.0] * 3  # noon to nine in Shanghai
    duty.come("ana", NOON)
    assert outlook.at_work(NOON, 3).tolist() == [1.0, 2.0, 2.0]
    assert outlook.in_minutes(outlook.at_work(NOON, 1), NOON).tolist() == [45.0]
    assert outlook.shift(NOON, 24).sum() == 12
