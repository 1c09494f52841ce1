"""Why not another remedy: what more does it cost than the first choice, in all and part by part?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hejie.casefile.entries import Offer, OffersWeighed
from hejie.casefile.money import Money
from hejie.remedy import why_not

PARTS = {
    "remedy": _("what the buyer gets"),
    "freight": _("freight both ways"),
    "salvage": _("goods regained"),
    "fees": _("commission not given back"),
    "ruling": _("risk of the ruling"),
    "penalty": _("penalty"),
    "custom": _("lost custom"),
    "handling": _("handling"),
}
BAR = 100  # the width of the whole bar


class Slice(NamedTuple):
    """One part of the difference: its words and sum, and where it lies on the bar; what is saved lies left."""

    name: str
    label: str
    amount: str
    start: float
    width: float


class Beside(NamedTuple):
    """A remedy beside the first choice: one sentence, and the parts; `asks_why` where it costs notably more."""

    says: str
    slices: tuple[Slice, ...]
    zero: float
    asks_why: bool


def beside(weighed: OffersWeighed, *, notable: Money, language: str) -> dict[str, Beside]:
    """Return for each remedy but the first, as far as it may be offered, what it costs more than the first.

    `notable` is the sum from which somebody who chooses it is asked why.
    """
    compared = [why_not(weighed, offer.remedy) for offer in weighed.offers[1:]]
    priced = [one for one in compared if one.more is not None and not one.why_not]
    left = max((_sum(one.by_part, -1) for one in priced), default=0)
    right = max((_sum(one.by_part, 1) for one in priced), default=0)
    bar = _Bar(left, (left + right) or 1, notable.currency, language)
    return {
        one.preferred.remedy: Beside(
            _says(one.more, bar), tuple(_slices(one.by_part, bar)), bar.zero, one.more.minor > notable.minor
        )
        for one in priced
        if one.more is not None
    }


def chance(offer: Offer) -> str:
    """Return how likely a buyer takes an offer, in words; empty where nobody can tell or is asked."""
    if offer.expected is None or not offer.accepts:
        return ""
    return gettext("about %(share)s%% take it") % {"share": offer.accepts}


class _Bar(NamedTuple):
    """How wide a sum is: all remedies of a case are drawn to one scale."""

    saved: int
    widest: int
    currency: str
    language: str

    @property
    def zero(self) -> float:
        return self.width(self.saved)

    def width(self, minor: int) -> float:
        return round(minor * BAR / self.widest, 2)

    def sum(self, minor: int) -> str:
        return Money(abs(minor), self.currency).text(self.language)


def _says(more: Money, bar: _Bar) -> str:
    if more.minor <= 0:
        return gettext("in all no dearer than the first choice")
    return gettext("in all %(more)s more than the first choice") % {"more": bar.sum(more.minor)}


def _slices(parts: Mapping[str, int], bar: _Bar) -> Iterator[Slice]:
    ends = {1: bar.zero, -1: bar.zero}
    for name in PARTS:
        minor = parts.get(name, 0)
        if not minor:
            continue
        side, width = (1 if minor > 0 else -1), bar.width(abs(minor))
        start = ends[side] if side > 0 else ends[side] - width
        ends[side] += side * width
        amount = f"{'+' if side > 0 else '−'}{bar.sum(minor)}"
        yield Slice(name, str(PARTS[name]), amount, round(max(start, 0), 2), width)


def _sum(parts: Mapping[str, int], side: int) -> int:
    return sum(abs(minor) for minor in parts.values() if minor * side > 0)
