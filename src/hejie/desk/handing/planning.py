"""In which order is the desk's work to be done, and for whom is each case meant? The worker asks; pages only read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Max

from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.handing import duty, outlook
from hejie.desk.models import CaseIndex, Entry, Planned, Pricing
from hejie.dispatch.assigning import Agent, Needs, fits, share_out
from hejie.dispatch.capacity import ahead_of, in_blocks
from hejie.dispatch.escalating import LEVELS
from hejie.dispatch.ordering import COMMON, Place, Waits, placed, priced
from hejie.dispatch.planning import Prices

SOON, AGAIN = (
    timedelta(seconds=4),
    timedelta(seconds=60),
)  # of the machine: how often a plan is looked at again
SHARE = 10  # a plan may take a tenth of the time of one processor at most
BLOCK = 3  # hours of a block of the forecast
UNTIMED = timedelta(days=30)  # where no clock of ours runs: only the buyer's patience counts
FIELDS = (
    "id", "case_id", "claim", "stake_minor", "currency", "due_at", "stepped_in", "platform", "shop_key", "language",
    "assignee", "escalated_to",
)  # fmt: skip
NOBODY = "@nobody"  # no account has such a name: nobody on duty can do it
Row = dict[str, Any]


class Planner:
    """Makes the plan again when something happened, now and then, and never more often than it can afford."""

    def __init__(self) -> None:
        self.not_before = datetime.min.replace(tzinfo=UTC)

    def renew(self, now: datetime) -> bool:
        """Make the plan again if it is due and no other worker does; tell whether it was made."""
        if now < self.not_before:
            return False
        last = Pricing.objects.get_or_create(id=1)[0]
        entry, here = Entry.objects.aggregate(Max("id"))["id__max"] or 0, duty.here(now)
        if not _is_due(last, entry, here, now) or not _claimed(last, entry, here, now):
            return False
        began = time.perf_counter()
        plan(last, here, now)
        self.not_before = now + max(SOON, timedelta(seconds=SHARE * (time.perf_counter() - began)))
        return True


def plan(last: Pricing, here: Sequence[str], now: datetime) -> int:
    """Make the plan of the cases that wait for us, and return how many there are in it.

    Prices of minutes are reckoned anew every now and then or when many came in, and in between they go on from there.
    """
    rules = house.rules()
    rows = _waiting(rules.parameter("team.dispatch.planned", on=now.date()) or 1)
    cases = list(_as_cases(rows, now))
    prices = _prices(last, cases, now)
    places = placed(cases, prices, rules=rules, at=now)
    by_id = {row["case_id"]: row for row in rows}
    ordered = [(place, by_id[place.case_id]) for place in places]
    team = duty.team(here, now)
    meant = _meant(list(_needing(ordered, here, now)), team)
    kept = [
        _kept(number, place, row, meant.get(place.case_id, str(row["assignee"])))
        for number, (place, row) in enumerate(ordered, 1)
    ]
    with transaction.atomic():
        Planned.objects.all().delete()
        Planned.objects.bulk_create(kept, batch_size=500)
    return len(kept)


def _is_due(last: Pricing, entry: int, here: Sequence[str], now: datetime) -> bool:
    if last.at is None or now - last.at >= AGAIN:
        return True
    changed = last.entry != entry or last.here != ",".join(here)
    return changed and now - last.at >= SOON


def _claimed(last: Pricing, entry: int, here: Sequence[str], now: datetime) -> bool:
    mine = Pricing.objects.filter(id=1, at=last.at) if last.at else Pricing.objects.filter(id=1, at=None)
    return bool(mine.update(at=now, entry=entry, here=",".join(here)))


def _waiting(most: int) -> list[Row]:
    """Return the cases in front of us: the most urgent ones, and of the others those with the most at stake."""
    due = CaseIndex.objects.filter(queue="due")
    urgent = list(due.order_by("sort_at", "id").values(*FIELDS)[: most // 2])
    if len(urgent) < most // 2:
        return urgent
    dear = due.exclude(stake_minor=None).order_by("-stake_minor").values(*FIELDS)[: most // 2]
    return list({row["case_id"]: row for row in (*urgent, *dear)}.values())


def _as_cases(rows: Iterable[Row], now: datetime) -> Iterator[Waits]:
    listed = list(rows)
    usual = _usual(listed)
    for row in listed:
        known, currency = row["stake_minor"], row["currency"] or COMMON
        stake = known if known is not None else usual.get((row["claim"], currency), 0)
        due_at = row["due_at"] or now + UNTIMED
        yield Waits(
            row["case_id"], row["claim"], Money(stake, currency), due_at, row["stepped_in"], known is None
        )


def _usual(rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Return the usual stake of each claim in each currency, for those of which nobody knows the amount."""
    known: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row["stake_minor"] is not None:
            known.setdefault((row["claim"], row["currency"] or COMMON), []).append(row["stake_minor"])
    return {key: round(median(stakes)) for key, stakes in known.items()}


