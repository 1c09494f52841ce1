"""What could be said to the buyer now: each remedy at each sum it may have, fair or not, and by whose leave?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hejie.casefile.entries.deciding import NOT_REFUSABLE, OURS_TO_BEAR
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage
from hejie.remedy.acceptance import Grid
from hejie.remedy.authority import Limits, Permission, permission
from hejie.remedy.floor import below_floor
from hejie.remedy.pricing import Price, Prices, price
from hejie.remedy.rulings import OURS, SPLIT, still_to_spend
from hejie.remedy.talk import satisfied
from hejie.rulebook.handbook import Remedy, holds
from hejie.rulebook.settlement import LARGEST, Acceptance

ADVICE, REFUSAL = "handling", "prove_and_refuse"
Circumstances = Mapping[str, str | bool | None]


class Move(Struct, frozen=True):
    """One thing that could be offered: the remedy at one sum, its price, what it satisfies, and what speaks against it.

    `spends` is what it costs from now on by the parts of SPLIT; `why_not` names the right that it falls short of.
    """

    remedy: Remedy
    price: Price
    spends: Grid
    worth: tuple[int, int]
    may: Permission
    why_not: str = ""


class Table(Struct, frozen=True):
    """What moves are made from: prices, circumstances, limits, who works on the case and what they granted before."""

    prices: Prices
    now: Circumstances
    bounds: Limits
    role: Role
    before: int

    @property
    def acceptance(self) -> Acceptance:
        """The law of acceptance in force."""
        return self.prices.rules.acceptance


def moves(remedies: Iterable[Remedy], table: Table) -> list[Move]:
    """Return every move that the platform allows for the claim, the unfair ones marked."""
    fit = [
        remedy
        for remedy in remedies
        if _fits(remedy, table.now) and not _leaves_what_is_back(remedy, table.now)
    ]
    return [
        _move(remedy, gives, table)
        for remedy in _worth_returning(fit, table)
        for gives in _sums(remedy, table)
    ]


def _fits(remedy: Remedy, now: Circumstances) -> bool:
    """Tell whether a remedy may fit: its circumstances may yet turn out so, but what must be there is there now."""
    needed = {name for name, wanted in remedy.when.items() if name == ADVICE or wanted == ("known",)}
    return holds(remedy.when, now) is not False and all(now.get(name) is not None for name in needed)


def _leaves_what_is_back(remedy: Remedy, now: Circumstances) -> bool:
    """Tell whether a remedy would leave goods with the buyer that lie here already, and can be sold again (T9)."""
    back = now.get("stage") == Stage.RETURN_INSPECTION and now.get("item_resaleable") is not False
    return back and remedy.keeps_goods and not {"return_refund", "explanation"} & set(remedy.wants)


def _worth_returning(remedies: list[Remedy], table: Table) -> Iterator[Remedy]:
    """Yield the remedies, without those that ask back, at our freight, what costs more to bring than it is worth."""
    keeps = any(remedy.keeps_goods and "refund_only" in remedy.wants for remedy in remedies)
    dear = keeps and table.now.get("freight_payer") != "buyer" and return_costs_more(table.prices)
    for remedy in remedies:
        asks_back = not remedy.keeps_goods and any(cost.part == "freight_back" for cost in remedy.costs)
        if not (dear and asks_back):
            yield remedy


def return_costs_more(prices: Prices) -> bool:
    """Tell whether the way back costs more than the goods are worth to us."""
    freight = prices.fact("freight_back") or prices.flat("team.estimate.freight")
    goods = prices.fact("goods_cost") or prices.share("team.estimate.goods")
    return freight.minor > goods.minor


def _sums(remedy: Remedy, table: Table) -> Iterator[Money | None]:
    """Yield the sums a remedy may have, in the steps of the grid; None for the one it always has."""
    if not {"least", "most"} <= remedy.range.keys():
        yield None
        return
    prices, step = table.prices, table.acceptance.step
    least, most = (prices.rules.parameter(remedy.range[end], on=prices.day) or 0 for end in ("least", "most"))
    for share in range(-(-least // step) * step, most + 1, step):
        yield prices.amount.percent(share)


def _move(remedy: Remedy, gives: Money | None, table: Table) -> Move:
    prices = table.prices
    priced = price(remedy, prices, table.now, gives)
    may = permission(remedy, priced.gives, table.bounds, table.role, table.before)
    spends = still_to_spend(priced)
    if not may.granted:
        percent = prices.rules.parameter("team.settlement.approval", on=prices.day) or 0
        spends[SPLIT.index("handling")] += prices.amount.minor * percent / LARGEST
    worth = satisfied(remedy.id, priced.gives, prices.amount, table.acceptance)
    return Move(remedy, priced, spends, worth, may, _unfair(remedy, priced.gives, table))


def _unfair(remedy: Remedy, gives: Money, table: Table) -> str:
    """Return the right that a move falls short of, or an empty string."""
    answers = table.prices.answers
    short = below_floor(remedy, answers.get("entitlement"), gives, answers.get("penalty"))
    if short and not remedy.invites:
        return short
    refusable, liable = answers.get("refusable"), answers.get("liability")
    at_fault = liable.outcome if liable else None
    if REFUSAL in remedy.carries_out:
        stands = (
            at_fault is not None and at_fault not in OURS and (refusable is None or refusable.outcome != "no")
        )
        return "" if stands else NOT_REFUSABLE
    if not set(remedy.wants) <= {"explanation"}:
        return ""
    if holds(remedy.when, table.now) is None:
        return NOT_REFUSABLE  # to explain the complaint away before it is judged is a refusal too (P3)
    return OURS_TO_BEAR if at_fault in OURS else ""
