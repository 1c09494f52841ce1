"""The reader is taught whole sentences, the words of the trade, and that a wish does not change a complaint."""

import pytest

from hejie.casefile.vocabulary import CLAIMS
from hejie.language.complaints import trained
from hejie.language.exemplars import LANGUAGES, asides, exemplars, lexicon
from hejie.language.teaching import _with_asides, digest, lessons, readable


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_taught_whole_and_most_with_an_aside(language: str) -> None:
    taught = lessons(language)
    whole = len(exemplars(language))
    assert [lesson.label for lesson in taught[:whole]] == [label for label, _ in exemplars(language)]
    assert {lesson.weight for lesson in taught[whole:]} == {0.5}
    assert len(taught) > 1.7 * whole + len(lexicon(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_trade_are_known_for_every_class(language: str) -> None:
    assert {label for label, _ in lexicon(language)} == {label for label, _ in exemplars(language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_asides_stand_beside_classes_that_exist(language: str) -> None:
    added = asides(language)
    assert set(added.says) == set(added.beside)
    assert {label for labels in added.beside.values() for label in labels} <= set(CLAIMS)


def test_the_number_of_an_order_is_not_taught() -> None:
    assert readable("order 2000006574839201 late") == f"order {' ' * 16} late"


def test_other_lessons_have_another_digest() -> None:
    assert len({digest(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert digest("en") == digest("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weights_were_fitted_to_the_lessons_as_they_stand(language: str) -> None:
    again = f"lessons changed since the weights were fitted: python -m tests.language.weights {language}"
    assert trained(language).lessons == digest(language), again


def test_a_sentence_more_deals_no_other_sentence_another_aside() -> None:
    whole = exemplars("en")
    assert set(_with_asides("en", whole[1:])) < set(_with_asides("en", whole))
