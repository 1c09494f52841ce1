"""Do whole cases leave one desk and arrive at another without loss?"""

import pytest

from hejie.casefile.chain import ChainBroken
from hejie.casefile.entries import CaseTaken
from hejie.desk import models
from hejie.desk.cases import moving, proof, store
from tests.desk.cast import ANA, entry, note, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_case_that_was_exported_can_be_brought_in_elsewhere_whole() -> None:
    store.open_many([opened(1), opened(2)])
    store.change(opened(1).case_id, lambda _: [entry(CaseTaken("ana"), by=ANA)])
    exported = list(moving.export())
    arrived = list(moving.import_cases(exported))
    assert [file.lines for file in arrived] == [file.lines for file in store.every()]


def test_bringing_in_the_same_export_twice_changes_nothing() -> None:
    exported = list(moving.export_case(opened(1)))
    assert moving.bring_in(exported) == moving.Moved(opened=1)
    before = list(models.Entry.objects.values("case_id", "seq", "digest"))
    assert moving.bring_in(exported) == moving.Moved(unchanged=1)
    assert list(models.Entry.objects.values("case_id", "seq", "digest")) == before
    assert proof.rebuild() == (1, ())


def test_a_case_that_went_on_elsewhere_goes_on_here() -> None:
    file = opened(1)
    store.open_many([file])
    assert moving.bring_in(list(moving.export_case(file.add(note("从另一台来"))))) == moving.Moved(
        continued=1
    )
    assert len(store.load(file.case_id).lines) == len(file.lines) + 1


def test_two_histories_of_one_case_are_not_joined_and_nothing_of_the_file_is_kept() -> None:
    file = opened(1)
    store.open_many([file.add(note("ours"))])
    lines = [*moving.export_case(opened(2)), *moving.export_case(file.add(note("theirs")))]
    with pytest.raises(moving.StoriesDiffer, match="entry 4 differs"):
        moving.bring_in(lines)
    assert store.existing([opened(2).case_id]) == set()


def test_an_export_that_was_edited_is_refused() -> None:
    lines = [line.replace("refund_only", "exchange") for line in moving.export_case(opened(1))]
    with pytest.raises(ChainBroken):
        moving.bring_in(lines)
    assert models.Entry.objects.count() == 0


@pytest.mark.shows("T13")
def test_a_redacted_export_tells_the_story_without_the_buyer() -> None:
    file = opened(1)
    store.open_many([file.add(note(f"{file.opened.buyer}的电话13812345678，订单{file.opened.order_id}"))])
    told = "\n".join(moving.export_redacted())
    assert "[name 1]的电话[phone 1]" in told
    assert file.opened.order_id in told
    assert "13812345678" not in told
    assert file.opened.buyer not in told
    with pytest.raises(ValueError, match="Line 1"):
        list(moving.import_cases(moving.export_redacted()))
