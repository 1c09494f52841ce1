"""Does the file say exactly what its entries add up to, and is nothing ever lost?"""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile import CaseFile
from hejie.casefile.case import NothingToCorrect, NotOpened, OpenedTwice
from hejie.casefile.chain import follow
from hejie.casefile.entries import (
    CaseClosed,
    CaseOpened,
    ClockMissed,
    ClockSet,
    ClockStopped,
    Entry,
    EntryCorrected,
    FactStated,
    Ground,
    NoteWritten,
    PlatformReported,
    StageMoved,
)
from hejie.casefile.facts import Fact, FactState, known, unknown
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from tests.casefile.strategies import CANNOT_BE_ADDED, added, entries, files, later_entries
from tests.cast import ANA, NOON, hours, opened, then, yuan

pytestmark = pytest.mark.shows("P2")

CLOSE = CaseClosed("withdrawn", "late parcel", "call before the promised day")


def clock(name: str, after: float) -> ClockSet:
    return ClockSet(
        name, NOON + hours(after), Role.SELLER, {"en": "refund"}, "rule", Ground("r1", {"en": "reply"})
    )


def values(file: CaseFile) -> dict[str, object]:
    return {name: fact.value for name, fact in file.facts.items()}


@given(files(), st.lists(later_entries, max_size=6))
def test_adding_never_loses_or_changes_an_entry(file: CaseFile, more: list[Entry]) -> None:
    before = file.lines
    longer = file
    for entry in more:
        longer = added(longer, entry)

    assert file.lines is before
    assert longer.lines[: len(before)] == before
    longer.verify()


@given(files(), st.lists(later_entries, max_size=5))
def test_adding_together_is_adding_one_by_one(file: CaseFile, more: list[Entry]) -> None:
    one_by_one = file
    taken = []
    for entry in more:
        longer = added(one_by_one, entry)
        if longer is not one_by_one:
            taken.append(entry)
        one_by_one = longer

    together = file.add(*taken)

    assert together.lines == one_by_one.lines
    assert (together.stage, together.facts, together.clocks) == (
        one_by_one.stage,
        one_by_one.facts,
        one_by_one.clocks,
    )


@given(files(), st.lists(later_entries, min_size=1, max_size=5))
def test_a_refused_addition_adds_nothing(file: CaseFile, more: list[Entry]) -> None:
    before = len(file.lines)
    try:
        assert len(file.add(*more).lines) == before + len(more)
    except CANNOT_BE_ADDED:
        assert len(file.lines) == before


def test_adding_nothing_is_the_same_file() -> None:
    file = opened()

    assert file.add() is file


@given(files())
def test_a_file_says_the_same_whoever_reads_its_lines(file: CaseFile) -> None:
    again = CaseFile(file.case_id, iter(file.lines))

    assert (again.facts, again.stage, again.turn, again.clocks) == (
        file.facts,
        file.stage,
        file.turn,
        file.clocks,
    )


@given(files(), st.data())
def test_a_correction_takes_back_one_entry_and_nothing_else(file: CaseFile, data: st.DataObject) -> None:
    file = file.add(Entry(NOON, ANA, NoteWritten("x")))
    standing = [
        line for line in file.standing if line.seq > 1 and not isinstance(line.entry.what, EntryCorrected)
    ]
    wrong = data.draw(st.sampled_from(standing))

    corrected = then(file, EntryCorrected(wrong.seq, "wrong case"))

    assert corrected.standing[:-1] == tuple(line for line in file.standing if line is not wrong)
    assert corrected.lines[:-1] == file.lines


@given(files())
def test_a_correction_that_was_wrong_itself_gives_the_entry_back(file: CaseFile) -> None:
    noted = file.add(Entry(NOON, ANA, FactStated(known("attempts", 2))))
    last = len(noted.lines)
    undone = then(noted, EntryCorrected(last, "mistyped"))
    redone = then(undone, EntryCorrected(last + 1, "it was right after all"))

    assert undone.facts == file.facts
    assert redone.facts == noted.facts


@pytest.mark.parametrize("seq", [-1, 0, 1, 3, 99])
def test_a_correction_names_an_earlier_entry_and_never_the_opening(seq: int) -> None:
    file = then(opened(), NoteWritten("x"))

    with pytest.raises(NothingToCorrect, match="2 to 2"):
        then(file, EntryCorrected(seq, "?"))


