"""How does each carrier do on each lane, how sure is that, and what does it cost for each parcel?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from math import sqrt

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.quantities import Moment
from hejie.casefile.shares import FLAT, Share, pooled_rates, pooled_shares
from hejie.casefile.templates import listed, tell
from hejie.casefile.vocabulary import CLAIMS
from hejie.casefile.writing import Figure
from hejie.rulebook import Rulebook

MEASURES = ("late", "damaged", "lost", "disputed", "unhappy")
LABELS = {
    "late": {"zh-CN": "迟到", "en": "late"},
    "damaged": {"zh-CN": "破损", "en": "damaged"},
    "lost": {"zh-CN": "丢失", "en": "lost"},
    "disputed": {"zh-CN": "纠纷", "en": "disputed"},
    "unhappy": {"zh-CN": "不满意", "en": "unhappy buyers"},
}
_SAYS = {
    "zh-CN": "{carrier}，{lane}：{parcels} 个包裹；{scores}[。{caution}]。",
    "en": "{carrier}, {lane}: {parcels:parcel/parcels}; {scores}[. {caution}].",
}
_SCORE = {"zh-CN": "{measure} {share}（{low} 至 {high}）", "en": "{measure} {share} ({low} to {high})"}
_NEXT = {"zh-CN": "，", "en": ", "}
_ONLY_DISPUTED = {
    "zh-CN": "只统计了有纠纷的包裹，比例不能当作全部",
    "en": "Only disputed parcels were counted, so these are no shares of all",
}
_HALF, _ALIKE = 0.5, (2.0, 200.0)  # not a rule: a guess stays below a half; how alike factors may be
_PERCENT = 100  # not a rule: percent

Lane = tuple[str, str]  # the region it leaves and the region it goes to


class Parcel(Struct, frozen=True):
    """One parcel that arrived or did not. None is not known: it then counts in no rate of that kind."""

    carrier: str
    origin: str
    destination: str
    late: bool | None = None
    damaged: bool = False
    lost: bool = False
    disputed: bool = False
    unhappy: bool | None = None


class Counts(Struct, frozen=True):
    """What was counted of a carrier on a lane: for each measure how many, and of how many it was known."""

    carrier: str
    lane: Lane
    parcels: int
    hits: Mapping[str, int]
    tries: Mapping[str, int]


class Score(Struct, frozen=True):
    """One measure: what was counted, the share to reckon with, and the span it lies in."""

    measure: str
    count: int
    of: int
    share: float
    low: float
    high: float


class Card(Struct, frozen=True):
    """A carrier on a lane. `cost` is what goes wrong costs for each parcel, in minor units, give or take `doubt`.

    The freight is not in it. `spread` is the doubt of a single parcel: the doubt of many shrinks with its root.
    """

    carrier: str
    lane: Lane
    parcels: int
    scores: tuple[Score, ...]
    cost: float
    doubt: float
    spread: float
    says: Mapping[str, str]


def parcel_of(file: CaseFile, *, rules: Rulebook, at: datetime) -> Parcel | None:
    """Return the parcel of a case, or None where its carrier or its lane is not known. It is always a disputed one."""
    told = {
        name: str(fact.value)
        for name in ("carrier", "origin", "destination")
        if (fact := file.facts.get(name)) and fact.value
    }
    if len(told) < len(("carrier", "origin", "destination")):
        return None
    state = file.facts.get("parcel_state")
    where = str(state.value) if state and state.value else ""
    rating, happy = file.facts.get("rating"), rules.parameter("team.carriers.happy", on=at.date()) or 0
    return Parcel(
        **told,
        late=_late(file),
        damaged=file.claim == "damaged" or where == "damaged",
        lost=where in ("lost", "stolen") or _is_true(file, "loss_confirmed"),
        disputed=file.claim in CLAIMS,
        unhappy=int(rating.value) < happy if rating and isinstance(rating.value, int) else None,
    )


def count(parcels: Iterable[Parcel]) -> tuple[Counts, ...]:
    """Return the counts by carrier and lane. All parcels of a lane belong in here, not only the disputed ones."""
    groups: dict[tuple[str, Lane], list[Parcel]] = defaultdict(list)
    for parcel in parcels:
        groups[parcel.carrier, (parcel.origin, parcel.destination)].append(parcel)
    return tuple(
        Counts(
            carrier,
            lane,
            len(group),
            {name: sum(getattr(parcel, name) is True for parcel in group) for name in MEASURES},
            {name: sum(getattr(parcel, name) is not None for parcel in group) for name in MEASURES},
        )
        for (carrier, lane), group in sorted(groups.items())
    )


def scorecards(counts: Sequence[Counts], *, rules: Rulebook, currency: str, at: datetime) -> tuple[Card, ...]:
    """Return a card for each carrier on each lane, by lane, the cheapest first.

    Few parcels are pulled towards what the carrier does on all lanes and what all carriers do on this lane: so
    three lucky parcels make no champion. Raises NoSuch where nobody said what a late parcel costs in the currency.
    """
    weights = {
        name: rules.parameter(f"team.carriers.{name}.{currency.lower()}", on=at.date()) or 0
        for name in MEASURES
    }
    sure = (rules.parameter("team.carriers.span", on=at.date()) or 0) / _PERCENT
    beliefs = {name: _beliefs(name, counts, rules, at) for name in MEASURES}
    cards = [
        _card(one, {name: beliefs[name][place] for name in MEASURES}, weights, sure)
        for place, one in enumerate(counts)
    ]
    return tuple(sorted(cards, key=lambda card: (card.lane, card.cost, card.carrier)))


def _beliefs(name: str, counts: Sequence[Counts], rules: Rulebook, at: datetime) -> list[Share]:
    """Return what to believe of one measure of each carrier on each lane."""
    least, most = (
        rules.parameter(f"team.carriers.prior_{end}", on=at.date()) or 1 for end in ("least", "most")
    )
    seen = [(one.hits[name], one.tries[name]) for one in counts]
    whole = FLAT.seen(sum(hits for hits, _ in seen), sum(tries for _, tries in seen)).mean
    carriers = _effects([one.carrier for one in counts], seen, [whole] * len(seen))
    usual = [min(_HALF, whole * carriers[one.carrier]) for one in counts]
    lanes = _effects([one.lane for one in counts], seen, usual)
    usual = [min(_HALF, guess * lanes[one.lane]) for guess, one in zip(usual, counts, strict=True)]
    return pooled_shares(seen, usual, least, most)


def _effects(
    keys: Sequence[Hashable], seen: Sequence[tuple[int, int]], usual: Sequence[float]
) -> Mapping[Hashable, float]:
    """Return by which factor each key's cases differ from what was usual, as far as that can be believed."""
    found: dict[Hashable, float] = defaultdict(float)
    awaited: dict[Hashable, float] = defaultdict(float)
    for key, (hits, tries), guess in zip(keys, seen, usual, strict=True):
        found[key] += hits
        awaited[key] += tries * guess
    rates = pooled_rates([(found[key], awaited[key]) for key in found], *_ALIKE)
    return dict(zip(found, (rate.mean for rate in rates), strict=True))


