"""Is every phrase and code of a pack there in each language, with the same slots?"""

import re

import pytest

from hejie.arbitration.wording import LANGUAGES, PHRASES

SLOT = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_is_told_in_every_language_with_the_same_slots(name):
    told = PHRASES[name]
    assert set(told) == set(LANGUAGES)
    assert all(told.values())
    assert len({frozenset(SLOT.findall(text)) for text in told.values()}) == 1
