"""Who works when, and when is it busy, as the team folder tells?"""

from datetime import date

import pytest

from hejie.rulebook.dispatching import read_dispatching
from hejie.rulebook.duty import Shift
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from tests.rulebook.test_dispatching import laid


def test_double_11_is_a_peak_every_year_and_a_day_in_march_is_none():
    peaks = read_dispatching((SHIPPED,)).duty.peaks
    assert [peak.id for peak in peaks if peak.holds(date(2031, 11, 12))] == ["double11"]
    assert not any(peak.holds(date(2026, 3, 3)) for peak in peaks)


def test_a_peak_may_run_past_new_year(tmp_path):
    found = laid(
        tmp_path,
        "peaks: {new_year: {first: '12-30', last: '01-02', percent: 150, says: {zh-CN: 元旦, en: New Year}}}\n",
    )
    (peak,) = [peak for peak in found.duty.peaks if peak.id == "new_year"]
    days = [date(2026, 12, 31), date(2027, 1, 2), date(2027, 1, 3)]
    assert [peak.holds(day) for day in days] == [True, True, False]


def test_somebody_has_the_languages_and_hours_of_their_row_and_all_others_the_usual_ones(tmp_path):
    duty = laid(
        tmp_path, "people: {ana: {languages: [es], most: 9, shift: {from: 22, to: 6, weekdays: [5]}}}\n"
    ).duty
    assert (duty.people["ana"].languages, duty.people["ana"].most) == (("es",), 9)
    friday, saturday, sunday = 4, 5, 6
    night = duty.shift_of("ana")
    assert night.covers(friday, 23)
    assert night.covers(saturday, 5)
    assert not night.covers(saturday, 23)
    assert not night.covers(sunday, 5)
    assert duty.shift_of("bo") == Shift(9, 21)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shift: {from: 9, to: 25}\n", "no hours of a day"),
        ("people: {ana: {shift: {from: 9, to: 18, weekdays: [8]}}}\n", "seven weekdays"),
        (
            "peaks: {spring: {first: '02-31', last: '03-01', percent: 100, says: {zh-CN: 春, en: spring}}}\n",
            "no day of a year",
        ),
        ("people: {ana: {tongues: [es]}}\n", "not read here"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(tmp_path, text, said):
    with pytest.raises(RuleFileMistake, match=said):
        laid(tmp_path, text)
