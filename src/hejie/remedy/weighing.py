"""Which remedies fit this case, cheapest sufficient first, and may the agent in front grant them?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, Ground, Offer, OffersWeighed
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor, Role
from hejie.remedy.floor import below_floor
from hejie.remedy.pricing import Price, Prices, price
from hejie.rulebook import Answer, Rulebook
from hejie.rulebook.handbook import Remedy, circumstances, holds


def weigh(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the priced remedies if they differ from those weighed last; nothing while no amount is known."""
    amount = file.facts.get("amount")
    if amount is None or not isinstance(amount.value, Money):
        return ()
    answers = rules.judge(file.facts, as_of=at)
    prices = Prices(rules, file.facts, answers, amount.value, at.date())
    offers = OffersWeighed(_offers(file, prices))
    return () if offers == file.last(OffersWeighed) or not offers.offers else (Entry(at, by, offers),)


def _offers(file: CaseFile, prices: Prices) -> tuple[Offer, ...]:
    now = circumstances(prices.facts, prices.answers)
    remedies = prices.rules.platform(file.platform).remedies.get(file.claim, ())
    offers = [
        _offer(file, remedy, price(remedy, prices, now), prices.answers)
        for remedy in remedies
        if holds(remedy.when, now) is not False
    ]
    return tuple(sorted(offers, key=lambda offer: (bool(offer.why_not), offer.cost.minor, offer.remedy)))


def _offer(file: CaseFile, remedy: Remedy, priced: Price, answers: Mapping[str, Answer]) -> Offer:
    floor = below_floor(remedy, answers.get("entitlement"))
    allowed = _may_grant(remedy, priced.gives, answers)
    return Offer(
        remedy=remedy.id,
        cost=priced.total,
        gives=priced.gives,
        parts=priced.parts,
        ground=Ground(
            rule=f"{file.platform}.{remedy.id}",
            says=dict(remedy.terms or remedy.gives),
            source=", ".join(remedy.sources),
            because=priced.estimated,
        ),
        grantable=allowed and not floor,
        needs="" if allowed else Role.SUPERVISOR,
        why_not=floor,
    )


def _may_grant(remedy: Remedy, gives: Money, answers: Mapping[str, Answer]) -> bool:
    """Tell whether an agent may grant it: a limit that is not certain is no permission."""
    limit = answers.get(remedy.limit)
    if not remedy.limit:
        return True
    lowest = limit.values[0] if limit and limit.values else None
    return isinstance(lowest, int) and gives.minor <= lowest
