"""Has each further language every word of the case file, and none that nobody says?"""

import pytest

from hejie.casefile import sentences, vocabulary, words
from hejie.casefile.templates import slots_of
from tests.casefile.strategies import KINDS

TABLES = {name: table for name, table in vars(vocabulary).items() if name.isupper()}
each_further = pytest.mark.parametrize("language", words.FURTHER)


def test_portuguese_and_spanish_are_there() -> None:
    assert words.LANGUAGES == ("zh-CN", "en", "es", "pt-BR")


@each_further
def test_a_language_names_every_code_and_none_that_is_gone(language: str) -> None:
    named = {table: set(codes) for table, codes in words.FURTHER[language].labels.items()}

    assert named == {name: set(table) for name, table in TABLES.items()}


@each_further
def test_a_language_has_a_sentence_for_every_kind_of_entry(language: str) -> None:
    assert set(words.FURTHER[language].sentences) == {kind.__name__ for kind in KINDS}


@each_further
def test_a_language_has_every_joining_word_with_the_same_slots(language: str) -> None:
    told = words.FURTHER[language].phrases

    assert set(told) == set(sentences._PHRASES)
    for name, says in sentences._PHRASES.items():
        assert slots_of(told[name]) == slots_of(says["en"]), name


def test_what_a_language_lacks_is_told_in_english() -> None:
    assert words.sentence("Fainted", {"zh-CN": "晕倒。", "en": "Fainted."}, "es") == "Fainted."
    assert words.phrase("perhaps", {"zh-CN": "或许", "en": "perhaps"}, "pt-BR") == "perhaps"
    assert words.labelled("CLAIMS", "gift_wrap") == {}


def test_chinese_and_english_are_taken_from_beside_the_code() -> None:
    assert words.sentence("Fainted", {"zh-CN": "晕倒。", "en": "Fainted."}, "zh-CN") == "晕倒。"
