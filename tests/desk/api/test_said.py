"""Does what a caller says become the form that a person would have filled in?"""

import pytest
from pydantic import ValidationError

from hejie.desk.api import said


def test_a_flag_a_number_and_a_list_are_written_as_a_form_has_them() -> None:
    assert said.FactSaid(name="pkg_intact", value=True).form()["value"] == "true"
    assert said.FactSaid(name="attempts", value=3).form()["value"] == "3"
    form = said.HandInSaid(exhibit=["面单", "称重"], receipt="R1").form()
    assert form.getlist("exhibit") == ["面单", "称重"]


@pytest.mark.parametrize("time", [0, 1732420800, "2026-11-24T10:00:00", "soon"])
def test_a_time_is_text_with_its_zone_and_nothing_else(time: object) -> None:
    with pytest.raises(ValidationError):
        said.PromiseSaid.model_validate({"promise": "x", "due_at": time})
    kept = said.PromiseSaid.model_validate({"promise": "x", "due_at": "2026-11-24T10:00:00+08:00"})
    assert kept.form()["due_at"] == "2026-11-24T10:00:00+08:00"


@pytest.mark.parametrize("amount", ["-1", "1,5", "1.005", "1e9", "１２"])
def test_a_sum_is_plain_digits(amount: str) -> None:
    with pytest.raises(ValidationError):
        said.OfferSaid(remedy="refund", gives=amount)


def test_a_code_is_one_of_the_house_s() -> None:
    with pytest.raises(ValidationError, match="use one of exchanged"):
        said.ClosingSaid(outcome="won", cause="x", lesson="x")


def test_a_word_that_nothing_reads_is_refused() -> None:
    with pytest.raises(ValidationError):
        said.NoteSaid.model_validate({"text": "x", "txet": "y"})
