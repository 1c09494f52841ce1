"""What is lost if the next clock of ours runs out?"""

from __future__ import annotations

from hejie.casefile import CaseFile
from hejie.casefile.entries import ClockSet, OffersWeighed
from hejie.casefile.money import Money
from hejie.casefile.parties import Role


def next_clock(file: CaseFile) -> ClockSet | None:
    """Return the earliest running deadline at which we must act, or None."""
    ours = [clock for clock in file.clocks.values() if clock.turn in (Role.SELLER, Role.AGENT)]
    return min(ours, key=lambda clock: clock.due_at, default=None)


def stake(file: CaseFile) -> Money | None:
    """Return the money that turns on the next clock of ours, or None where no amount is known.

    It is what the buyer would get by our silence, less the cost of the best remedy we would grant anyway: a
    refund we would agree to has nothing at stake, one we should refuse has all of it (never below zero).
    """
    amount = file.opened.amount
    if next_clock(file) is None or amount is None:
        return None
    best = _cheapest(file)
    saved = amount - best if best and best.currency == amount.currency else amount
    return max(saved, Money(0, amount.currency))


def _cheapest(file: CaseFile) -> Money | None:
    weighed = file.last(OffersWeighed)
    grantable = [offer.cost for offer in weighed.offers if offer.grantable] if weighed else []
    return min(grantable, default=None)
