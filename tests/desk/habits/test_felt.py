"""Is what is felt counted by role, once for each case, and only where something changes?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk import house
from hejie.desk.habits.felt import felt
from hejie.rulebook import Rulebook
from hejie.rulebook.difference import with_numbers
from tests.desk.cast import opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
NOW = timezone.now()


def test_nothing_is_felt_where_nothing_changes(rules: Rulebook) -> None:
    file = opened(1)
    file = file.add(*house.following(file, (), at=NOW))
    assert list(felt(rules, rules, [file, opened(2)], at=NOW)) == []


def test_each_role_feels_its_own_limit(rules: Rulebook) -> None:
    file = opened(1)
    file = file.add(*house.following(file, (), at=NOW + timedelta(minutes=1)))
    tight = with_numbers(rules, {"team.refund.supervisor.cny": 1, "team.partial.supervisor.cny": 1})
    told = list(felt(rules, tight, [file], at=NOW))
    assert [(one.what, one.who, one.times) for one in told] == [("must_ask", "supervisor", 1)]
    assert told[0].money["CNY"] <= 12_900
