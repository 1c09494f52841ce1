"""Does the shop's own past teach what buyers accept, is it seen before it is switched on, and can it be taken back?"""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.habits import acceptance, folder, weighing
from hejie.desk.habits.mistakes import NothingToLearn, NotSurelyBetter
from hejie.rulebook.settlement import FILE, Tried
from tests.desk.cast import opened
from tests.desk.habits.hands import bargained

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
NOW = timezone.now()


def learned(count: int = 30) -> dict[str, str]:
    """The file that switches on what so many bargains taught."""
    store.open_many([bargained(number) for number in range(count)])
    return acceptance.switched({}, acceptance.learn(house.rules(), at=NOW), by="bo", on=NOW.date())


def test_bargains_teach_a_law_that_says_from_how_many_and_what_it_would_have_saved() -> None:
    law = folder.book_of(learned()).acceptance.learned
    assert law is not None
    assert (law.cases, law.by, law.since) == (30, "bo", NOW.date())
    assert law.tried["CNY"].cases == 30
    told = {one.claims[0]: one.learned for one in acceptance.families(folder.book_of(learned()).acceptance)}
    assert (told["missing_item"], told["late_shipment"]) == (True, False)


def test_without_a_bargain_there_is_nothing_to_learn() -> None:
    store.open_many([opened(1)])
    with pytest.raises(NothingToLearn):
        acceptance.learn(house.rules(), at=NOW)


@pytest.mark.shows("C10")
def test_it_is_told_beforehand_what_is_taken_more_often_and_where_another_remedy_comes_first() -> None:
    store.open_many([opened(number) for number in range(1, 4)])
    edits = learned(60)
    found = weighing.weigh(house.rules(), edits, {}, by="bo", at=NOW).choices
    assert found is not None
    assert found.looked_at == 3
    assert found.turned <= found.looked_at
    (partial,) = (one for one in found.taken if one.remedy == "partial_refund")
    assert partial.cases == 3
    assert partial.before != partial.after
    assert weighing.weigh(house.rules(), {}, {}, by="bo", at=NOW).choices is None


def test_a_law_that_might_be_worse_waits_unless_somebody_answers_for_it() -> None:
    new = folder.book_of(learned()).acceptance
    with pytest.raises(NotSurelyBetter):
        acceptance.check(house.rules(), new, anyway=False, on=NOW.date())
    acceptance.check(house.rules(), new, anyway=True, on=NOW.date())
    acceptance.check(house.rules(), house.rules().acceptance, anyway=False, on=NOW.date())
    law = new.learned
    assert law is not None
    shown = {"CNY": Tried(acceptance.least(house.rules(), NOW.date()), 20, 5)}
    assert not acceptance.is_doubtful(
        house.rules(), law.__class__(law.name, {}, {}, {}, {}, tried=shown), on=NOW.date()
    )


def test_the_shipped_law_comes_back_also_over_one_that_was_switched_on_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    edits = learned()
    assert acceptance.switched_back(edits) == {FILE: ""}
    place = folder.by_hand() / "team"
    place.mkdir(parents=True)
    (place / "acceptance.yaml").write_text(edits[FILE], encoding="utf-8")
    house.look_again()
    back = acceptance.switched_back(edits)
    assert back == {FILE: "{learned: null}\n"}
    assert folder.book_of(back).acceptance.learned is None
