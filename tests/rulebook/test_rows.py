"""Are fields of a row read with an error that helps?"""

import pytest

from hejie.rulebook import rows
from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.reading import Block, read_text


def block(text: str) -> Block:
    return read_text(text, "row.yaml")


def test_a_field_that_is_not_read_gets_the_name_that_was_meant() -> None:
    with pytest.raises(RuleFileMistake, match=r"row.yaml:2.*Did you mean 'source'"):
        rows.only(block("id: a\nsorce: b"), ("id", "source"))


def test_a_sentence_is_needed_in_both_languages() -> None:
    with pytest.raises(RuleFileMistake, match="no sentence in en"):
        rows.words(block("says: {zh-CN: 好}"), "says")


@pytest.mark.parametrize(
    "read",
    [
        lambda row: rows.number(row, "a"),
        lambda row: rows.truth(row, "a", default=True),
        lambda row: rows.day(row, "a"),
        lambda row: rows.one_of(row, "a", ("x", "y")),
        lambda row: rows.block(row, "a"),
        lambda row: rows.rows(row, "a"),
        lambda row: rows.text(row, "missing"),
    ],
)
def test_a_field_of_another_kind_is_refused(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleFileMistake, match=r"row\.yaml:1"):
        read(block("a: word"))


def test_one_word_counts_as_a_list_of_one() -> None:
    assert list(rows.items(block("a: x"), "a")) == ["x"]
    assert list(rows.items(block("a: [x, y]"), "a")) == ["x", "y"]


@pytest.mark.parametrize("name", ["Üml", "17zwd.x", "a-b", "import os", "x" * 99, "ａ"])
def test_names_that_expressions_cannot_carry_are_refused(name: str) -> None:
    with pytest.raises(RuleFileMistake, match="cannot be the name"):
        rows.name(Place("x", 1), name, "fact")
