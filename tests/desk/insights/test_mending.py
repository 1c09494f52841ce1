"""Is a cause mended by somebody by a day, and is it ticked off once?"""

from datetime import timedelta

import pytest

from hejie.desk.insights import mending
from hejie.desk.models import Insight
from tests.desk.cast import NOON
from tests.desk.team import LAMPS

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
WISH = {
    "claim": "missing_item",
    "cause": "漏装",
    "measure": "双人复核",
    "owner": "仓库",
    "due_on": "2026-12-08",
}


@pytest.mark.shows("P7")
def test_what_waits_comes_first_the_most_urgent_on_top() -> None:
    late = mending.make(LAMPS, WISH, at=NOON, by="bo")
    soon = mending.make(LAMPS, WISH | {"due_on": "2026-11-30"}, at=NOON, by="bo")
    finished = mending.make(LAMPS, WISH | {"due_on": "2026-11-29"}, at=NOON, by="bo")
    mending.tick(finished, at=NOON, by="bo")
    assert [item.pk for item in mending.items(LAMPS)] == [soon.pk, late.pk, finished.pk]


def test_ticked_twice_it_was_done_the_first_time_and_its_effect_is_asked_for() -> None:
    item = mending.make(LAMPS, WISH, at=NOON, by="bo")
    mending.tick(item, at=NOON, by="bo")
    mending.tick(item, at=NOON + timedelta(days=3), by="cy")
    item.refresh_from_db()
    assert (item.done_at, item.done_by) == (NOON, "bo")
    assert Insight.objects.get(shop_key=LAMPS).wanted


@pytest.mark.parametrize("lacks", ["cause", "measure", "owner", "due_on", "claim"])
def test_an_item_that_leaves_something_open_is_not_made(lacks: str) -> None:
    with pytest.raises(mending.NotAnItem):
        mending.make(LAMPS, WISH | {lacks: " "}, at=NOON, by="bo")
    assert mending.items(LAMPS) == []
