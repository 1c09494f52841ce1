"""Is everything that is refused on a page told in the reader's language: what happened, why, and what to do?"""

import re

import pytest
from django.utils import translation

from hejie.desk import objections
from hejie.desk.pages.refusals import REFUSALS, SAID, told

HAN = re.compile(r"[\u4e00-\u9fff]")
OBJECTIONS = [
    kind for kind in vars(objections).values() if isinstance(kind, type) and issubclass(kind, Exception)
]


def test_every_refusal_has_words_of_its_own_for_the_reader() -> None:
    assert set(SAID) == set(REFUSALS)


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_chinese_reader_is_told_in_chinese(kind: type[Exception]) -> None:
    error = kind.__new__(kind)
    with translation.override("zh-hans"):
        assert HAN.search(told(error))
    with translation.override("en"):
        assert not HAN.search(told(error))


@pytest.mark.parametrize("kind", OBJECTIONS, ids=lambda kind: kind.__name__)
def test_every_objection_of_the_desk_is_one_of_them_and_says_what_to_do(kind: type[Exception]) -> None:
    assert kind in REFUSALS
    words = [f"{name}1" for name in kind.__init__.__annotations__ if name not in ("return", "known")]
    error = kind(*words, ["a", "b"]) if "known" in kind.__init__.__annotations__ else kind(*words)
    assert len(str(error).split(". ")) >= 1
    assert len(str(error)) > 60


def test_what_was_said_is_repeated_to_whoever_said_it() -> None:
    with translation.override("zh-hans"):
        assert "昨天" in told(objections.NotATime("昨天"))
