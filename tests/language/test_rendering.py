"""A script becomes a message only when the case fills it."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language import render


def says(words: str) -> SimpleNamespace:
    return SimpleNamespace(says=words)


def test_a_filled_slot_becomes_the_words_of_the_case() -> None:
    message = render(says("{buyer}，您的包裹 {tracking} 在路上。"), {"buyer": "陈女士", "tracking": "SF1"})
    assert message.text == "陈女士，您的包裹 SF1 在路上。"
    assert message.is_ready


@pytest.mark.shows("P1")
def test_an_unfilled_slot_blocks_and_stays_visible() -> None:
    message = render(says("We can {remedy} by {due}, {buyer}."), {"buyer": "Chen", "due": "  "})
    assert message.text == "We can ⟦remedy⟧ by ⟦due⟧, Chen."
    assert message.missing == ("remedy", "due")
    assert not message.is_ready


def test_an_optional_sentence_drops_out_with_its_brackets_when_nothing_fills_it() -> None:
    script = says("Hello[ {buyer}]!\n\n[About {goods} of {order}. ]We are on it.")
    assert render(script, {"goods": "a scarf"}).text == "Hello!\n\nWe are on it."
    assert (
        render(script, {"goods": "a scarf", "order": "7"}).text
        == "Hello!\n\nAbout a scarf of 7. We are on it."
    )


def test_a_buyer_cannot_write_slots_into_our_message() -> None:
    message = render(
        says("Hello {buyer}, [about {goods}, ]{amount}"), {"buyer": "{amount}[{x}]", "amount": "$5"}
    )
    assert message.text == "Hello {amount}[{x}], $5"
    assert message.is_ready


def test_a_paragraph_that_drops_out_leaves_no_hole() -> None:
    assert render(says("One.\n\n[{rule}]\n\nTwo."), {}).text == "One.\n\nTwo."


@given(st.text(), st.dictionaries(st.sampled_from(["buyer", "goods"]), st.text()))
def test_any_text_can_be_rendered(words: str, slots: dict[str, str]) -> None:
    message = render(says(words), slots)
    assert set(message.missing).isdisjoint(name for name, value in slots.items() if value.strip())


@given(st.text(min_size=1).filter(str.strip))
def test_what_fills_a_slot_arrives_word_for_word(value: str) -> None:
    assert render(says("<{goods}>"), {"goods": value}).text == f"<{value.strip()}>"
