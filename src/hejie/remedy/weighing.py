"""Which remedies fit this case, which is best to offer now, and may the agent in front grant it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from msgspec import Struct, structs

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, Ground, Offer, OffersWeighed
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor
from hejie.remedy.acceptance import Grid, law_of
from hejie.remedy.authority import answers_by_role, granted_before, limits, role_in_front
from hejie.remedy.choosing import drawn, lot, propensities
from hejie.remedy.moves import Move, Table, moves
from hejie.remedy.pricing import Prices, price
from hejie.remedy.rulings import SPLIT, endings, lapse
from hejie.remedy.stopping import Moves, Plan, plan, split
from hejie.remedy.talk import Talk, law_for, segment_of, talk
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import circumstances
from hejie.rulebook.settlement import LARGEST, Acceptance

_FIRST_GUESS = "first_guess"
_THOUSAND = 1000  # not a rule: a propensity is kept in whole per mille


def weigh(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the remedies, best first, if they differ from those weighed last; nothing while no amount is known.

    Best is what costs least in expectation if we go on well: the answer may be no, and then there is a next offer,
    a dispute, or a buyer who never comes back. What gives less than the buyer's right is no choice at all.
    """
    amount = file.facts.get("amount")
    if amount is None or not isinstance(amount.value, Money):
        return ()
    offers = weighed(file, amount.value, rules=rules, at=at)
    return () if offers == file.last(OffersWeighed) or not offers.offers else (Entry(at, by, offers),)


class _Weighing(Struct, frozen=True):
    """Everything that one weighing rests on: the moves that are fair, and the plan over them."""

    fair: list[Move]
    unfair: list[Move]
    plan: Plan | None
    talk: Talk
    prices: Prices
    lot: float


def weighed(
    file: CaseFile, amount: Money, *, rules: Rulebook, at: datetime, table: Acceptance | None = None
) -> OffersWeighed:
    """Return all remedies of the claim as they stand at a time, by the law in force or by another."""
    table = table or rules.acceptance
    weighing = _weighing(file, amount, table, rules=rules, at=at)
    offers = _proposed_first(_best_levels(weighing), weighing)
    short = [_offer(move, weighing) for move in weighing.unfair]
    seen: dict[str, Offer] = {}
    for offer in [*offers, *sorted(short, key=lambda one: (one.cost.minor, one.remedy))]:
        seen.setdefault(offer.remedy, offer)
    learned = table.learned
    return OffersWeighed(
        tuple(seen.values()),
        lapse=_lapse(file, weighing.prices),
        law=learned.name if learned else _FIRST_GUESS,
        refused=weighing.talk.number,
    )


def _weighing(
    file: CaseFile, amount: Money, table: Acceptance, *, rules: Rulebook, at: datetime
) -> _Weighing:
    role = role_in_front(file.facts)
    by_role = answers_by_role(file.facts, rules=rules, at=at)
    answers = by_role[role]
    prices = Prices(rules, file.facts, answers, amount, at.date())
    bounds = limits(by_role, rules=rules, at=at, currency=amount.currency)
    before = granted_before(file, amount.currency)
    desk = Table(prices, circumstances(file.facts, answers), bounds, role, before)
    found = moves(rules.platform(file.platform).remedies.get(file.claim, ()), desk)
    fair = [move for move in found if not move.why_not]
    now = talk(file, amount, table)
    law = law_for(file, amount, now, law_of(table, segment_of(file, amount, table)), table)
    rounds = max(rules.parameter("team.settlement.rounds", on=at.date()) or 1, 1)
    choices = Moves(
        np.array([move.spends for move in fair]), np.array([move.worth for move in fair], dtype=np.intp)
    )
    planned = plan(law, choices, endings(prices), rounds) if fair else None
    unfair = [move for move in found if move.why_not]
    return _Weighing(fair, unfair, planned, now, prices, lot(file.case_id, now.number))


def _best_levels(weighing: _Weighing) -> list[Offer]:
    """Return each fair remedy at its best sum, cheapest in expectation first."""
    if weighing.plan is None:
        return []
    costs = weighing.plan.expected(weighing.talk.number, weighing.talk.refused).tolist()
    order = sorted(range(len(costs)), key=lambda move: (round(costs[move]), weighing.fair[move].remedy.id))
    best: dict[str, Offer] = {}
    for move in order:
        if weighing.fair[move].remedy.id not in best:
            best[weighing.fair[move].remedy.id] = _expected(move, costs[move], weighing)
    return list(best.values())


