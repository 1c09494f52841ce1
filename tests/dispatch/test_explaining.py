"""Does the sentence say why this case is next?"""

import pytest

from hejie.dispatch.explaining import Turn, why_now
from tests.cast import yuan


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_without_a_plan_it_tells_stake_hours_and_minutes(language):
    said = why_now(Turn(yuan("120"), 3.04, 8), language)
    for word in ("¥120.00", "3.0", "8", "¥15.00"):
        assert word in said.replace("CN¥", "¥")


@pytest.mark.parametrize(
    ("language", "takes", "waits"), [("zh-CN", "高于", "先让路"), ("en", "more than", "so it waits")]
)
def test_with_a_plan_it_tells_the_price_of_a_minute_and_on_which_side_it_is(language, takes, waits):
    assert takes in why_now(Turn(yuan("120"), 3, 8, yuan("9")), language)
    assert waits in why_now(Turn(yuan("120"), 3, 8, yuan("19")), language)
