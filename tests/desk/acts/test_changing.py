"""Is a change kept the same way wherever it comes from, and does it hold at once?"""

import pytest
from django.utils import timezone

from hejie.desk import house
from hejie.desk.acts.changing import Wanted, change
from hejie.desk.habits.mistakes import NoReason, OutOfDate
from hejie.desk.models import Noted
from tests.desk.habits.hands import number
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
NOW = timezone.now()


def test_what_is_kept_holds_at_once_with_who_and_why() -> None:
    row = change(
        Wanted(number("team.small_sum.cny", 1500), "算一笔"),
        by=hire("bo", "admin"),
        at=NOW,
        address="192.0.2.7",
    )
    assert house.rules().parameter("team.small_sum.cny", on=NOW.date()) == 1500
    assert (row.by, row.why, row.what) == ("bo", "算一笔", ["team.small_sum.cny: 1000 → 1500"])
    assert Noted.objects.filter(what="habits changed", address="192.0.2.7").exists()


def test_without_a_reason_or_from_a_version_that_is_gone_nothing_is_kept() -> None:
    bo = hire("bo", "admin")
    with pytest.raises(NoReason):
        change(Wanted(number("team.small_sum.cny", 1500), " "), by=bo, at=NOW)
    with pytest.raises(OutOfDate):
        change(Wanted(number("team.small_sum.cny", 1500), "算一笔", base=7), by=bo, at=NOW)
