"""Which suppliers and lots bring complaints beyond chance, and which orders must be stopped or warned?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.shares import FLAT, Rate, at_least, discoveries, pooled_shares
from hejie.casefile.templates import tell
from hejie.casefile.writing import Figure
from hejie.rulebook import Rulebook

# Claims that speak of the goods themselves, not of the way they were sold or sent.
OF_THE_GOODS = frozenset(
    {"quality", "not_as_described", "size", "repair", "damaged", "exchange", "return_refund"}
)
_PERCENT = 100  # not a rule: percent

_SCORED = {
    "zh-CN": "{supplier}：{sold} 件中 {cases} 起商品投诉，约 {share}（{low} 至 {high}）。",
    "en": "{supplier}: {cases:complaint/complaints} about the goods in {sold:piece/pieces}, some {share} "
    "({low} to {high}).",
}
_PROBLEM = {
    "zh-CN": "批次 {lot}（{supplier}，{sku}）：{sold} 件中 {cases} 起投诉，按其他批次应约 {expected} 起，是 {times} 倍"
    "（{low} 至 {high} 倍）。先停售，抽检，再按名单处理。",
    "en": "Lot {lot} ({supplier}, {sku}): {cases:complaint/complaints} in {sold:piece/pieces} where other lots would "
    "bring {expected}: "
    "{times} times as many ({low} to {high}). Stop selling it, inspect it, then go through the list.",
}
_DEEDS = {
    "stop": {
        "zh-CN": "订单 {order}：含批次 {lot}，还没发出，换批次再发。",
        "en": "Order {order} holds lot {lot} and has not left: send it from another lot.",
    },
    "intercept": {
        "zh-CN": "订单 {order}：含批次 {lot}，在途中，先联系买家，再决定拦截或换货。",
        "en": "Order {order} holds lot {lot} and is on its way: talk to the buyer first, then stop or "
        "exchange it.",
    },
    "warn": {
        "zh-CN": "订单 {order}：含批次 {lot}，买家已收到，主动告知并提出退换。",
        "en": "Order {order} holds lot {lot} and has arrived: tell the buyer and offer to take it back "
        "or exchange it.",
    },
}
_BY_STATE = {"paid": "stop", "shipped": "intercept", "signed": "warn", "finished": "warn"}

Lot = tuple[str, str, str]  # supplier, article, lot number


class LotCount(Struct, frozen=True):
    """How many pieces of a lot were sold, and how many complaints about the goods came of them."""

    supplier: str
    sku: str
    lot: str
    sold: int
    cases: int

    @property
    def key(self) -> Lot:
        """What names the lot."""
        return self.supplier, self.sku, self.lot


class SupplierScore(Struct, frozen=True):
    """A supplier's goods: complaints of pieces sold, the share to reckon with, and the span it lies in."""

    supplier: str
    sold: int
    cases: int
    share: float
    low: float
    high: float
    says: Mapping[str, str]


class ProblemLot(Struct, frozen=True):
    """A lot that is bad beyond chance. `times` is how often the expected number came, within `low` and `high`."""

    count: LotCount
    expected: float
    chance: float
    times: float
    low: float
    high: float
    says: Mapping[str, str]


class Piece(Struct, frozen=True):
    """An order with a piece of a lot in it. `state` is the state of the order: paid, shipped, signed or finished."""

    order_id: str
    buyer: str
    supplier: str
    sku: str
    lot: str
    state: str


class Recall(Struct, frozen=True):
    """What is to be done about one order: stop, intercept or warn."""

    order_id: str
    buyer: str
    lot: Lot
    deed: str
    says: Mapping[str, str]


def lot_of(file: CaseFile) -> Lot | None:
    """Return the lot that a case's goods came from, or None where supplier, article or lot is not known."""
    told = [file.facts.get(name) for name in ("supplier", "sku", "lot")]
    if not all(fact is not None and fact.value for fact in told):
        return None
    supplier, sku, lot = (str(fact.value) for fact in told if fact is not None)
    return supplier, sku, lot


def count_lots(files: Iterable[CaseFile], sold: Mapping[Lot, int]) -> tuple[LotCount, ...]:
    """Return the complaints about the goods by lot. `sold` is how many pieces of each lot went out."""
    cases: dict[Lot, int] = defaultdict(int)
    for file in files:
        lot = lot_of(file)
        if lot is not None and file.claim in OF_THE_GOODS:
            cases[lot] += 1
    return tuple(LotCount(*lot, sold=pieces, cases=cases[lot]) for lot, pieces in sorted(sold.items()))


