"""Does each shop get its insights, one shop at a look, and does nobody reckon the same twice?"""

from datetime import timedelta

import pytest

from hejie.desk.cases import store
from hejie.desk.insights import renewing
from hejie.desk.insights.renewing import AGAIN, GIVEN_UP, Renewer
from hejie.desk.models import Insight
from tests.desk.cast import NOON, opened
from tests.desk.team import LAMPS, SHOES, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def made() -> dict[str, bool]:
    return {row.shop_key: row.made_at is not None for row in Insight.objects.all()}


def test_one_shop_is_reckoned_at_a_look_and_then_the_next() -> None:
    two_shops()
    renewer = Renewer()
    assert renewer.renew(NOON)
    assert sorted(made().values()) == [False, True]
    assert not renewer.renew(NOON)  # it has had its share of the time
    assert renewer.renew(NOON + timedelta(hours=1))
    assert made() == {LAMPS: True, SHOES: True}
    assert not renewer.renew(NOON + timedelta(hours=2))


def test_what_is_old_or_asked_for_is_reckoned_again_and_what_is_asked_for_comes_first() -> None:
    two_shops()
    for hour in (0, 1):
        Renewer().renew(NOON + timedelta(hours=hour))
    renewing.ask(SHOES)
    assert Renewer().renew(NOON + AGAIN * 2)
    assert Insight.objects.get(shop_key=SHOES).made_at == NOON + AGAIN * 2
    assert not Insight.objects.get(shop_key=SHOES).wanted
    assert Renewer().renew(NOON + AGAIN * 2)
    assert not Renewer().renew(NOON + AGAIN * 2)


def test_who_asks_while_it_is_reckoned_is_heard_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    store.open_many([opened(1)])
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(renewing, "reckon", lambda *_, **__: renewing.ask(LAMPS) or {})
        assert Renewer().renew(NOON)
    assert Renewer().renew(NOON + timedelta(seconds=5))
    assert not Renewer().renew(NOON + timedelta(seconds=9))


def test_what_was_asked_for_and_broke_off_is_reckoned_once_its_worker_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.open_many([opened(1)])
    assert Renewer().renew(NOON)
    renewing.ask(LAMPS)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(renewing, "reckon", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Renewer().renew(NOON + timedelta(hours=1))
    assert not Renewer().renew(NOON + timedelta(hours=1, seconds=5))
    assert Renewer().renew(NOON + timedelta(hours=1) + GIVEN_UP + timedelta(seconds=1))


def test_a_shop_that_another_worker_is_at_is_left_to_it_unless_that_one_died() -> None:
    store.open_many([opened(1)])
    Insight.objects.create(shop_key=LAMPS, taken_at=NOON)
    assert not Renewer().renew(NOON + timedelta(seconds=5))
    assert Renewer().renew(NOON + GIVEN_UP + timedelta(seconds=1))


def test_a_desk_without_shops_has_nothing_to_reckon() -> None:
    assert not Renewer().renew(NOON)
