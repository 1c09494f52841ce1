"""Does the sentence say why this case is next?"""

import pytest

from hejie.casefile.money import Money
from hejie.dispatch.explaining import Turn, why_now
from tests.cast import yuan


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_without_a_plan_it_tells_stake_and_minutes(language):
    said = why_now(Turn(yuan("120"), 8, yuan("15")), language)
    for word in ("¥120.00", "8", "¥15.00"):
        assert word in said.replace("CN¥", "¥")


@pytest.mark.parametrize(
    ("language", "takes", "waits"),
    [
        ("zh-CN", "高于此刻", "低于此刻"),
        ("en", "saves CN¥15.00 a minute, more", "saves CN¥15.00 a minute, less"),
    ],
)
def test_with_a_plan_it_tells_the_price_of_a_minute_and_on_which_side_it_is(language, takes, waits):
    assert takes in why_now(Turn(yuan("120"), 8, yuan("15"), yuan("9")), language)
    assert waits in why_now(Turn(yuan("120"), 8, yuan("15"), yuan("19")), language)


def test_it_says_when_there_is_time_for_all_nothing_at_stake_or_no_time_left():
    assert "人手够用" in why_now(Turn(yuan("120"), 8, yuan("15"), yuan("0")), "zh-CN")
    assert "往后放" in why_now(Turn(yuan("0"), 8, yuan("0"), yuan("9")), "zh-CN")
    assert "来不及" in why_now(Turn(yuan("120"), 8, yuan("15"), too_late=True), "zh-CN")
    assert "买家在等" in why_now(Turn(yuan("120"), 8, yuan("15"), timed=False), "zh-CN")


def test_a_stake_that_is_a_guess_is_called_one():
    assert "按同类估计" in why_now(Turn(yuan("120"), 8, yuan("15"), guessed=True), "zh-CN")
    told = why_now(Turn(Money(12000, "BRL"), 8, yuan("15"), guessed=True), "pt-BR")
    assert "R$ 120,00 (como costuma" in told.replace("\xa0", " ")
