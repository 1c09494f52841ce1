"""Is everything that is refused on a page told in the reader's language: what happened, why, and what to do?"""

import re

import pytest
from django.utils import translation

from hejie.desk.pages.refusals import REFUSALS, SAID, told

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_refusal_has_words_of_its_own_for_the_reader() -> None:
    assert set(SAID) == set(REFUSALS)


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_chinese_reader_is_told_in_chinese(kind: type[Exception]) -> None:
    error = kind.__new__(kind)
    with translation.override("zh-hans"):
        assert HAN.search(told(error))
    with translation.override("en"):
        assert not HAN.search(told(error))
