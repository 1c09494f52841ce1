"""What is lost if the next clock of ours runs out?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hejie.casefile import CaseFile
from hejie.casefile.entries import ClockSet, Offer, OffersWeighed
from hejie.casefile.money import Money
from hejie.casefile.parties import Role

_OUR_OWN = "team."  # where the ids of the team's own clocks begin


def next_clock(file: CaseFile) -> ClockSet | None:
    """Return the earliest running deadline at which we must act, or None."""
    return _earliest(_ours(file))


def hard_clock(file: CaseFile) -> ClockSet | None:
    """Return the earliest deadline of ours that a platform or a law set, not one of our own for answering quickly."""
    return _earliest(clock for clock in _ours(file) if not clock.clock.startswith(_OUR_OWN))


def stake(file: CaseFile) -> Money | None:
    """Return the money that turns on the next clock of ours, or None where no amount is known.

    It is what our silence would cost, less the cost of the best that we can do now: a refund we would agree to
    anyway has nothing at stake, one we should refuse has all of it (never below zero).
    """
    amount = file.opened.amount
    if next_clock(file) is None or amount is None:
        return None
    weighed = file.last(OffersWeighed)
    silence = (weighed.lapse if weighed else None) or amount
    best = _cheapest(weighed)
    if best is None or best.currency != silence.currency:
        return silence
    return max(silence - best, Money(0, silence.currency))


def _ours(file: CaseFile) -> Iterator[ClockSet]:
    return (clock for clock in file.clocks.values() if clock.turn in (Role.SELLER, Role.AGENT))


def _earliest(clocks: Iterable[ClockSet]) -> ClockSet | None:
    return min(clocks, key=lambda clock: clock.due_at, default=None)


def _cheapest(weighed: OffersWeighed | None) -> Money | None:
    costs = [_cost(offer) for offer in weighed.offers if not offer.why_not] if weighed else []
    return min(costs, default=None)


def _cost(offer: Offer) -> Money:
    return offer.expected or offer.cost
