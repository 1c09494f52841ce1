"""What is weighed in a text: what is denied is another sign than what is said, and every sign knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.exemplars import LANGUAGES
from hejie.language.features import MEANINGS, Block, blocks
from hejie.language.ngrams import BUCKETS

DENIED = 2  # the place of the block of what is denied
SHAPE = -2


def signs(block: Block) -> set[int]:
    return set(block.pieces.buckets.tolist())


@pytest.mark.parametrize(
    ("language", "said", "denied"),
    [
        ("zh", "收到货了", "没收到货"),
        ("pt", "recebi o pedido", "nao recebi o pedido"),
        ("es", "recibi el pedido", "no recibi el pedido"),
        ("en", "it arrived", "it never arrived"),
        ("ru", "посылка пришла", "посылка не пришла"),
    ],
)
def test_what_is_denied_is_a_sign_of_its_own(language: str, said: str, denied: str) -> None:
    assert not signs(blocks(said, language)[DENIED])
    assert signs(blocks(denied, language)[DENIED])


def test_a_comma_ends_what_is_denied() -> None:
    near, far = (signs(blocks(text, "en")[DENIED]) for text in ("no box arrived", "no, box arrived"))
    assert near
    assert not far


@pytest.mark.parametrize(
    ("language", "hurried", "meant"),
    [
        ("pt", "vc n respondeu", "voce nao respondeu"),
        ("es", "xq no me yego", "porque no me yego"),
        ("en", "u dont reply", "you not reply"),
    ],
)
def test_a_word_written_in_a_hurry_is_the_word_that_is_meant(language: str, hurried: str, meant: str) -> None:
    words, denied = 1, DENIED
    for kind in (words, denied):
        assert signs(blocks(hurried, language)[kind]) == signs(blocks(meant, language)[kind])


def test_digits_say_how_many_and_not_which() -> None:
    one, other = (blocks(f"pedido {number}", "pt") for number in ("1234", "9876"))
    assert [signs(block) for block in one] == [signs(block) for block in other]


def test_a_question_differs_from_the_same_words_told() -> None:
    assert signs(blocks("serve no fogao?", "pt")[SHAPE]) != signs(blocks("serve no fogao", "pt")[SHAPE])


def test_only_known_words_have_a_meaning() -> None:
    known, unknown = (blocks(text, "en")[-1] for text in ("a parcel arrived", "zzyzx qqq"))
    assert known.places is not None
    assert len(known.places) == len(known.pieces.buckets) >= 2
    assert not len(unknown.pieces.buckets)


@given(st.sampled_from(LANGUAGES), st.text())
def test_any_text_can_be_weighed(language: str, text: str) -> None:
    for block in blocks(text, language):
        found = block.pieces
        assert len(found.buckets) == len(found.starts) == len(found.ends)
        assert all(0 <= bucket < MEANINGS * BUCKETS for bucket in found.buckets.tolist())
        places = zip(found.starts.tolist(), found.ends.tolist(), strict=True)
        assert all(0 <= start <= end <= len(text) for start, end in places)
