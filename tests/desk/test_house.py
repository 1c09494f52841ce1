"""Does the desk add what the rooms say because of what happened, and only that?"""

from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hejie.casefile.entries import LiabilityJudged, NoteWritten
from hejie.desk import house
from hejie.desk.habits import keeping
from tests.desk.cast import NOON, entry, opened
from tests.desk.habits.hands import NUMBERS, number
from tests.desk.team import hire

NOW = NOON + timedelta(minutes=5)


def test_what_follows_begins_with_what_happened() -> None:
    note = entry(NoteWritten("看过了"), at=NOW)
    following = house.following(opened(), [note], at=NOW)
    assert following[0] == note
    assert any(isinstance(one.what, LiabilityJudged) for one in following)


def test_when_nothing_is_new_nothing_follows() -> None:
    file = opened().add(*house.following(opened(), (), at=NOW))
    assert house.following(file, (), at=NOW) == ()


def test_the_team_s_own_rules_lie_in_the_data_folder() -> None:
    assert house.overlay().name == "rules"
    assert len(house.rules().platforms) >= 5


@pytest.mark.usefixtures("store_on")
def test_a_new_version_is_noticed_within_a_second_and_costs_nothing_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, now = house.rules(), [monotonic()]
    monkeypatch.setattr(house, "monotonic", lambda: now[0])
    house.look_again()
    assert house.rules() is before
    keeping.keep(keeping.Wish(number("team.refused_offers", 9), 0, "x", (), ()), by=hire("bo", "supervisor"))
    with CaptureQueriesContext(connection) as asked:
        assert house.rules() is before
    assert not asked.captured_queries
    now[0] += house.LOOKS_EVERY
    assert house.rules().parameter("team.refused_offers", on=NOW.date()) == 9
    keeping.keep(keeping.Wish({}, keeping.number_now(), "x", (), ()), by=User.objects.get())
    now[0] += house.LOOKS_EVERY
    assert house.rules() is before


@pytest.mark.usefixtures("store_on")
def test_a_version_that_cannot_be_read_leaves_the_one_before_in_force(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    house.look_again()
    before = house.rules()
    spoiled = tmp_path / "rules" / "team" / "params.yaml"
    spoiled.parent.mkdir(parents=True)
    spoiled.write_text("params: [", encoding="utf-8")
    house.look_again()
    assert house.rules() is before
    assert "cannot be read" in caplog.text
    spoiled.write_text(number("team.refused_offers", 8)[NUMBERS], encoding="utf-8")
    house.look_again()
    assert house.rules().parameter("team.refused_offers", on=NOW.date()) == 8


@pytest.mark.usefixtures("store_on")
def test_whoever_acts_on_a_case_acts_by_the_rules_in_force_now() -> None:
    file = opened()
    file = file.add(*house.following(file, (), at=NOW))
    assert house.caught_up(file, at=NOW) == ()
    wish = keeping.Wish(number("team.small_sum.cny", 20_000), 0, "x", (), ())
    keeping.keep(wish, by=hire("bo", "supervisor"))
    house.look_again()
    assert house.caught_up(file, at=timezone.now())
    later = file.add(entry(NoteWritten("x"), at=timezone.now() + timedelta(minutes=1)))
    assert house.caught_up(later, at=timezone.now() + timedelta(minutes=2)) == ()
