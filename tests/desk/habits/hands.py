"""How do the tests change the team's rules, and what bargains can be learned from?"""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, CaseOpened, Entry, OfferAnswered, OfferMade
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.closing import carry_out
from hejie.desk import house
from hejie.desk.acts import changing
from hejie.desk.models import HabitChange
from hejie.remedy import weigh
from tests.desk.cast import ANA, NOON

NUMBERS = "team/rules/numbers.yaml"


def number(row: str, value: int, since: str = "2026-11-01") -> dict[str, str]:
    """A file that sets one number from a day on."""
    return {NUMBERS: f"params:\n  {row}: {{values: {{{since}: {value}}}}}\n"}


def changed(edits: Mapping[str, str], by: User, why: str = "because", base: int | None = None) -> HabitChange:
    """What became of somebody's wish to change the rules."""
    return changing.change(changing.Wanted(edits, why, base), by=by, at=timezone.now())


def bargained(number: int) -> CaseFile:
    """A closed case in which Chen refused a fifth of the price and took two fifths."""
    chen = Actor(Role.BUYER, "Chen")
    opened = CaseOpened("taobao", "lamps", f"S{number:05d}", "missing_item", amount=Money(12800, "CNY"))
    file = CaseFile.begin(f"taobao:lamps:S{number:05d}", Entry(NOON, SYSTEM, opened))
    file = file.add(*weigh(file, rules=house.rules(), at=NOON, by=SYSTEM))
    for minor, answer in ((2560, "refused"), (5120, "accepted")):
        made = OfferMade("partial_refund", Money(minor, "CNY"))
        file = file.add(Entry(NOON, ANA, made), Entry(NOON, chen, OfferAnswered(answer)))
    file = file.add(*carry_out(file, rules=house.rules(), at=NOON, by=ANA))
    return file.add(Entry(NOON, ANA, CaseClosed("refunded", "a cause", "a lesson")))