def score_suppliers(lots: Sequence[LotCount], *, rules: Rulebook, at: datetime) -> tuple[SupplierScore, ...]:
    """Return the score of each supplier, the worst first; few pieces are pulled towards what all bring."""
    sold: dict[str, int] = defaultdict(int)
    cases: dict[str, int] = defaultdict(int)
    for one in lots:
        sold[one.supplier] += one.sold
        cases[one.supplier] += min(one.cases, one.sold)
    if not sold:
        return ()
    seen = [(cases[name], sold[name]) for name in sold]
    whole = FLAT.seen(sum(cases.values()), sum(sold.values())).mean
    least, most = (_number(rules, f"prior_{end}", at) for end in ("least", "most"))
    sure = _number(rules, "span", at) / _PERCENT
    beliefs = dict(zip(sold, pooled_shares(seen, [whole] * len(seen), least, most), strict=True))
    scores = []
    for name, belief in beliefs.items():
        low, high = belief.between(sure)
        share, least_share, most_share = (Figure(part, is_share=True) for part in (belief.mean, low, high))
        shares = {"share": share, "low": least_share, "high": most_share}
        says = tell(_SCORED, supplier=name, sold=sold[name], cases=cases[name], **shares)
        scores.append(SupplierScore(name, sold[name], cases[name], belief.mean, low, high, says))
    return tuple(sorted(scores, key=lambda score: (-score.share, score.supplier)))


def problem_lots(lots: Sequence[LotCount], *, rules: Rulebook, at: datetime) -> tuple[ProblemLot, ...]:
    """Return the lots that are bad beyond chance, the most surprising first.

    Each lot is compared with the other lots of its article, and where those are few, with all goods. Whoever looks at
    a thousand lots finds some that look bad: of those returned only the share that the team allows is wrongly here.
    """
    if not lots:
        return ()
    awaited = [_expected(one, lots, _number(rules, "prior_least", at)) for one in lots]
    chances = [
        at_least(one.cases, known.mean * one.sold, known.count)
        for one, known in zip(lots, awaited, strict=True)
    ]
    standing = discoveries(chances, _number(rules, "false_share", at) / _PERCENT)
    least, sure = _number(rules, "least_cases", at), _number(rules, "span", at) / _PERCENT
    found = [
        _problem(lots[place], awaited[place], chances[place], sure)
        for place in standing
        if lots[place].cases >= least
    ]
    return tuple(sorted(found, key=lambda problem: (problem.chance, problem.count.key)))


def recall(problems: Iterable[ProblemLot], pieces: Iterable[Piece]) -> tuple[Recall, ...]:
    """Return what is to be done about each order that holds a piece of a problem lot, by lot and then by order."""
    bad = {problem.count.key for problem in problems}
    listed = []
    for piece in pieces:
        lot, deed = (piece.supplier, piece.sku, piece.lot), _BY_STATE.get(piece.state)
        if lot in bad and deed:
            says = tell(_DEEDS[deed], order=piece.order_id, lot=piece.lot)
            listed.append(Recall(piece.order_id, piece.buyer, lot, deed, says))
    return tuple(sorted(listed, key=lambda one: (one.lot, list(_DEEDS).index(one.deed), one.order_id)))


def _expected(one: LotCount, lots: Sequence[LotCount], worth: float) -> Rate:
    """Return what the other lots say of a piece: complaints, and the pieces they came of."""
    others = [lot for lot in lots if lot.key != one.key]
    whole = FLAT.seen(sum(lot.cases for lot in others), max(1, sum(lot.sold for lot in others))).mean
    alike = [lot for lot in others if lot.sku == one.sku]
    return Rate(whole * worth, worth).seen(sum(lot.cases for lot in alike), sum(lot.sold for lot in alike))


def _problem(one: LotCount, known: Rate, chance: float, sure: float) -> ProblemLot:
    expected = known.mean * one.sold
    believed = Rate(0.5, 0.0).seen(one.cases, expected)  # not a rule: Jeffreys' guess for a rate
    low, high = believed.between(sure)
    says = tell(
        _PROBLEM,
        lot=one.lot,
        supplier=one.supplier,
        sku=one.sku,
        sold=one.sold,
        cases=one.cases,
        expected=Figure(expected),
        times=Figure(one.cases / expected),
        low=Figure(low),
        high=Figure(high),
    )
    return ProblemLot(one, expected, chance, one.cases / expected, low, high, says)


def _number(rules: Rulebook, name: str, at: datetime) -> int:
    return rules.parameter(f"team.batches.{name}", on=at.date()) or 0