def _card(one: Counts, beliefs: Mapping[str, Share], weights: Mapping[str, int], sure: float) -> Card:
    scores = tuple(
        Score(name, one.hits[name], one.tries[name], belief.mean, *belief.between(sure))
        for name, belief in beliefs.items()
    )
    cost = sum(weights[name] * belief.mean for name, belief in beliefs.items())
    doubt = sum(weights[name] ** 2 * belief.variance for name, belief in beliefs.items())
    spread = sum(weights[name] ** 2 * belief.mean * (1 - belief.mean) for name, belief in beliefs.items())
    only_disputed = one.hits["disputed"] == one.parcels
    says = tell(
        _SAYS,
        carrier=one.carrier,
        lane=" → ".join(one.lane),
        parcels=one.parcels,
        scores=listed(map(_told, scores), _NEXT),
        caution=_ONLY_DISPUTED if only_disputed else "",
    )
    return Card(one.carrier, one.lane, one.parcels, scores, cost, sqrt(doubt), sqrt(spread), says)


def _told(score: Score) -> dict[str, str]:
    share, low, high = (Figure(part, is_share=True) for part in (score.share, score.low, score.high))
    return tell(_SCORE, measure=LABELS[score.measure], share=share, low=low, high=high)


def _late(file: CaseFile) -> bool | None:
    promised, signed = (file.facts.get(name) for name in ("promised_delivery_by", "signed_at"))
    if promised is None or not isinstance(promised.value, Moment):
        return None
    if signed is None or not isinstance(signed.value, Moment):
        return None
    return signed.value.at > promised.value.at


def _is_true(file: CaseFile, name: str) -> bool:
    fact = file.facts.get(name)
    return fact is not None and fact.value is True
