"""Which old customers are greeted, asked how it goes, or offered something, and when, without being pestered?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile.quantities import Timed
from hejie.language import render
from hejie.prevention.pacing import Contacted, Pace, Reader, Words, care_pace, next_slot, writing_channel
from hejie.rulebook import Rulebook
from hejie.rulebook.contact import Feast

ABOUT = frozenset({"greeting", "revisit", "loyalty"})
_YEAR, _NO_GAP = timedelta(days=365), timedelta(0)  # not a rule: a year

Letters = Mapping[tuple[str, str], Sequence[Contacted]]  # what went out, by platform and buyer


class Customer(Timed, frozen=True):
    """Somebody who bought before; with `refuses` they want to be left in peace, `in_dispute` an agent talks to them."""

    reader: Reader
    orders: int
    last_order_at: datetime
    goods: str = ""
    tags: tuple[str, ...] = ()
    refuses: bool = False
    in_dispute: bool = False


class Wanted(Struct, frozen=True):
    """Which customers a batch is for; an empty list is all, `least_orders` 0 is what the team calls an old customer."""

    platforms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    goods: str = ""
    least_orders: int = 0


class Letter(Struct, frozen=True):
    """A letter to one old customer, to be sent from `due_at` on. `occasion` is the feast, where there is one."""

    reader: Reader
    about: str
    channel: str
    due_at: datetime
    text: str
    occasion: str = ""


def greetings(
    customers: Iterable[Customer], sent: Letters, *, rules: Rulebook, at: datetime
) -> tuple[Letter, ...]:
    """Return the greetings of today's feasts, where the customer lives."""
    found = []
    for customer in customers:
        today = at.astimezone(ZoneInfo(customer.reader.zone)).date()
        feast = _feast(customer.reader.country, today, rules)
        if feast is not None:
            letter = _letter(customer, "greeting", feast.says, sent, rules, at)
            # A greeting that would come on another day is none.
            if letter and letter.due_at.astimezone(ZoneInfo(customer.reader.zone)).date() == today:
                found.append(Letter(*_fields(letter), occasion=feast.id))
    return _sorted(found)


def revisits(
    customers: Iterable[Customer], wanted: Wanted, sent: Letters, *, rules: Rulebook, at: datetime
) -> tuple[Letter, ...]:
    """Return the letters to old customers of a kind who have not ordered for a while: how do the goods serve them?"""
    quiet = timedelta(days=rules.parameter("team.loyalty.quiet", on=at.date()) or 0)
    chosen = (one for one in customers if _is_wanted(one, wanted) and at - one.last_order_at >= quiet)
    return _letters(chosen, "revisit", sent, rules, at)


def offers(
    customers: Iterable[Customer], wanted: Wanted, sent: Letters, *, rules: Rulebook, at: datetime
) -> tuple[Letter, ...]:
    """Return the letters that offer regular customers something. A person sends them; nothing is granted by this."""
    chosen = (one for one in customers if _is_wanted(one, wanted))
    return _letters(chosen, "loyalty", sent, rules, at)


def _letters(
    chosen: Iterable[Customer], about: str, sent: Letters, rules: Rulebook, at: datetime
) -> tuple[Letter, ...]:
    says = rules.contact.letters[about]
    letters = (_letter(customer, about, says, sent, rules, at) for customer in chosen)
    return _sorted([letter for letter in letters if letter and letter.due_at - at < timedelta(days=1)])


def _letter(
    customer: Customer, about: str, says: Mapping[str, str], sent: Letters, rules: Rulebook, at: datetime
) -> Letter | None:
    """Return the letter at the first moment that breaks no pace, or None where none is to be written."""
    reader, contact = customer.reader, rules.contact
    channel = writing_channel(reader, contact)
    least = rules.parameter("team.loyalty.orders", on=at.date()) or 0
    if customer.refuses or customer.in_dispute or customer.orders < least or channel is None:
        return None
    every = sent.get((reader.platform, reader.buyer), ())
    letters = [one for one in every if one.about in ABOUT]
    slot = next_slot(at, reader, channel.id, every, (_care_pace(rules, at),), contact)
    slot = max(slot, next_slot(slot, reader, channel.id, letters, _paces(rules, at), contact))
    if next_slot(slot, reader, channel.id, every, (_care_pace(rules, at),), contact) != slot:
        return None
    words = says.get(reader.language) or says["en"]
    slots = {"buyer": reader.buyer, "goods": customer.goods, "orders": str(customer.orders)}
    return Letter(reader, about, channel.id, slot, render(Words(words), slots).text)


def _paces(rules: Rulebook, at: datetime) -> tuple[Pace, ...]:
    gap, most = (rules.parameter(f"team.loyalty.{name}", on=at.date()) or 0 for name in ("gap", "per_year"))
    return Pace(1, timedelta(days=gap), _NO_GAP), Pace(most, _YEAR, _NO_GAP)


def _care_pace(rules: Rulebook, at: datetime) -> Pace:
    return care_pace(
        *(rules.parameter(f"team.care.{name}", on=at.date()) or 0 for name in ("per_day", "gap"))
    )


def _feast(country: str, today: date, rules: Rulebook) -> Feast | None:
    feasts = rules.contact.feasts.values()
    return next((one for one in feasts if today in one.on and country in one.countries), None)


def _is_wanted(customer: Customer, wanted: Wanted) -> bool:
    reader = customer.reader
    sides = ((wanted.platforms, reader.platform), (wanted.countries, reader.country))
    if any(listed and one not in listed for listed, one in sides):
        return False
    fits = not wanted.tags or bool(set(wanted.tags) & set(customer.tags))
    return fits and wanted.goods in customer.goods and customer.orders >= wanted.least_orders


def _sorted(letters: list[Letter]) -> tuple[Letter, ...]:
    return tuple(sorted(letters, key=lambda one: (one.due_at, one.reader.platform, one.reader.buyer)))


def _fields(letter: Letter) -> tuple[Reader, str, str, datetime, str]:
    return letter.reader, letter.about, letter.channel, letter.due_at, letter.text
