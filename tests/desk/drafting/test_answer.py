"""Is an answer found inside prose, and refused where a word of it is not allowed?"""

import pytest

from hejie.desk.drafting.answer import NotAnAnswer, read_answer, schema


def test_the_largest_object_in_prose_is_the_answer() -> None:
    assert (
        read_answer('Sure {"a": 1}: ```{"draft": "您好，请稍等"}``` done', frozenset()).draft
        == "您好，请稍等"
    )


@pytest.mark.parametrize("text", ["", "{", "no", "[1]", '{"draft": 5}', '{"draft": "x", "demand": "moon"}'])
def test_other_words_are_no_answer(text: str) -> None:
    with pytest.raises(NotAnAnswer):
        read_answer(text, frozenset())


def test_a_remedy_that_may_be_offered_now_is_allowed_and_no_other() -> None:
    text = '{"draft": "x", "actions": [{"code": "offer", "remedy": "refund"}]}'
    assert read_answer(text, frozenset({"refund"})).actions[0].remedy == "refund"
    with pytest.raises(NotAnAnswer, match="refund"):
        read_answer(text, frozenset())


def test_the_shape_asked_for_allows_nothing_more() -> None:
    assert schema()["additionalProperties"] is False
