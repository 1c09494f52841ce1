"""Who would feel changed limits, standing orders and promotions, in open cases and in what was granted before?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.contrib.auth.models import User

from hejie.casefile import CaseFile
from hejie.casefile.entries import OffersWeighed
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.access import people
from hejie.desk.habits.promotions import Changed, changed
from hejie.desk.models import Granted
from hejie.dispatch.standing import covers
from hejie.prevention.promised import held
from hejie.remedy.authority import RISING, daily_limit
from hejie.rulebook import Rulebook

BACK = timedelta(days=30)  # how far back days are looked at on which somebody granted much
FAR = 10**12  # an amount beyond any limit, in minor units


class Felt(NamedTuple):
    """How many cases, or days, come out otherwise: `what` and for whom, and how much money they are about."""

    what: str
    who: str
    times: int
    money: dict[str, int]


class _Count:
    """What is counted, by what happens and to whom."""

    def __init__(self) -> None:
        self.cases: Counter[tuple[str, str]] = Counter()
        self.money: dict[tuple[str, str], Counter[str]] = {}

    def add(self, what: str, who: str, currency: str, minor: int) -> None:
        self.cases[what, who] += 1
        self.money.setdefault((what, who), Counter())[currency] += minor

    def told(self) -> Iterator[Felt]:
        for (what, who), count in sorted(self.cases.items()):
            yield Felt(what, who, count, dict(self.money[what, who]))


def felt(old: Rulebook, new: Rulebook, cases: Sequence[CaseFile], *, at: datetime) -> Iterator[Felt]:
    """Yield who must ask from now on, who need not ask any more, and where a standing order acts or acts no more."""
    count = _Count()
    limit, differs = _Limits(old, new, at), changed(old, new)
    for file in cases:
        _offers(file, limit, count)
        _orders(file, old, new, count)
        _promised(file, differs, count)
    yield from count.told()
    yield from _days(old, new, at)


class _Limits:
    """What each role may grant alone, before and after, looked up once for each platform and currency."""

    def __init__(self, old: Rulebook, new: Rulebook, at: datetime) -> None:
        self.old, self.new, self.at = old, new, at
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, platform: str, currency: str, role: Role) -> tuple[dict[str, int], dict[str, int]]:
        return self._in(self.old, platform, currency, role), self._in(self.new, platform, currency, role)

    def _in(self, book: Rulebook, platform: str, currency: str, role: Role) -> dict[str, int]:
        facts = {
            "platform": known("platform", platform),
            "role": known("role", role.value),
            "amount": known("amount", Money(FAR, currency)),
        }
        answers = book.judge(facts, as_of=self.at)
        lowest = {name: answer.values[0] for name, answer in answers.items() if answer.values}
        return {name: value for name, value in lowest.items() if isinstance(value, int)}

    def remedies(self, platform: str, claim: str) -> dict[str, str]:
        """Return the limit of each remedy that may be offered."""
        known_here = self.new.platforms.get(platform)
        return {one.id: one.limit for one in known_here.remedies.get(claim, ())} if known_here else {}


def _offers(file: CaseFile, limit: _Limits, count: _Count) -> None:
    weighed = file.last(OffersWeighed)
    if weighed is None:
        return
    of = limit.remedies(file.platform, file.claim)
    for role in RISING[:-1]:
        tighter, looser = 0, 0
        for offer in weighed.offers:
            decision, gives = of.get(offer.remedy, ""), offer.gives
            if not decision or gives.minor <= 0:
                continue
            before, after = limit.of(file.platform, gives.currency, role)
            could, can = gives.minor <= before.get(decision, 0), gives.minor <= after.get(decision, 0)
            tighter = max(tighter, gives.minor if could and not can else 0)
            looser = max(looser, gives.minor if can and not could else 0)
        if tighter:
            count.add("must_ask", role, weighed.offers[0].gives.currency, tighter)
        if looser:
            count.add("may_grant", role, weighed.offers[0].gives.currency, looser)


def _orders(file: CaseFile, old: Rulebook, new: Rulebook, count: _Count) -> None:
    amount = file.opened.amount
    currency, minor = (amount.currency, amount.minor) if amount else ("", 0)
    before = {order.id for order in old.dispatching.orders if covers(order, file)}
    after = {order.id for order in new.dispatching.orders if covers(order, file)}
    for order in after - before:
        count.add("order_acts", order, currency, minor)
    for order in before - after:
        count.add("order_rests", order, currency, minor)


def _promised(file: CaseFile, differs: Sequence[Changed], count: _Count) -> None:
    """Count the cases whose agents are told other terms than before."""
    for was, now in differs:
        one = now or was
        if one is not None and any(version and held(version, file) for version in (was, now)):
            amount = file.opened.amount
            count.add("other_terms", one.id, *((amount.currency, amount.minor) if amount else ("", 0)))


def _days(old: Rulebook, new: Rulebook, at: datetime) -> Iterator[Felt]:
    """Yield the days on which a person granted more than the new limit of a day would let them."""
    rows = list(Granted.objects.filter(day__gte=(at - BACK).date(), minor__gt=0))
    count = _Count()
    for row in rows:
        role = _role(row.person)
        before, after = (daily_limit(book, role, row.currency, at) for book in (old, new))
        if before != after and after is not None and row.minor > after:
            count.add("day_too_much", role, row.currency, row.minor)
    yield from count.told()


def _role(name: str) -> Role:
    person = User.objects.filter(username=name).first()
    return people.role_of(person) if person else RISING[0]
