"""What would be proposed under another law: where an offer was made in a case that is over, and in one that is open?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, Offer, OfferMade, OffersWeighed, SettlementAgreed
from hejie.casefile.money import Money
from hejie.remedy.estimating import Decision
from hejie.remedy.pricing import SPENT_BEFORE
from hejie.remedy.weighing import weighed
from hejie.rulebook import Rulebook
from hejie.rulebook.settlement import Acceptance

_THOUSAND = 1000  # not a rule: propensities are kept in per mille


def decision_of(file: CaseFile, other: Acceptance, *, rules: Rulebook) -> Decision | None:
    """Return the first offer of a finished case as a decision to compare, or None where it tells nothing.

    It tells nothing without what was weighed before it, and where the agent chose by hand what was not proposed.
    """
    line = next((line for line in file.standing if isinstance(line.entry.what, OfferMade)), None)
    if file.is_open or line is None or not isinstance(line.entry.what, OfferMade):
        return None
    before = CaseFile(file.case_id, file.lines[: line.seq - 1])
    known, amount = before.last(OffersWeighed), before.facts.get("amount")
    if known is None or amount is None or not isinstance(amount.value, Money):
        return None
    offered = {offer.remedy: offer for offer in known.offers}
    cost = _cost(file, offered)
    made = offered.get(line.entry.what.remedy)
    if cost is None or made is None:
        return None
    now = weighed(before, amount.value, rules=rules, at=line.entry.at, table=other)
    return Decision(
        offered=made.remedy,
        propensity=made.propensity / _THOUSAND,
        cost=float(cost.minor),
        expected={name: float(one.expected.minor) for name, one in offered.items() if one.expected},
        proposes={one.remedy: one.propensity / _THOUSAND for one in now.offers if one.propensity},
        currency=amount.value.currency,
    )


class Turned(Struct, frozen=True):
    """What is offered first by the law in force and by another, and how likely each remedy is taken, in percent."""

    first: tuple[str, str]
    accepts: Mapping[str, tuple[int, int]]


def turned(file: CaseFile, other: Acceptance, *, rules: Rulebook, at: datetime) -> Turned | None:
    """Return what another law would change in an open case, or None where nothing can be offered."""
    amount = file.facts.get("amount")
    if not file.is_open or amount is None or not isinstance(amount.value, Money):
        return None
    before, after = (
        [one for one in weighed(file, amount.value, rules=rules, at=at, table=table).offers if one.expected]
        for table in (rules.acceptance, other)
    )
    if not before or not after:
        return None
    then = {one.remedy: one.accepts for one in after}
    accepts = {one.remedy: (one.accepts, then[one.remedy]) for one in before if one.remedy in then}
    return Turned((before[0].remedy, after[0].remedy), accepts)


def _cost(file: CaseFile, offered: dict[str, Offer]) -> Money | None:
    """Return what the case cost: as it was closed, else what was agreed, else what silence costs."""
    closed, settled = file.last(CaseClosed), file.last(SettlementAgreed)
    if closed and closed.cost:
        return closed.cost
    agreed = offered.get(settled.remedy) if settled else None
    if agreed is None:
        return None
    before = SPENT_BEFORE if "refund" in agreed.parts else ()
    return agreed.cost - Money(sum(agreed.parts.get(part, 0) for part in before), agreed.cost.currency)
