"""Is what a person types read as the sum that was meant, and refused where it is none?"""

import pytest
from django.utils import translation

from hejie.casefile.money import Money
from hejie.desk.sums import NotASum, field_text, money_in


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


@pytest.mark.parametrize(
    ("language", "said", "minor"),
    [
        ("es", "26,70", 2670),
        ("pt-br", "1.299,90", 129_990),
        ("pt-br", "1.299", 129_900),
        ("es", "26.70", 2670),
        ("zh-hans", "26,70", 2670),
        ("zh-hans", "1,299", 129_900),
    ],
)
def test_a_comma_before_the_cents_is_never_read_as_a_hundred_times_the_sum(
    language: str, said: str, minor: int
) -> None:
    with translation.override(language):
        assert money_in({"gives": said}, "gives", "BRL") == Money(minor, "BRL")


def test_what_would_be_thousandths_in_the_readers_language_is_refused() -> None:
    with translation.override("es"), pytest.raises(NotASum):
        money_in({"gives": "1,299"}, "gives", "BRL")


def test_a_sum_of_another_currency_is_no_sum_of_this_case() -> None:
    with pytest.raises(NotASum):
        money_in({"gives": "US$ 5"}, "gives", "CNY")


@pytest.mark.parametrize(("language", "written"), [("es", "26,70"), ("pt-br", "26,70"), ("zh-hans", "26.70")])
def test_a_field_shows_a_sum_as_its_reader_writes_it_and_reads_it_back(language: str, written: str) -> None:
    with translation.override(language):
        assert field_text(Money(2670, "BRL")) == written
        assert money_in({"gives": written}, "gives", "BRL") == Money(2670, "BRL")
