"""Why not the remedy that the agent prefers: what does it cost beside the best one?"""

from __future__ import annotations

from msgspec import Struct

from hejie.casefile.entries import Offer, OffersWeighed
from hejie.casefile.money import Money


class NotAmongThem(LookupError):
    """A remedy that was not weighed for this case."""

    def __init__(self, remedy: str, weighed: tuple[str, ...]) -> None:
        super().__init__(
            f"The remedy {remedy!r} is not offered for this claim here, or asks for goods back whose freight costs "
            f"more than they are worth. Choose one of: {', '.join(weighed)}."
        )


class Comparison(Struct, frozen=True):
    """The preferred remedy beside the best one: what more it costs in expectation, in all and part by part.

    `why_not` names the right of the buyer that it falls short of; then no price makes it possible.
    """

    preferred: Offer
    best: Offer
    more: Money | None
    by_part: dict[str, int]
    why_not: str = ""


def why_not(weighed: OffersWeighed, remedy: str) -> Comparison:
    """Return what speaks against a remedy; raise NotAmongThem.

    A negative `more` does not occur but for offers within a hair of each other, which take turns in being proposed.
    """
    found = next((offer for offer in weighed.offers if offer.remedy == remedy), None)
    if found is None:
        raise NotAmongThem(remedy, tuple(offer.remedy for offer in weighed.offers))
    best = weighed.offers[0]
    parts = {*found.split, *best.split}
    by_part = {part: found.split.get(part, 0) - best.split.get(part, 0) for part in sorted(parts)}
    more = found.expected - best.expected if found.expected and best.expected else None
    return Comparison(found, best, more, by_part if more is not None else {}, found.why_not)