def _prices(last: Pricing, cases: Sequence[Waits], now: datetime) -> Prices | None:
    """Return the prices of minutes: those kept, as they stand now, or new ones that go on from them."""
    kept = _kept_prices(last, now)
    newest = CaseIndex.objects.aggregate(Max("id"))["id__max"] or 0
    if kept and last.priced_at and not _stale(last, newest, now):
        return kept
    rules = house.rules()
    horizon = rules.parameter("team.dispatch.horizon", on=now.date()) or 1
    people = outlook.at_work(now, horizon)
    if not people.any():
        return None  # nobody is expected: the index decides
    minutes = in_blocks(outlook.in_minutes(people, now), BLOCK)
    ahead = ahead_of(outlook.coming(CaseIndex.objects.all(), now, horizon).expected(BLOCK), minutes)
    prices = priced(cases, ahead, rules=rules, at=now, before=kept)
    Pricing.objects.filter(id=1).update(
        priced_at=now, opened=newest, hours=prices.hours.tolist(), prices=prices.per_minute.tolist()
    )
    return prices


def _kept_prices(last: Pricing, now: datetime) -> Prices | None:
    if not last.prices or last.priced_at is None:
        return None
    before = Prices(np.array(last.hours, dtype=np.float64), np.array(last.prices, dtype=np.float64))
    return before.after((now - last.priced_at).total_seconds() / 3600)


def _stale(last: Pricing, newest: int, now: datetime) -> bool:
    rules, on = house.rules(), now.date()
    after = timedelta(minutes=rules.parameter("team.dispatch.replan", on=on) or 1)
    many = rules.parameter("team.dispatch.newcomers", on=on) or 1
    return last.priced_at is None or now - last.priced_at >= after or newest - last.opened >= many


def _needing(
    ordered: Iterable[tuple[Place, Row]], here: Sequence[str], now: datetime
) -> Iterator[tuple[str, Needs]]:
    """Yield who is to be found for which case: nobody has it, or who has it is away while its deadline is near."""
    rules = house.rules()
    near = timedelta(hours=rules.parameter("team.escalate_near", on=now.date()) or 0)
    for place, row in ordered:
        close = row["due_at"] is not None and row["due_at"] - now <= near
        if not row["assignee"] or (close and row["assignee"] not in here):
            yield place.case_id, needs_of(row)


def _meant(needing: Sequence[tuple[str, Needs]], team: Sequence[Agent]) -> dict[str, str]:
    """Return for whom each case is meant: somebody by name, anybody where all are full, NOBODY where none can do it."""
    shared = share_out(needing, team)
    told = {case_id: fit.agent for case_id, fit in shared.items()}
    for case_id, needs in needing:
        if case_id not in told:
            told[case_id] = "" if not team or any(fits(needs, agent) for agent in team) else NOBODY
    return told


def needs_of(row: Row) -> Needs:
    """Return what a case asks of whoever works on it."""
    level = LEVELS.index(row["escalated_to"]) if row["escalated_to"] in LEVELS else 0
    skills = house.rules().dispatching.skills.get(row["claim"], ())
    return Needs(row["language"], row["platform"], skills, shop=row["shop_key"], level=level)


def _kept(number: int, place: Place, row: Row, meant_for: str) -> Planned:
    turn = place.turn
    return Planned(
        case_id=row["id"],
        place=number,
        meant_for=meant_for,
        held_by=row["assignee"],
        stake=turn.stake.minor,
        currency=turn.stake.currency,
        minutes=round(turn.minutes),
        by_minute=turn.by_minute.minor,
        price=turn.price.minor if turn.price else None,
        guessed=turn.guessed,
        too_late=turn.too_late,
    )
