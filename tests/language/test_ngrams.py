"""Texts are cut the same way each time, and every piece knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.ngrams import BUCKETS, HAN, LATIN, LETTERS, Cut, pieces


def test_digits_are_one_sign_so_that_no_number_is_learned_by_heart() -> None:
    assert pieces("12 件", HAN).buckets.tolist() == pieces("78 件", HAN).buckets.tolist()


def test_latin_pieces_stay_inside_words() -> None:
    alone = set(pieces("ab", LATIN).buckets.tolist()) | set(pieces("cd", LATIN).buckets.tolist())
    both = set(pieces("ab cd", LATIN).buckets.tolist())
    assert len(both - alone) == 1  # only the pair of words is new


@pytest.mark.parametrize("cut", [HAN, LATIN, LETTERS])
@given(text=st.text())
def test_any_text_can_be_cut(cut: Cut, text: str) -> None:
    found = pieces(text, cut)
    assert len(found.buckets) == len(found.starts) == len(found.ends)
    assert all(0 <= bucket < BUCKETS for bucket in found.buckets.tolist())
    assert all(0 <= start <= end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
