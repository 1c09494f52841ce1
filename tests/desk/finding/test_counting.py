"""Are views counted once a second for people of the same shops, and never for those of other shops?"""

import pytest

from hejie.casefile.entries import CaseTaken
from hejie.desk.cases import store
from hejie.desk.finding import counting, queue
from hejie.desk.models import CaseIndex
from tests.desk.cast import ANA, entry, opened
from tests.desk.team import LAMPS, SHOES

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second that lasts as long as the test."""
    monkeypatch.setattr(counting, "FRESH", 1e9)


def counted(person: str, shop: str) -> dict[str, int]:
    return counting.counts(CaseIndex.objects.filter(shop_key=shop), person, [shop])


def test_colleagues_share_what_is_counted_and_each_has_their_own_cases_counted_anew() -> None:
    store.open_many([opened(1).add(entry(CaseTaken("ana"), by=ANA)), opened(2)])
    assert (counted("ana", LAMPS)["due"], counted("ana", LAMPS)["mine"]) == (2, 1)
    store.open_many([opened(3).add(entry(CaseTaken("ana"), by=ANA))])
    assert (counted("bo", LAMPS)["due"], counted("bo", LAMPS)["mine"]) == (2, 0)
    assert counted("ana", LAMPS)["mine"] == 2


def test_another_shop_is_counted_for_itself() -> None:
    store.open_many([opened(1), opened(2, shop="shoes"), opened(3, shop="shoes")])
    assert (counted("ana", LAMPS)["all"], counted("cy", SHOES)["all"]) == (1, 2)


def test_once_the_second_is_over_all_is_counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    store.open_many([opened(1)])
    assert counted("ana", LAMPS)["due"] == 1
    store.open_many([opened(2)])
    monkeypatch.setattr(counting, "FRESH", -1.0)
    assert counted("ana", LAMPS) == queue.counts(CaseIndex.objects.all(), "ana")


def test_whoever_works_for_no_shop_is_not_told_the_counts_of_whoever_sees_all() -> None:
    store.open_many([opened(1)])
    assert counting.counts(CaseIndex.objects.all(), "admin", [])["all"] == 1
    assert counting.counts(CaseIndex.objects.filter(shop_key=""), "cy", [])["all"] == 0
