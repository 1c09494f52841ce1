"""Is a written answer marked by what the case asks for: its words, regret, the next step, a time, and the question?"""

import pytest

from hejie.learning.written import Measure, marked

FIRST = Measure("zh-CN", "taobao", "first_reply", {"due": "11月26日 12:00"}, ("photo_given",))
GOOD = "非常抱歉给您添麻烦了。麻烦您把收到的商品放在一起拍张照片发给我们，我们马上核对，11月26日 12:00前给您答复。"


def points(text, rules, measure=FIRST):
    return {point.about: (point.got, point.of) for point in marked(text, measure, rules=rules)}


@pytest.mark.shows("C8", "P1")
def test_a_good_first_answer_gets_all_its_points(rules):
    assert points(GOOD, rules) == {
        "words": (2, 2),
        "sorry": (1, 1),
        "next": (1, 1),
        "time": (1, 1),
        "asks": (2, 2),
    }


@pytest.mark.shows("C8")
def test_an_answer_that_blames_and_says_nothing_gets_none_and_is_told_why(rules):
    found = marked("这是您自己的问题，再这样就加我微信 abc12345 说。", FIRST, rules=rules)
    got = {point.about: point.got for point in found}
    assert got == {"words": 0, "sorry": 0, "next": 0, "time": 0, "asks": 0}
    says = {point.about: point.says["zh-CN"] for point in found}
    assert "微信" in says["words"]
    assert "11月26日" in says["time"]
    assert "拍张照片" in says["asks"]
    assert all(set(point.says) >= {"zh-CN", "en", "pt-BR", "es"} for point in found)


def test_an_answer_that_the_buyer_cannot_read_said_nothing(rules):
    portuguese = Measure("pt-BR", "aliexpress", "first_reply", {"due": "26/11 12:00"}, ("photo_given",))
    assert {about: got for about, (got, _) in points(GOOD, rules, portuguese).items()} == {
        "words": 0,
        "sorry": 0,
        "next": 0,
        "time": 0,
        "asks": 0,
    }


@pytest.mark.parametrize(
    ("language", "asks", "else_"),
    [
        ("zh-CN", "方便的话请拍张照片，把收到的东西都拍进去", "外包装是完好的吗？"),
        (
            "en",
            "Could you send a photo of everything that arrived?",
            "Was the outer box intact when it came?",
        ),
        ("pt-BR", "Você pode enviar uma foto de tudo o que chegou?", "A embalagem chegou inteira?"),
        ("es", "¿Me podrías mandar una foto de todo lo que llegó?", "¿La caja llegó en buen estado?"),
    ],
)
def test_the_question_is_found_in_words_of_one_s_own_and_another_is_not_taken_for_it(
    rules, language, asks, else_
):
    measure = Measure(language, "taobao", "ask_fact", {}, ("photo_given",))
    assert points(asks, rules, measure)["asks"] == (2, 2)
    assert points(else_, rules, measure)["asks"] == (0, 2)


def test_regret_is_asked_of_a_first_answer_alone_a_time_where_the_case_has_one_and_a_question_where_one_is_open(
    rules,
):
    later = Measure("zh-CN", "taobao", "progress", {})
    assert set(points("包裹还在路上，我明天再去催快递。", rules, later)) == {"words", "next"}
