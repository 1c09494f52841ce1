"""Has every code a name, in Chinese, in English and in each further language?"""

from enum import StrEnum

import pytest

from hejie.casefile import vocabulary, words
from hejie.casefile.facts import FactState
from hejie.casefile.parties import Role
from hejie.casefile.sentences import _TABLES
from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import Labels, label
from tests.casefile.strategies import KINDS

TABLES = {name: table for name, table in vars(vocabulary).items() if name.isupper()}


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (Role, vocabulary.ROLES),
        (Turn, vocabulary.ROLES),
        (Stage, vocabulary.STAGES),
        (FactState, vocabulary.FACT_STATES),
    ],
)
def test_every_code_of_an_enumeration_has_a_name(codes: type[StrEnum], table: Labels) -> None:
    assert set(codes) <= set(table)


def test_every_kind_of_entry_has_a_name() -> None:
    assert set(vocabulary.KINDS) == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("name", TABLES)
def test_every_name_is_there_in_every_language_and_in_its_own_letters(name: str) -> None:
    for code, names in TABLES[name].items():
        assert set(words.LANGUAGES) - set(names) == set(), (
            f"{code} has no name in these: words/<language>.yaml"
        )
        assert names["en"].isascii(), code
        assert not names["zh-CN"].isascii(), code


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"ROLES", "LIABLE"}])
def test_no_two_codes_of_a_table_bear_one_name(name: str) -> None:
    for language in words.LANGUAGES:
        told = [names[language] for names in TABLES[name].values()]
        assert len(set(told)) == len(told)


def test_every_table_that_the_sentences_use_is_one_of_these() -> None:
    assert all(any(table is ours for ours in TABLES.values()) for table in _TABLES.values())


@pytest.mark.parametrize("wants", ["refund_only", "return_refund", "exchange", "reship", "repair"])
def test_what_a_buyer_may_want_is_named_as_the_claim_of_that_name(wants: str) -> None:
    assert vocabulary.WANTS[wants]["zh-CN"] == vocabulary.CLAIMS[wants]["zh-CN"]


def test_a_code_without_a_name_shows_as_itself() -> None:
    assert label(vocabulary.CLAIMS, "missing_item", "zh-CN") == "漏发少件"
    assert label(vocabulary.CLAIMS, "missing_item", "es") == "faltan artículos"
    assert label(vocabulary.CLAIMS, "missing_item", "fr") == "missing item"
    assert label(vocabulary.CLAIMS, "gift_wrap", "zh-CN") == "gift_wrap"
