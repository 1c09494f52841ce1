"""Does whoever changes people and skills see before whose work the open cases would be?"""

import pytest

from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.habits import crew, folder
from hejie.desk.habits.reach import shifted
from tests.desk.cast import opened
from tests.desk.habits.test_crew import posted
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")


def test_who_no_longer_reads_chinese_may_take_no_chinese_case_and_then_nobody_may() -> None:
    store.open_many([opened(1), opened(2)])
    hire("ana", "agent")
    rules = house.rules()
    new = folder.book_of(crew.edits(rules, {}, posted(rules, "ana", ana__languages=["es"])))
    assert [tuple(one) for one in shifted(rules, new)] == [("ana", 2, 0), ("", 0, 2)]


def test_what_touches_nobody_says_nothing() -> None:
    store.open_many([opened(1)])
    assert list(shifted(house.rules(), house.rules())) == []
