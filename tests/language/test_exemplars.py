"""Every class is taught in every language, by enough sentences of ours."""

from collections import Counter

import pytest

from hejie.casefile.vocabulary import CLAIMS
from hejie.language.exemplars import LANGUAGES, everyday_words, exemplars


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_has_at_least_twelve_different_sentences(language: str) -> None:
    counted = Counter(code for code, _ in exemplars(language))
    assert set(counted) <= set(CLAIMS)
    assert set(counted) == {code for code, _ in exemplars("zh")}
    assert min(counted.values()) >= 12
    assert len({says for _, says in exemplars(language)}) == sum(counted.values())


def test_everyday_words_teach_the_languages_that_letters_must_tell_apart() -> None:
    assert all(len(everyday_words(language)) >= 30 for language in ("pt", "es", "en"))