def test_a_case_begins_with_its_opening() -> None:
    note = Entry(NOON, ANA, NoteWritten("x"))
    for begin in (
        lambda: CaseFile.begin("a", note),
        lambda: CaseFile.begin("a"),
        lambda: CaseFile("a").add(note),
    ):
        with pytest.raises(NotOpened, match="nobody knows whose complaint"):
            begin()
    with pytest.raises(NotOpened):
        _ = CaseFile("a").opened


@given(entries(CaseOpened))
def test_a_case_is_opened_once(again: Entry) -> None:
    with pytest.raises(OpenedTwice, match="hide the first"):
        opened().add(again)


def test_the_opening_tells_whose_case_it_is() -> None:
    file = opened(platform="mercadolibre", claim="not_received")

    assert (file.platform, file.claim) == ("mercadolibre", "not_received")
    assert file.facts["amount"].value == yuan("128")


def test_the_latest_word_on_a_fact_counts() -> None:
    file = then(
        opened(known("attempts", 1)),
        PlatformReported("在途", (known("attempts", 2, said_by="platform"),)),
        FactStated(known("attempts", 3, said_by="carrier")),
    )

    assert file.facts["attempts"] == known("attempts", 3, said_by="carrier")


@pytest.mark.parametrize("state", [FactState.ABSENT, FactState.UNOBTAINABLE])
def test_a_question_does_not_wipe_out_an_answer(state: FactState) -> None:
    answered = then(opened(), FactStated(Fact("signed_by", state)))
    asked_again = then(answered, FactStated(unknown("signed_by")))

    assert asked_again.facts["signed_by"].state is state
    assert then(asked_again, FactStated(known("signed_by", "self"))).facts["signed_by"].value == "self"


def test_a_fact_taken_back_is_what_it_was_before() -> None:
    file = then(opened(known("attempts", 1)), FactStated(known("attempts", 5)))

    assert values(then(file, EntryCorrected(2, "another parcel")))["attempts"] == 1


def test_a_clock_runs_until_it_stops_is_missed_or_the_case_closes() -> None:
    file = then(opened(), clock("reply", 2), clock("evidence", 72), clock("return", 168))

    assert list(file.clocks) == ["reply", "evidence", "return"]
    assert list(then(file, ClockStopped("reply")).clocks) == ["evidence", "return"]
    assert list(then(file, ClockMissed("evidence", NOON, {"en": "refund"})).clocks) == ["reply", "return"]
    assert then(file, CLOSE).clocks == {}
    assert list(then(file, EntryCorrected(2, "wrong clock")).clocks) == ["evidence", "return"]


def test_a_clock_set_again_rings_at_the_new_time() -> None:
    file = then(opened(), clock("reply", 2), clock("reply", 5))

    assert file.clocks["reply"].due_at == NOON + timedelta(hours=5)


def test_it_is_the_sellers_move_when_a_case_opens() -> None:
    assert (opened().stage, opened().turn, opened().is_open) == (Stage.INQUIRY, Turn.SELLER, True)


def test_what_happened_last_of_a_kind_and_all_of_it_can_be_asked() -> None:
    file = then(opened(), NoteWritten("one"), NoteWritten("two"), StageMoved(Stage.NEGOTIATION, Turn.BUYER))

    assert [note.text for note in file.all(NoteWritten)] == ["one", "two"]
    assert file.last(NoteWritten) == NoteWritten("two")
    assert file.last(CaseClosed) is None
    assert then(file, EntryCorrected(3, "?")).last(NoteWritten) == NoteWritten("one")


def busy(entries: int) -> Iterable[Entry]:
    stages = (Stage.EVIDENCE, Stage.NEGOTIATION)
    for number in range(entries):
        yield Entry(NOON, ANA, StageMoved(stages[number % 2], Turn.SELLER))


def test_a_long_case_is_sealed_line_by_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_over: list[int] = []
    monkeypatch.setattr(
        "hejie.casefile.case._place_of", lambda lines: read_over.append(1) or (Stage.INQUIRY, Turn.SELLER)
    )

    file = opened().add(*busy(500))

    assert len(file.lines) == 501
    assert len(read_over) <= 2  # the stage is carried along, not read from the start for every entry


def test_a_file_from_elsewhere_whose_correction_points_forward_takes_nothing_back() -> None:
    lines = opened().lines
    for what in (EntryCorrected(3, "not written yet"), NoteWritten("still counts")):
        lines += (follow(lines[-1], Entry(NOON, ANA, what)),)

    assert len(CaseFile("x", lines).standing) == 3
