"""Does the desk add what the rooms say because of what happened, and only that?"""

from datetime import timedelta

from hejie.casefile.entries import LiabilityJudged, NoteWritten
from hejie.desk import house
from tests.desk.cast import NOON, entry, opened

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
