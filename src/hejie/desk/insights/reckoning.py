"""What do the cases and orders of one shop teach: causes, alerts, carriers, lots, agents, promotions, and a digest?

What is kept are codes, numbers and sentences; no buyer's name is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import to_builtins

from hejie.casefile import CaseFile
from hejie.desk.insights import ordered, reading
from hejie.desk.insights.launching import promotions_of
from hejie.desk.models import Improvement, Shop
from hejie.learning.agents import performance, work_of
from hejie.learning.causes import Cause, count_causes
from hejie.learning.coaching import coaching
from hejie.learning.digest import digest, period
from hejie.learning.improvements import effect, improvements
from hejie.prevention.alerts import alerts, peaks
from hejie.prevention.batches import Lot, count_lots, problem_lots, recall, score_suppliers
from hejie.prevention.carriers import Card, Parcel, count, scorecards
from hejie.prevention.choosing import choose
from hejie.prevention.promotions import check
from hejie.rulebook import Rulebook
from hejie.rulebook.mistakes import NoSuch

Told = dict[str, Any]
MOST_CAUSES, MOST_LANES = 60, 40
FORM = 1  # counts up when what is kept gets another shape: what was kept before is then made anew


def reckon(shop: Shop, *, rules: Rulebook, now: datetime) -> Told:
    """Return everything that the pages show of a shop."""
    seen = reading.read(shop, now)
    placed = ordered.placed(shop, seen.newest, now)
    # Older orders may have had a complaint that is not read any more: they would count as parcels without one.
    since = datetime.min.replace(tzinfo=UTC) if seen.is_whole else seen.since
    parcels = ordered.parcels(shop, placed, since, rules=rules, now=now)
    return {
        "form": FORM,
        "read": {"cases": len(seen.newest), "of": seen.of, "since": seen.since.isoformat()},
        **_flow(shop, seen, rules, now),
        **_causes(shop, seen.newest, rules, now),
        "lanes": lanes(parcels, shop.currency, rules=rules, now=now),
        **_goods(placed, ordered.lots(shop, since), shop, rules, now),
        **_agents(seen.newest, rules, now),
        **_promotions(shop, rules, now),
    }


def _flow(shop: Shop, seen: reading.Read, rules: Rulebook, now: datetime) -> Told:
    """Return the digests, what rises or is over its line, and the hours at which most come."""
    found = reading.events(shop, seen, rules=rules, now=now)
    orders = reading.orders_by_day(shop, rules=rules, now=now)
    digests = {
        kind: to_builtins(
            digest(
                seen.stirred, period(kind, zone=shop.zone, at=now), rules=rules, zone=shop.zone, at=now
            ).says
        )
        for kind in ("day", "week")
    }
    usual = reading.has_history(found, rules=rules, now=now)
    raised = [
        one
        for one in alerts(found, orders, rules=rules, zone=shop.zone, at=now)
        if usual or one.kind == "line"
    ]
    return {
        "digests": digests,
        "alerts": [{"kind": one.kind, "claim": one.claim, "says": one.says} for one in raised],
        "orders": sum(orders.values()),
        "has_history": usual,
        "events": len(found),
        "hours": reading.by_hour(found, shop.zone),
        "peaks": [
            {"hour": one.hour, "of_all": not one.claim and not one.cause, "says": one.says}
            for one in peaks(found, rules=rules, zone=shop.zone, at=now)
        ],
    }


def _causes(shop: Shop, files: Sequence[CaseFile], rules: Rulebook, now: datetime) -> Told:
    causes = count_causes(files)
    proposed = improvements(files, rules=rules, at=now)
    done = Improvement.objects.filter(shop_key=shop.key, done_at__isnull=False).order_by("-id")[:MOST_CAUSES]
    return {
        "causes": [_cause(cause) for cause in causes[:MOST_CAUSES]],
        "proposals": [
            _cause(item.cause)
            | {"owner": rules.lines.owner(item.cause.claim), "due_on": item.due_on.isoformat()}
            | {"measure": item.measure, "says": item.says}
            for item in proposed[:MOST_CAUSES]
        ],
        "effects": {str(one.pk): _effect(one, shop, files, rules, now) for one in done},
    }


def _cause(cause: Cause) -> Told:
    return {
        "claim": cause.claim,
        "cause": cause.cause,
        "cases": cause.cases,
        "cost": sorted(cause.cost.items()),
        "lessons": [lesson for lesson in cause.lessons if lesson][:3],
    }


def _effect(item: Improvement, shop: Shop, files: Iterable[CaseFile], rules: Rulebook, now: datetime) -> Told:
    assert item.done_at is not None
    mended = Cause(shop.platform, item.claim, item.cause, 0, {}, ())
    found = effect(mended, files, item.done_at, rules=rules, at=now)
    return {"verdict": found.verdict, "says": found.says}


def lanes(found: Iterable[Parcel], currency: str, *, rules: Rulebook, now: datetime) -> list[Told]:
    """Return each lane with its carriers' cards and what can be said of them; none where no cost is known."""
    try:
        cards = scorecards(count(found), rules=rules, currency=currency, at=now)
    except NoSuch:  # nobody said what a late parcel costs in this currency
        return []
    by_lane: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        by_lane.setdefault(card.lane, []).append(card)
    chosen = {choice.lane: choice for choice in choose(cards, rules=rules, at=now)}
    busiest = sorted(by_lane, key=lambda lane: (-sum(card.parcels for card in by_lane[lane]), lane))
    return [
        {"lane": list(lane), "choice": to_builtins(chosen[lane]), "cards": to_builtins(by_lane[lane])}
        for lane in busiest[:MOST_LANES]
    ]


def _goods(
    files: Sequence[CaseFile], sold: Mapping[Lot, int], shop: Shop, rules: Rulebook, now: datetime
) -> Told:
    """Return how each supplier's goods do, the lots that are bad beyond chance, and what to do about their orders."""
    lots = count_lots(files, sold)
    problems = problem_lots(lots, rules=rules, at=now)
    listed = recall(problems, ordered.pieces(shop, problems))
    return {
        "suppliers": to_builtins(score_suppliers(lots, rules=rules, at=now)),
        "lots": [{"lot": one.count.lot, "says": one.says} for one in problems],
        "recalls": [{"order_id": one.order_id, "deed": one.deed, "says": one.says} for one in listed],
    }


def _agents(files: Iterable[CaseFile], rules: Rulebook, now: datetime) -> Told:
    works = [work for file in files if (work := work_of(file, rules=rules, at=now))]
    told = performance(works, rules=rules, at=now)
    points = coaching(told, works, rules=rules, at=now)
    return {"agents": to_builtins(told), "points": to_builtins(points)}


def _promotions(shop: Shop, rules: Rulebook, now: datetime) -> Told:
    """Return the promotions of a shop that run or are to come, and what is wrong with them."""
    ours = promotions_of(shop, rules.promotions, at=now)
    law = rules.platform(shop.platform).meta.law
    return {
        "promotions": [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "starts_at": one.starts_at.isoformat(),
                "ends_at": one.ends_at.isoformat(),
                "goods": list(one.goods),
                "conditions": one.conditions,
                "runs": one.starts_at <= now,
            }
            for one in ours
        ],
        "flaws": to_builtins(
            check(ours, ordered.sold(shop, now) if ours else (), rules=rules, law=law, at=now)
        ),
    }


def of_agent(told: Mapping[str, Any], person: str) -> Told:
    """Return what was reckoned of one agent alone."""
    return {
        "agents": [one for one in told.get("agents", ()) if one["agent"] == person],
        "points": [one for one in told.get("points", ()) if one["agent"] == person],
    }
