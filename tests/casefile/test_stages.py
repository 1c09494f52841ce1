"""Does a case move only as the table of stages says?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.case import NothingToReopen
from hejie.casefile.entries import CaseClosed, CaseReopened, EntryCorrected, StageMoved
from hejie.casefile.stages import FOLLOWS, Stage, StageCannotFollow, Turn, check_follows, may_follow
from tests.casefile.strategies import added, entries
from tests.cast import opened, then

moves = entries(StageMoved, CaseClosed, CaseReopened)
CLOSE = CaseClosed("withdrawn", "buyer changed their mind", "show the size chart earlier")


def test_the_table_tells_of_every_stage() -> None:
    assert set(FOLLOWS) == set(Stage)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_every_open_stage_can_be_reached_and_closed(stage: Stage) -> None:
    reached, frontier = {Stage.INQUIRY}, {Stage.INQUIRY}
    while frontier:
        frontier = {stage for now in frontier for stage in FOLLOWS[now]} - reached
        reached |= frontier

    assert stage in reached
    assert Stage.CLOSED in FOLLOWS[stage]
    assert may_follow(stage, stage)


@given(st.lists(moves, max_size=12))
def test_a_walk_never_leaves_the_table(walk: list) -> None:
    file = opened()
    for entry in walk:
        before, file = file.stage, added(file, entry)
        reopened = isinstance(file.lines[-1].entry.what, CaseReopened) and before is Stage.CLOSED
        assert reopened or file.stage is before or may_follow(before, file.stage)


@given(st.lists(entries(StageMoved, CaseClosed), max_size=6))
def test_closed_is_final_until_it_is_reopened(walk: list) -> None:
    file = then(opened(), CLOSE)
    for entry in walk:
        with pytest.raises(StageCannotFollow, match="reopened first"):
            file.add(entry)

    again = then(file, CaseReopened("the parcel came back empty"))

    assert not file.is_open
    assert again.is_open
    assert (again.stage, again.turn) == (Stage.NEGOTIATION, Turn.SELLER)


@pytest.mark.parametrize("stage", [Stage.EVIDENCE, Stage.PLATFORM_REVIEW])
def test_a_case_that_is_open_cannot_be_reopened(stage: Stage) -> None:
    file = then(opened(), StageMoved(stage, Turn.PLATFORM))

    with pytest.raises(NothingToReopen, match=stage.value):
        then(file, CaseReopened("by mistake"))


def test_a_refused_move_says_what_may_follow() -> None:
    with pytest.raises(StageCannotFollow, match="evidence, negotiation, platform_review") as refusal:
        check_follows(Stage.RETURN_INSPECTION, Stage.APPEAL)

    assert "inquiry" not in str(refusal.value)


def test_a_closing_that_was_a_mistake_is_taken_back_and_the_case_goes_on() -> None:
    file = then(opened(), StageMoved(Stage.EVIDENCE, Turn.SELLER), CLOSE)
    file = then(
        file, EntryCorrected(3, "closed the wrong case"), StageMoved(Stage.PLATFORM_REVIEW, Turn.PLATFORM)
    )

    assert file.stage is Stage.PLATFORM_REVIEW