def _expected(move: int, cost: float, weighing: _Weighing) -> Offer:
    plan, now = weighing.plan, weighing.talk
    assert plan is not None
    number = min(now.number, plan.rounds - 1)
    parts = split(plan, number, now.refused, move)
    return structs.replace(
        _offer(weighing.fair[move], weighing),
        expected=Money(round(cost), weighing.prices.amount.currency),
        split={name: round(part) for name, part in zip(SPLIT, parts.tolist(), strict=True) if round(part)},
        accepts=round(float(plan.accepts(now.refused)[move]) * LARGEST),
    )


def _proposed_first(offers: list[Offer], weighing: _Weighing) -> list[Offer]:
    """Return the offers with the proposed one first and the best ones marked.

    Among offers that cost nearly the same, a lot that hangs on the case alone decides which one is proposed, so that
    all of them are tried in some cases; how likely each was is kept with it.
    """
    if not offers:
        return []
    prices = weighing.prices
    chance = _chances(offers, weighing)
    first = drawn(chance, weighing.lot)
    order = [first, *(place for place in range(len(offers)) if place != first)]
    marked = prices.rules.parameter("team.settlement.marked", on=prices.day) or 1
    return [
        structs.replace(
            offers[place],
            propensity=round(float(chance[place]) * _THOUSAND),
            rank=number if number <= marked else 0,
        )
        for number, place in enumerate(order, 1)
    ]


def _chances(offers: list[Offer], weighing: _Weighing) -> Grid:
    """Return how likely each offer is proposed: only what may be granted at once, if anything may.

    Of that, what puts the advice of the rules into practice comes first, so that list and draft say the same. A sum
    that the team calls too small to argue about is paid back: the quarrel would cost more (T7).
    """
    prices = weighing.prices
    costs = np.array([offer.expected.minor if offer.expected else 0 for offer in offers], dtype=np.float64)
    tiers = [*_called_for(weighing), {offer.remedy for offer in offers}]
    choices = (np.array([offer.grantable and offer.remedy in tier for offer in offers]) for tier in tiers)
    eligible = next((choice for choice in choices if choice.any()), np.ones(len(offers), dtype=bool))
    return propensities(np.where(eligible, costs, np.inf), prices.share("team.settlement.explore").minor)


def _called_for(weighing: _Weighing) -> Iterator[set[str]]:
    """Yield the remedies that the rules call for, the most pressing first: all back of a small sum, then the advice."""
    answers, moves = weighing.prices.answers, weighing.fair
    small, advice = (answers[name].outcome if name in answers else None for name in ("small_sum", "handling"))
    if small == "yes":
        yield {move.remedy.id for move in moves if _pays_all_back(move)}
    yield {move.remedy.id for move in moves if advice in move.remedy.carries_out}


def _pays_all_back(move: Move) -> bool:
    return "refund_only" in move.remedy.wants and not move.remedy.range


def _offer(move: Move, weighing: _Weighing) -> Offer:
    remedy, priced, platform = move.remedy, move.price, weighing.prices.facts["platform"].value
    return Offer(
        remedy=remedy.id,
        cost=priced.total,
        gives=priced.gives,
        parts=priced.parts,
        spent=priced.spent,
        ground=Ground(
            rule=f"{platform}.{remedy.id}",
            says=dict(remedy.terms or remedy.gives),
            source=", ".join(remedy.sources),
            because=priced.estimated,
        ),
        grantable=move.may.granted and not move.why_not,
        needs=move.may.needs,
        why_not=move.why_not,
    )


def _lapse(file: CaseFile, prices: Prices) -> Money:
    rules = prices.rules
    silent = rules.acceptance.silence.get(file.claim, "refund")
    known = {
        remedy.id: remedy
        for remedies in rules.platform(file.platform).remedies.values()
        for remedy in remedies
    }
    found = known.get(silent)
    return lapse(price(found, prices, circumstances(file.facts, prices.answers)) if found else None, prices)
