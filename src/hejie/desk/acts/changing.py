"""How is a change of the team's rules kept, wherever it comes from: a page, a terminal, another system?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User

from hejie.desk import house
from hejie.desk.habits import acceptance, folder, keeping, weighing
from hejie.desk.models import HabitChange


class Wanted(NamedTuple):
    """A change that somebody wants: what it writes, why, from which version (None: the one in force), and whether
    they answer for a law that might be worse."""

    edits: Mapping[str, str]
    why: str
    base: int | None = None
    anyway: bool = False


def change(wanted: Wanted, *, by: User, at: datetime, address: str = "") -> HabitChange:
    """Keep a change, or let it wait for a second person; from then on it holds for everybody.

    Raises what `weighing.judged`, `acceptance.check` and `keeping.keep` do.
    """
    rules, was = house.rules(), keeping.files_now()
    files = folder.edited(was, wanted.edits)
    judged = weighing.judged(rules, files, was, by=by.get_username(), at=at)
    acceptance.check(rules, folder.book_of(files).acceptance, anyway=wanted.anyway, on=at.date())
    base = keeping.number_now() if wanted.base is None else wanted.base
    wish = keeping.Wish(files, base, wanted.why, judged.what, judged.lifts)
    kept = keeping.keep(wish, by=by, address=address)
    house.look_again()
    return kept
