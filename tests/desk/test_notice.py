"""Is a case looked at before its deadline, once, while something can still be done?"""

from datetime import timedelta

import pytest

from hejie.casefile.entries import Escalated, MessageSent
from hejie.casefile.parties import SYSTEM
from hejie.desk import clock, house, notice
from hejie.desk.cases import store
from hejie.dispatch.stakes import hard_clock
from hejie.intake import open_case
from tests.cast import NOON as OPENED
from tests.desk.cast import ANA, NOON, entry, opened
from tests.stories.notices import missing_cup

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]

DEADLINE = NOON + timedelta(days=2)  # of the case that `opened` tells


def test_hours_before_the_deadline_it_is_looked_at_and_not_sooner() -> None:
    store.open_many([opened(1)])
    (longest, *_) = notice.notices(NOON)
    assert notice.soon(DEADLINE - longest - timedelta(minutes=1), 10) == []
    assert [case_id for case_id, _ in notice.soon(DEADLINE - longest, 10)] == [opened(1).case_id]
    assert notice.soon(DEADLINE, 10) == []
    assert notice.soon(DEADLINE - longest, 10, without=[opened(1).case_id]) == []


@pytest.mark.shows("C9")
def test_the_clock_lets_it_walk_then_it_moves_up_and_it_is_not_woken_again() -> None:
    file = open_case(missing_cup(), rules=house.rules(), at=OPENED, by=SYSTEM)
    file = file.add(*house.following(file, (), at=OPENED))
    store.open_many([file])
    deadline = hard_clock(file).due_at  # type: ignore[union-attr]
    clock.Clock().sweep(deadline - timedelta(hours=5))
    assert not list(store.load(file.case_id).all(Escalated))
    for before in (3, 2):
        clock.Clock().sweep(deadline - timedelta(hours=before))
    assert len(list(store.load(file.case_id).all(Escalated))) == 1
    assert notice.soon(deadline - timedelta(hours=2), 10) == []


@pytest.mark.shows("B12")
def test_hours_after_our_last_word_it_is_looked_at_once_and_never_while_it_waits_for_us() -> None:
    written = opened(1).add(entry(MessageSent("您好", "zh-CN"), by=ANA))
    store.open_many([written, opened(2)])
    wait = timedelta(hours=house.rules().parameter("team.reaching.wait", on=NOON.date()) or 0)
    assert notice.soon(NOON + wait - timedelta(minutes=1), 10) == []
    assert notice.soon(NOON + wait, 10) == [(written.case_id, NOON + wait)]
    clock.Clock().sweep(NOON + wait)
    assert notice.soon(NOON + wait, 10) == []
