"""However a contact is spelled, it is the same contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.disguises import BareCopy
from hejie.language.repair import MatchingCopy


@pytest.mark.parametrize(
    "spelled",
    ["W h a t s A p p", "w.h.a.t.s-a.p.p", "Wh@t5App", "ＷｈａｔｓＡｐｐ", "whаtsаpр", "whats\u200bapp"],
)
def test_spaces_signs_and_lookalikes_hide_no_word(spelled: str) -> None:
    assert BareCopy(MatchingCopy(spelled)).text == "whatsapp"


@given(st.text())
def test_every_letter_leads_back_to_its_place(text: str) -> None:
    copy = MatchingCopy(text)
    bare = BareCopy(copy)
    for place in range(len(bare.text)):
        start, end = bare.span(place, place + 1)
        assert end == start + 1 <= len(copy.text)
