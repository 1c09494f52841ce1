"""Ana looks for words that fit; she may look in her language, Chen's, or by what she knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.negotiation.script_search import Wanted, search
from hejie.rulebook.script_library import load_scripts

LIBRARY = load_scripts()


def ids(**wanted: str) -> list[str]:
    return [script.id for script in search(LIBRARY, Wanted(**{"language": "zh-CN"} | wanted))]


@pytest.mark.shows("C8")
@pytest.mark.parametrize(
    "words",
    [
        "包裹五天没动了",
        "o rastreio está parado há dez dias",
        "el paquete no se mueve",
        "tracking has not moved",
    ],
)
def test_a_buyers_message_finds_the_script_whatever_its_language(words: str) -> None:
    assert "stalled.first_reply" in ids(words=words, situation="first_reply")[:3]


def test_an_agents_own_words_find_the_script_that_holds_them() -> None:
    assert ids(words="无理由退货", language="pt-BR")[0].startswith("no_reason_return.")


def test_claim_situation_and_reason_leave_only_what_fits_them() -> None:
    found = ids(claim="cod_refused", situation="offer", reason="price")
    assert found[0] == "cod_refused.offer.price"
    assert set(found) <= {"cod_refused.offer.price", "cod_refused.offer", "general.offer"}


def test_a_platforms_own_words_are_found_there_and_nowhere_else() -> None:
    assert "taobao/general.platform_statement" in ids(situation="platform_statement", platform="taobao")
    assert "taobao/general.platform_statement" not in ids(
        situation="platform_statement", platform="pinduoduo"
    )


def test_what_is_found_is_written_in_the_language_asked_for() -> None:
    found = search(LIBRARY, Wanted("es", words="没收到货"))
    assert {script.language for script in found} == {"es"}


def test_what_is_near_in_meaning_comes_before_what_only_shares_words() -> None:
    words = Wanted("pt-BR", "发票")
    first = search(LIBRARY, words)[0].id
    near = search(LIBRARY, words, near={"size.first_reply": 0.9})
    assert first != "size.first_reply"
    assert "size.first_reply" in [script.id for script in near[:3]]


@given(st.text(), st.text(max_size=5))
def test_any_words_can_be_looked_for(words: str, language: str) -> None:
    search(LIBRARY, Wanted(language, words))
    assert len(search(LIBRARY, Wanted("en", words), most=3)) <= 3
