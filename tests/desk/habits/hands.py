"""How do the tests change the team's rules?"""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.desk import house
from hejie.desk.habits import folder, keeping, weighing
from hejie.desk.models import HabitChange

NUMBERS = "team/rules/numbers.yaml"


def number(row: str, value: int, since: str = "2026-11-01") -> dict[str, str]:
    """A file that sets one number from a day on."""
    return {NUMBERS: f"params:\n  {row}: {{values: {{{since}: {value}}}}}\n"}


def changed(edits: Mapping[str, str], by: User, why: str = "because", base: int | None = None) -> HabitChange:
    """What became of somebody's wish to change the rules."""
    was = keeping.files_now()
    files = folder.edited(was, edits)
    judged = weighing.judged(house.rules(), files, was, by=by.get_username(), at=timezone.now())
    wish = keeping.Wish(files, keeping.number_now() if base is None else base, why, judged.what, judged.lifts)
    row = keeping.keep(wish, by=by)
    house.look_again()
    return row
