"""Does somebody who would change a rule see beforehand what it does, to which cases and to whom?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.acts import spending
from hejie.desk.cases import store
from hejie.desk.habits import weighing
from hejie.desk.habits.mistakes import FindingsAreErrors, NotByYou, Unreadable
from tests.desk.cast import opened
from tests.desk.habits.hands import number
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
NOW = timezone.now()


def walked(count: int = 3) -> None:
    """Cases of 129 yuan each whose remedies were weighed."""
    files = [opened(one) for one in range(1, count + 1)]
    store.open_many([file.add(*house.following(file, (), at=NOW)) for file in files])


def weighed(files: dict[str, str], by: str = "bo") -> weighing.Weighed:
    return weighing.weigh(house.rules(), files, {}, by=by, at=NOW)


def test_a_tighter_limit_tells_how_many_cases_must_be_asked_for() -> None:
    walked()
    found = weighed(number("team.partial.agent.cny", 100))
    assert found.reach == (3, 3)
    assert [(one.what, one.who, one.times) for one in found.felt] == [("must_ask", "agent", 3)]
    assert found.felt[0].money["CNY"] > 300
    assert [(one.row, one.before, one.after) for one in found.numbers] == [
        ("team.partial.agent.cny", 5000, 100)
    ]
    assert {one.rule for one in found.meanings} == {"team.partial.agent.cny"}
    assert found.differences[0].lines[-1].startswith("+")
    looser = weighed(number("team.partial.agent.cny", 99_900))
    assert {one.what for one in looser.felt} <= {"may_grant"}


def test_a_changed_threshold_tells_whose_answer_is_another() -> None:
    walked()
    found = weighed(number("team.small_sum.cny", 20_000))
    (small,) = (one for one in found.impacts if one.decision == "small_sum")
    assert (small.before, small.after, small.cases) == ("no", "yes", 3)
    assert small.money == {"CNY": 38_700}
    assert found.lifts == ()


def test_a_standing_order_tells_which_cases_it_would_act_in() -> None:
    walked()
    row = "{on: true, by: bo, since: 2026-11-25, most: {CNY: 20000}}"
    files = {"team/dispatch.yaml": f"standing_orders: {{agree_small: {row}}}\n"}
    assert [(one.what, one.who, one.times) for one in weighed(files).felt] == [
        ("order_acts", "agree_small", 3)
    ]
    with pytest.raises(NotByYou):
        weighed(files, by="ana")


def test_a_lower_limit_of_a_day_tells_on_how_many_days_it_would_have_been_passed() -> None:
    hire("ana", "agent")
    for days in range(3):
        spending.spend("ana", Money(30_000, "CNY"), None, on=(NOW - timedelta(days=days)).date())
    found = weighed(number("team.daily.agent.cny", 20_000))
    assert [(one.what, one.who, one.times) for one in found.felt] == [("day_too_much", "agent", 3)]


def test_rules_that_contradict_each_other_are_told_and_not_kept() -> None:
    files = {"team/rules/own.yaml": CONTRADICTION}
    found = weighed(files)
    assert found.errors
    assert "team.own.other" in found.errors[0]
    with pytest.raises(FindingsAreErrors):
        weighing.judged(house.rules(), files, {}, by="bo", at=NOW)


CONTRADICTION = """rules:
  - id: team.own.one
    decides: change_agent
    gives: 'yes'
    when: claim == 'stalled' and offers_refused >= 1
    source: team.preset
    says: {zh-CN: 换人, en: another}
  - id: team.own.other
    decides: change_agent
    gives: 'no'
    when: claim == 'stalled' and offers_refused >= 1
    source: team.preset
    says: {zh-CN: 不换, en: the same}
"""


def test_a_file_that_cannot_be_read_is_told_with_its_line_and_what_to_write() -> None:
    with pytest.raises(Unreadable, match=r"^team/rules/numbers.yaml:2: .*Add|^team/rules/numbers.yaml:2: "):
        weighed(number("team.nobody.knows", 1))
