"""Which value does a parameter have on a day?"""

from datetime import date

import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.mistakes import BeforeFirstDate
from hejie.rulebook.parameters import in_base_units, is_stale, value_on


def test_the_value_in_force_is_the_latest_that_has_begun(made_up: tuple[Rulebook, ...]) -> None:
    hours = made_up[0].definitions.params["p.hours"]
    assert [value_on(hours, day).value for day in (date(2024, 1, 1), date(2026, 1, 4), date(2026, 1, 5))] == [
        30,
        30,
        40,
    ]


def test_before_the_first_value_there_is_an_error_and_never_the_oldest_value(sample: Rulebook) -> None:
    with pytest.raises(BeforeFirstDate, match="2024-05-06"):
        sample.parameter("taobao.ship_limit", on=date(2020, 1, 1))


def test_hours_are_reckoned_in_minutes_and_money_stays_as_it_is(sample: Rulebook) -> None:
    params = sample.definitions.params
    assert in_base_units(params["taobao.ship_limit"], 72) == 4320
    assert in_base_units(params["taobao.late_cap"], 3000) == 3000


def test_a_number_is_stale_from_the_day_after_its_review(sample: Rulebook) -> None:
    limit = sample.definitions.params["taobao.ship_limit"]
    assert not is_stale(date(2026, 12, 31), limit)
    assert is_stale(date(2027, 1, 1), limit)
