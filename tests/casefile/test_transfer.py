"""Does a whole case arrive elsewhere exactly as it left?"""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile import CaseFile, export_case, import_cases
from hejie.casefile.chain import ChainBroken
from hejie.casefile.entries import NoteWritten
from hejie.casefile.transfer import NotACase
from tests.casefile.strategies import files
from tests.cast import opened, then

pytestmark = pytest.mark.shows("P2")

REFUSALS = (NotACase, ChainBroken)
CASE = then(opened(), NoteWritten("asked the warehouse"), NoteWritten("it weighs 850 g"))


def exported(file: CaseFile = CASE) -> list[str]:
    return list(export_case(file))


def same(one: CaseFile, other: CaseFile) -> bool:
    return (one.case_id, one.lines) == (other.case_id, other.lines)


@given(st.lists(files(most=4), max_size=3))
def test_what_is_exported_is_imported_unchanged(cases: list[CaseFile]) -> None:
    lines = [line for case in cases for line in export_case(case)]
    back = list(import_cases(lines))

    assert len(back) == len(cases)
    assert all(same(one, other) for one, other in zip(cases, back, strict=True))
    assert [line for case in back for line in export_case(case)] == lines


@given(files(most=3))
def test_a_file_read_from_disk_with_its_line_ends_and_blank_lines_is_the_same(file: CaseFile) -> None:
    text = "\n\n".join(export_case(file)) + "\r\n \n"

    (back,) = import_cases(text.split("\n"))

    assert same(back, file)


@given(files(most=3), st.data())
def test_one_changed_letter_is_noticed_or_changes_nothing(file: CaseFile, data: st.DataObject) -> None:
    text = "\n".join(export_case(file))
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.characters(codec="utf-8")) + text[at + 1 :]

    with suppress(*REFUSALS):
        (back,) = import_cases(changed.split("\n"))
        assert same(back, file)


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_missing_line_is_noticed(line: int) -> None:
    lines = exported()
    del lines[line]

    with pytest.raises(REFUSALS):
        list(import_cases(lines))


def test_a_case_cut_short_is_noticed_even_when_its_heading_was_made_to_fit() -> None:
    heading, *lines = exported()

    with pytest.raises(NotACase, match="heading does not belong"):
        list(import_cases([heading.replace('"entries":3', '"entries":2'), *lines[:2]]))


def test_a_case_under_another_name_is_noticed() -> None:
    lines = exported()
    lines[0] = lines[0].replace("900001", "900002")

    with pytest.raises(NotACase, match="heading does not belong"):
        list(import_cases(lines))


def test_the_refusal_names_the_line_as_an_editor_counts_it() -> None:
    lines = ["", exported()[0], "", "{broken"]

    with pytest.raises(NotACase, match="Line 4 is not part of an exported case"):
        list(import_cases(lines))


def test_a_file_that_ends_too_soon_says_how_many_entries_were_announced() -> None:
    with pytest.raises(NotACase, match="3 entries were announced"):
        list(import_cases(exported()[:-1]))


def test_cases_before_a_bad_line_arrive() -> None:
    arriving = import_cases([*exported(), "not a case"])

    assert same(next(arriving), CASE)
    with pytest.raises(NotACase, match="Line 5 "):
        next(arriving)


@pytest.mark.parametrize("entries", [0, -1])
def test_a_case_of_no_entries_is_no_case(entries: int) -> None:
    with pytest.raises(NotACase, match="opening"):
        list(import_cases([json.dumps({"hejie": "case", "case_id": "x", "entries": entries, "seal": ""})]))


def test_a_later_format_is_not_guessed() -> None:
    with pytest.raises(NotACase, match="format 2, this version reads 1"):
        list(import_cases([exported()[0].replace('"format":1', '"format":2')]))


anything = st.text(st.characters(), max_size=60)  # half characters too
pieces = st.sampled_from(
    [*exported(), '{"hejie":"case","case_id":"x","entries":2,"seal":""}', "{", "[" * 5000, "\ufeff"]
)


@given(st.lists(anything | pieces, max_size=6))
def test_any_lines_are_cases_or_a_refusal_of_ours(lines: list[str]) -> None:
    try:
        assert all(same(case, CASE) for case in import_cases(lines))
    except REFUSALS as refusal:
        assert str(refusal).endswith(("whole.", "export."))  # noqa: PT017


def test_an_empty_file_holds_no_cases() -> None:
    assert list(import_cases(["", "  "])) == []
