"""Does a sentence read well whatever is missing in it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.templates import fill, slots_of, tell
from tests.cast import yuan

TEMPLATES = ["{a}[: {b}].", "[{a}|none][; {b}]", "受理{a}[，要求{b}]。", "{a} {b}", "[{a}]"]


@pytest.mark.parametrize(
    ("template", "slots", "told"),
    [
        ("Closed[: {because}].", {"because": ""}, "Closed."),
        ("Closed[: {because}].", {"because": "too late"}, "Closed: too late."),
        ("Evidence: [{list}|nothing].", {"list": ""}, "Evidence: nothing."),
        ("Evidence: [{list}|nothing].", {"list": "photo"}, "Evidence: photo."),
        ("[{a}; {b}].", {"a": "one", "b": ""}, "."),
        ("[{a} and {b}|only {a}|none].", {"a": "one", "b": ""}, "only one."),
    ],
)
def test_a_part_drops_out_or_another_is_said(template: str, slots: dict[str, str], told: str) -> None:
    assert fill(template, slots) == told


@pytest.mark.parametrize("words", ["Sorry!", "Sorry.", "对不起。", "why?", "等等…"])
@pytest.mark.parametrize("stop", ["。", "."])
def test_words_that_end_by_themselves_get_no_second_stop(words: str, stop: str) -> None:
    assert fill("{words}" + stop, {"words": words}) == words


def test_words_without_an_end_get_one() -> None:
    assert fill("备注：{words}。", {"words": "已联系仓库"}) == "备注：已联系仓库。"


def test_chinese_and_latin_letters_stand_apart() -> None:
    assert fill("由{agent}接手", {"agent": "Ana"}) == "由 Ana 接手"
    assert fill("由{agent}接手", {"agent": "小安"}) == "由小安接手"
    assert fill("追责{amount}。", {"amount": "¥60.00"}) == "追责 ¥60.00。"


def test_a_letter_of_several_lines_becomes_one() -> None:
    assert fill("“{text}”", {"text": "Hello,\n\n  my cup \t broke\r\n"}) == "“Hello, my cup broke”"


def test_an_amount_keeps_the_space_that_holds_it_together() -> None:
    assert fill("{amount}", {"amount": "R$\xa012,50"}) == "R$\xa012,50"


@given(st.sampled_from(TEMPLATES), st.text(max_size=20), st.text(max_size=20))
def test_braces_and_brackets_in_somebodys_words_stay_words(template: str, a: str, b: str) -> None:
    told = fill(template, {"a": a, "b": b})

    assert all(mark in told or mark not in a for mark in "{}[]|")


def test_the_slots_of_a_template_are_known() -> None:
    assert slots_of("[{a}|{b}] and {c}[; {d} {e}]") == {"a", "b", "c", "d", "e"}


def test_a_slot_that_nobody_fills_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        fill("{claim}", {})


def test_one_sentence_is_told_in_every_language_with_its_own_words() -> None:
    told = tell(
        {"zh-CN": "{who}退了 {sum}，共{count}单", "en": "{who} paid {sum} back for {count} orders"},
        who={"zh-CN": "客服", "en": "The agent"},
        sum=yuan("12.50"),
        count=3,
    )
    assert told["zh-CN"] == "客服退了 ¥12.50，共 3 单"
    assert told["en"] == "The agent paid CN¥12.50 back for 3 orders"
