"""Listed phrases are found in any spelling, and say where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.vocabulary import CLAIMS, WANTS
from hejie.language.exemplars import LANGUAGES
from hejie.language.phrases import KINDS, _phrases, hits
from hejie.language.repair import MatchingCopy


def test_a_phrase_is_found_without_its_accents_and_in_capitals() -> None:
    text = "POXA, NÃO RECEBI"
    (hit,) = hits("class", "pt", MatchingCopy(text))
    assert (hit.code, text[hit.start : hit.end]) == ("not_received", "NÃO RECEBI")


def test_codes_are_those_of_the_vocabulary() -> None:
    listed = _phrases()
    assert {code for codes in listed["class"].values() for code, _, _ in codes} <= set(CLAIMS)
    assert {code for codes in listed["demand"].values() for code, _, _ in codes} <= set(WANTS)
    assert set(listed) == set(KINDS)


def test_every_kind_knows_the_same_codes_in_every_language() -> None:
    for kind, languages in _phrases().items():
        known = {language: {code for code, _, _ in codes} for language, codes in languages.items()}
        assert set(known) == set(LANGUAGES)
        assert len(set(map(frozenset, known.values()))) == 1, kind


@given(st.sampled_from(KINDS), st.sampled_from(["zh", "pt", "es", "en", "ru", ""]), st.text())
def test_any_text_can_be_searched(kind: str, language: str, text: str) -> None:
    for hit in hits(kind, language, MatchingCopy(text)):
        assert 0 <= hit.start < hit.end <= len(text)
