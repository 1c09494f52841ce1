"""Does any change to what was written show?"""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile import CaseFile
from hejie.casefile.chain import (
    START,
    ChainBroken,
    Line,
    UnreadableEntry,
    check,
    digest_of,
    follow,
    read,
    write,
)
from hejie.casefile.entries import Entry, NoteWritten, PromiseMade
from tests.casefile.strategies import entries, files
from tests.cast import ANA, NOON, opened, then

pytestmark = pytest.mark.shows("P2")

NOTE = Entry(NOON, ANA, NoteWritten("asked the warehouse for the weight"))


def written(file: CaseFile) -> list[tuple[bytes, str]]:
    """What a store holds of a case: the bytes of each entry, and its seal."""
    return [(write(line.entry), line.digest) for line in file.lines]


def holds(stored: list[tuple[bytes, str]]) -> bool:
    """Whether the stored bytes still are what was sealed."""
    seal = START
    for body, digest in stored:
        seal = digest_of(seal, body)
        if seal != digest:
            return False
    return True


@given(entries())
def test_an_entry_reads_back_as_it_was_written(entry: Entry) -> None:
    assert read(write(entry)) == entry
    assert write(read(write(entry))) == write(entry)
    assert read(write(entry).decode()) == entry


@given(files())
def test_a_case_that_nobody_touched_holds(file: CaseFile) -> None:
    file.verify()
    assert holds(written(file))


@given(files(), st.data())
def test_any_single_changed_byte_shows(file: CaseFile, data: st.DataObject) -> None:
    stored = written(file)
    index = data.draw(st.integers(0, len(stored) - 1))
    body, digest = stored[index]
    at = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.integers(1, 255)) ^ body[at]

    stored[index] = (body[:at] + bytes([other]) + body[at + 1 :], digest)

    assert not holds(stored)


@given(files(), st.data())
def test_a_changed_entry_shows_even_when_it_is_still_a_good_one(file: CaseFile, data: st.DataObject) -> None:
    lines = list(file.lines)
    index = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(entries().filter(lambda entry: write(entry) != write(lines[index].entry)))

    lines[index] = msgspec.structs.replace(lines[index], entry=other)

    with pytest.raises(ChainBroken, match=f"Entry {index + 1} does not match its seal"):
        check(lines)


@given(files(), st.data())
def test_a_line_that_was_removed_from_the_middle_shows(file: CaseFile, data: st.DataObject) -> None:
    lines = list(file.lines)
    if len(lines) > 1:
        del lines[data.draw(st.integers(0, len(lines) - 2))]
        with pytest.raises(ChainBroken):
            check(lines)


@given(files(), st.data())
def test_two_lines_that_changed_places_show(file: CaseFile, data: st.DataObject) -> None:
    lines = list(file.lines)
    if len(lines) > 1:
        one, other = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True))
        lines[one], lines[other] = lines[other], lines[one]
        with pytest.raises(ChainBroken):
            check(lines)


@pytest.mark.parametrize("field", ["seq", "previous", "digest"])
def test_a_line_with_another_number_or_seal_shows(field: str) -> None:
    lines = [*then(opened(), NOTE.what).lines]
    lines[1] = msgspec.structs.replace(lines[1], **{field: 3 if field == "seq" else "f" * 64})

    with pytest.raises(ChainBroken):
        check(lines)


def test_an_entry_put_in_by_hand_shows() -> None:
    file = then(opened(), NOTE.what)
    forged = follow(file.lines[0], Entry(NOON, ANA, NoteWritten("the buyer admitted it")))

    with pytest.raises(ChainBroken, match="restore the file"):
        check([file.lines[0], forged, file.lines[1]])


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_are_an_entry_or_a_refusal_of_ours(body: bytes | str) -> None:
    with pytest.raises(UnreadableEntry, match="the case would be incomplete"):
        read(body)


@given(entries(), st.data())
def test_a_damaged_entry_is_another_entry_or_a_refusal_of_ours(entry: Entry, data: st.DataObject) -> None:
    body = write(entry)
    at = data.draw(st.integers(0, len(body) - 1))
    damaged = body[:at] + data.draw(st.binary(max_size=3)) + body[at + data.draw(st.integers(0, 3)) :]
    try:
        assert isinstance(read(damaged), Entry)
    except UnreadableEntry as refusal:
        assert str(refusal).startswith("This entry cannot be read")  # noqa: PT017


@pytest.mark.parametrize(
    "body",
    ["\ud800", "[" * 100_000, '{"at":' + "[" * 100_000, b"\xff\xfe", "", "null", "{}"],
    ids=["half a character", "brackets", "brackets inside", "no UTF-8", "nothing", "null", "empty"],
)
def test_what_is_no_entry_at_all_is_refused_in_plain_words(body: bytes | str) -> None:
    with pytest.raises(UnreadableEntry, match="upgrade this one"):
        read(body)


@pytest.mark.parametrize("where", [(), ("by",), ("what",)])
def test_an_entry_of_a_newer_hejie_is_not_read_with_a_part_left_out(where: tuple[str, ...]) -> None:
    entry = json.loads(write(NOTE))
    part = entry
    for step in where:
        part = part[step]
    part["mood"] = "angry"

    with pytest.raises(UnreadableEntry, match="newer Hejie"):
        read(json.dumps(entry))


def test_a_deadline_without_a_zone_is_not_read() -> None:
    promise = write(Entry(NOON, ANA, PromiseMade("call back", NOON)))

    with pytest.raises(UnreadableEntry, match="no time zone"):
        read(promise.replace(b'00Z"}', b'00"}'))


def test_the_first_line_follows_nothing() -> None:
    line = follow(None, NOTE)

    assert line == Line(1, NOTE, START, digest_of(START, write(NOTE)))
