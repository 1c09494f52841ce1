"""A greeting by the wrong name shows that somebody pasted another buyer's answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.greetings import greeted, is_called
from hejie.language.repair import MatchingCopy


def names(text: str, language: str) -> list[str]:
    return [name.raw for name in greeted(MatchingCopy(text), language)]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("尊敬的王先生，退款已提交", "zh-CN", "王先生"),
        ("欧阳女士您好", "zh-CN", "欧阳女士"),
        ("Dear Ms Chen, thank you", "en", "Chen"),
        ("Olá, Ana Paula! Tudo certo?", "pt-BR", "Ana Paula"),
        ("¡Hola Lucía! Gracias", "es", "Lucía"),
    ],
)
def test_a_name_in_a_greeting_is_found(text: str, language: str, name: str) -> None:
    assert names(text, language) == [name]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("您好，女士", "zh-CN"),
        ("各位先生您好", "zh-CN"),
        ("Hello there, thank you", "en"),
        ("Hi, we checked the box.", "en"),
        ("Olá, tudo bem?", "pt-BR"),
        ("Hola, gracias por escribir.", "es"),
        ("Guten Tag, Herr Bo", "de"),
    ],
)
def test_a_greeting_without_a_name_names_nobody(text: str, language: str) -> None:
    assert names(text, language) == []


def test_a_family_name_is_enough_and_part_of_another_name_is_not() -> None:
    (chen,) = greeted(MatchingCopy("陈女士您好"), "zh-CN")
    assert is_called(chen, "陈静")
    assert not is_called(chen, "程静")
    (ana,) = greeted(MatchingCopy("Hello Ana,"), "en")
    assert is_called(ana, "ANA paula")
    assert not is_called(ana, "Anastasia")


@given(st.sampled_from(["zh-CN", "en", "pt-BR", "es"]), st.text())
def test_any_text_can_be_asked_and_every_place_is_exact(language: str, text: str) -> None:
    for name in greeted(MatchingCopy(text), language):
        assert text[name.start : name.end] == name.raw
