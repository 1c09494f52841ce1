"""Are words cut so that whatever a person types of a name is found again, in Chinese and in Latin letters?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.cases import words


def found(asked: str, *texts: str) -> bool:
    """Whether a search for `asked` would find the texts, by the rule that both data bases follow."""
    kept = words.pieces(*texts).split(" ")
    whole, begins = words.wanted(asked)
    return all(piece in kept for piece in whole) and all(
        any(piece.startswith(begin) for piece in kept) for begin in begins
    )


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("台灯", "北欧台灯 暖光", True),
        ("灯", "北欧台灯", True),
        ("北", "北欧台灯", True),
        ("灯台", "北欧台灯", False),
        ("LAMP", "Nordic lamp", True),
        ("lam", "Nordic lamp", True),
        ("amp", "Nordic lamp", False),
        ("eletronico", "Relógio eletrônico", True),
        ("ｌａｍｐ", "lamp", True),
        ("台灯 lamp", "北欧台灯 lamp", True),
        ("RF0000", "RF000001", True),
    ],
)
def test_what_is_typed_is_found_where_it_stands(asked: str, text: str, expected: bool) -> None:
    assert found(asked, text) is expected


@given(
    text=st.text("北欧台灯暖光abc é-", min_size=1, max_size=20),
    start=st.integers(0, 19),
    length=st.integers(1, 6),
)
def test_any_part_of_a_chinese_name_finds_it(text: str, start: int, length: int) -> None:
    part = "".join(letter for letter in text[start : start + length] if letter in "北欧台灯暖光")
    if part and part in text:
        assert found(part, text)


def test_nobody_can_type_a_mark_or_an_operator() -> None:
    assert words.wanted('§ab12 "x* OR y" \' | & !:') == ([], ["ab12", "x", "or", "y"])
    assert words.wanted("  — … ") == ([], [])


def test_the_pieces_of_a_case_are_bounded() -> None:
    many = words.pieces("".join(chr(0x4E00 + number) for number in range(2000)))
    assert len(many.split(" ")) == words.MOST


def test_the_text_comes_back_nearly_from_its_pieces() -> None:
    assert (
        words.text_of(words.pieces("收到的台灯碎了", "a lamp, quebrado!")) == "收到的台灯碎了 a lamp quebrado"
    )
    assert words.text_of(f"{words.mark('open')} 2024110512 {words.pieces('没收到')}") == "没收到"
    assert words.text_of("") == ""
