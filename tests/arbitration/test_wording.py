"""Is every phrase and code of a pack there in each language, with the same slots?"""

import re

import pytest

from hejie.arbitration import labels
from hejie.arbitration.wording import LANGUAGES, PHRASES
from hejie.casefile import vocabulary

SLOT = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_is_told_in_every_language_with_the_same_slots(name):
    told = PHRASES[name]
    assert set(told) == set(LANGUAGES)
    assert all(told.values())
    assert len({frozenset(SLOT.findall(text)) for text in told.values()}) == 1


@pytest.mark.parametrize("table", ["CLAIMS", "WANTS", "ROLES", "PARCEL_STATES", "FINDINGS", "ANSWERS"])
def test_every_code_of_the_case_file_is_named_in_portuguese_and_spanish(table):
    unsaid = {"unstated", "nobody"}  # what a pack never tells
    assert set(getattr(vocabulary, table)) - unsaid <= set(getattr(labels, table))
