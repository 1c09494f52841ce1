"""Is it counted over the cases kept here what other rules would change, by one process or by several?"""

from datetime import UTC, datetime

import pytest

from hejie.casefile import CaseFile
from hejie.desk.cases import store, whatif
from hejie.desk.cases.whatif import impact_on_stored
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.difference import with_numbers
from hejie.rulebook.impacts import Impact, impact
from tests.desk.cast import late
from tests.rulebook.conftest import SAMPLE

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """The small rulebook: late shipment and customs on one platform."""
    return load_rulebook(shipped=SAMPLE)


def kept(book: Rulebook) -> tuple[list[CaseFile], Rulebook]:
    """Seven cases in the store, one to seven days late, and rules that leave the seller only two days."""
    files = [late(number, number) for number in range(1, 8)]
    store.open_many(files)
    return files, with_numbers(book, {"taobao.ship_limit": 48})


def test_the_answers_to_kept_cases_that_change_are_counted_with_their_money(book: Rulebook) -> None:
    files, stricter = kept(book)
    found = impact_on_stored(book, stricter, as_of=AT, processes=1)
    assert found == impact(book, stricter, [file.facts for file in files], as_of=AT)
    assert [
        (row.decision, row.after, row.cases, row.money) for row in found if row.decision == "liability"
    ] == [("liability", "seller", 1, {"CNY": 12900})]


def test_several_processes_count_what_one_counts(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    _, stricter = kept(book)
    alone: tuple[Impact, ...] = impact_on_stored(book, stricter, as_of=AT, processes=1)
    monkeypatch.setattr(whatif, "PART", 2)
    assert impact_on_stored(book, stricter, as_of=AT, processes=2) == alone
    assert impact_on_stored(book, stricter, as_of=AT, processes=1) == alone != ()


def test_an_empty_store_changes_nothing(book: Rulebook) -> None:
    assert impact_on_stored(book, with_numbers(book, {"taobao.ship_limit": 48}), as_of=AT) == ()
