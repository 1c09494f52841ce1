"""Broken text is mended where the bytes still know, and marked where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.repair import ROUTES, MatchingCopy, repair

ORIGINALS = (
    "我想退货，包裹没收到",
    "Não recebi o pedido até agora, é um absurdo",
    "貨物還沒收到，請盡快處理",
    "Товар не пришёл",
)
CLEAN = (
    *ORIGINALS,
    "包裹到了，谢谢。可是……①号【少】了《书》～",
    "Olá, tudo bem? São 3 peças, 50 % “aspas” – ok… 👍",
    "¿Dónde está? ñandú 30 €",
    "鑫淼犇",
    "苹果(apple)",
    "",
)


@pytest.mark.parametrize("text", CLEAN)
def test_text_that_is_as_it_was_meant_stays_so(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).steps == ()
    assert not repair(text).damaged


@pytest.mark.parametrize("route", ROUTES, ids="->".join)
def test_text_read_in_the_wrong_encoding_is_got_back_on_every_route(route: tuple[str, str]) -> None:
    read_as, meant = route
    broken = []
    for text in ORIGINALS:
        try:
            broken.append((text, text.encode(meant).decode(read_as)))
        except UnicodeError:
            continue  # these bytes cannot be misread that way
    assert broken or route == ("gb18030", "utf-8")
    if route != (
        "gb18030",
        "utf-8",
    ):  # a single foreign sign among Latin letters becomes a real character there
        assert [repair(wrong).text for _, wrong in broken] == [text for text, _ in broken]


def test_text_whose_bytes_are_lost_is_marked_and_not_guessed() -> None:
    lost = "我想退货".encode().decode("gb18030", "replace")
    assert repair(lost).damaged


def test_french_and_german_are_not_taken_for_russian() -> None:
    for text in ("L'élève a reçu un modèle très différent à Noël", "Größe stimmt nicht, Gerät beschädigt"):
        assert repair(text).text == text


def test_russian_that_a_western_spreadsheet_read_as_its_own_is_restored() -> None:
    text = "Товар не пришёл, верните деньги"
    assert repair(text.encode("cp1251").decode("latin-1")).text == text


def test_a_reading_note_is_dropped_and_a_gloss_is_kept() -> None:
    assert repair("拼(pīn)多多（duō）的苹果(apple)").text == "拼多多的苹果(apple)"
    assert repair("cão (mão)").text == "cão (mão)"


def test_control_signs_do_not_reach_a_case() -> None:
    assert repair("退\x00款\x1b").text == "退款"


def test_the_matching_copy_knows_the_way_back() -> None:
    copy = MatchingCopy("Ｒ＄ １０ NÃO\u200bé")
    assert copy.text == "r$ 10 naoe"
    start, end = copy.span(copy.text.index("nao"), copy.text.index("nao") + 3)
    assert copy.original[start:end] == "NÃO"


def test_patterns_read_traditional_characters_as_simplified_ones() -> None:
    assert MatchingCopy("貨還沒收到").text == "货还没收到"
    assert repair("貨還沒收到").text == "貨還沒收到"


@given(st.text())
def test_any_text_can_be_mended_and_mending_again_changes_nothing_more(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once or repair(repair(once).text).text == repair(once).text
    MatchingCopy(once)


@given(st.text(min_size=1), st.data())
def test_every_stretch_of_the_copy_leads_to_a_stretch_of_the_original(text: str, data: st.DataObject) -> None:
    copy = MatchingCopy(text)
    if copy.text:
        start = data.draw(st.integers(0, len(copy.text) - 1))
        end = data.draw(st.integers(start + 1, len(copy.text)))
        first, last = copy.span(start, end)
        assert 0 <= first < last <= len(text)


def test_portuguese_that_a_chinese_spreadsheet_read_as_its_own_is_restored() -> None:
    meant = "Não recebi, já está atrasado há 20 dias e a devolução não foi concluída"
    garbled = meant.encode().decode("gb18030")
    assert repair(garbled).text == meant
    assert repair("我买的iPhone手机坏了，要换XL码").text == "我买的iPhone手机坏了，要换XL码"
