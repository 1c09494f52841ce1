"""Is what a person types read as the sum that was meant, and refused where it is none?"""

import pytest

from hejie.casefile.money import Money
from hejie.desk.acts.sums import NotASum, money_in


@pytest.mark.parametrize(
    ("said", "minor"), [("12.50", 1250), ("1,299.90", 129_990), (" 8 ", 800), ("0", 0), ("0.01", 1)]
)
def test_a_sum_is_read_to_the_last_cent(said: str, minor: int) -> None:
    assert money_in({"gives": said}, "gives", "CNY") == Money(minor, "CNY")


@pytest.mark.parametrize("form", [{}, {"gives": ""}, {"gives": "  "}])
def test_an_empty_field_is_no_sum_and_no_mistake(form: dict[str, str]) -> None:
    assert money_in(form, "gives", "CNY") is None


@pytest.mark.parametrize("said", ["twelve", "-1", "1e999", "NaN", "Infinity", "12.345", "￥"])
def test_what_is_no_sum_is_refused_and_says_how_to_write_one(said: str) -> None:
    with pytest.raises(ValueError, match=r"12\.50|minor|fraction") as refused:
        money_in({"gives": said}, "gives", "CNY")
    assert said in str(refused.value)
    assert isinstance(refused.value, NotASum) or said == "12.345"
