"""Do two people on one case see each other, and only as long as both are there?"""

from datetime import timedelta

import pytest

from hejie.desk.access import presence
from hejie.desk.models import Looking
from tests.desk.cast import NOON
from tests.desk.team import LAMPS, desk_of, do, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")


def test_each_sees_the_other_and_not_themselves() -> None:
    assert presence.seen(1, "ana", NOON) == []
    assert presence.seen(1, "bo", NOON) == ["ana"]
    assert presence.seen(1, "ana", NOON + timedelta(seconds=20)) == ["bo"]
    assert presence.seen(2, "bo", NOON) == []


def test_whoever_was_not_heard_of_is_gone_and_forgotten() -> None:
    presence.seen(1, "ana", NOON)
    assert presence.seen(1, "bo", NOON + timedelta(minutes=1)) == []
    presence.seen(1, "bo", NOON + timedelta(hours=2))
    assert list(Looking.objects.values_list("person", flat=True)) == ["bo"]


def test_the_page_says_who_looks_in_words() -> None:
    row, _ = two_shops()
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    assert do(ana, row, "presence") == 200
    assert "ana 正在看这个案子" in bo.post(f"/cases/{row.pk}/presence").content.decode()
