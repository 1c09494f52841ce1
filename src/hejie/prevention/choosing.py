"""Which carrier should a lane use, is that sure enough to say, and how are its parcels shared out?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from math import ceil, sqrt
from statistics import NormalDist

import numpy as np
from msgspec import Struct

from hejie.casefile.shares import certainty
from hejie.casefile.templates import tell
from hejie.prevention.carriers import Card, Lane
from hejie.rulebook import Rulebook

_BEST = {
    "zh-CN": "{lane}：{carrier}最好，把握 {chance}。",
    "en": "{lane}: {carrier} is the best, {chance} sure.",
}
_OPEN = {
    "zh-CN": "{lane}：还分不清。{carrier}目前看最好，把握只有 {chance}[；各家再发约 {more} 个包裹可见分晓]。",
    "en": "{lane}: not enough is known. {carrier} looks best so far, only {chance} sure"
    "[; about {more:more parcel/more parcels} with each would settle it].",
}
_EQUAL = {
    "zh-CN": "{lane}：{carrier}与{rival}不相上下，再多包裹也难分，按价格与服务选。",
    "en": "{lane}: {carrier} and {rival} are as good as each other; choose by price and service.",
}
_ONE = {
    "zh-CN": "{lane}：只有{carrier}，无从比较。",
    "en": "{lane}: {carrier} is the only one; nothing to compare.",
}

# not a rule: how finely a distribution is cut, how far it reaches, and what a percent is
_CUTS, _REACH, _PERCENT, _LEAST = 401, 8.0, 100, 1e-9


class Choice(Struct, frozen=True):
    """What can be said of a lane. `best` is empty while it is not sure enough; `leading` looks best so far.

    `chances` is how likely each carrier is the best. `more` is how many more parcels with each of the first two would
    settle it; None where it is settled, where there is nothing to settle, or where no number of parcels would.
    `try_next` is who should get parcels now, so that the lane learns.
    """

    lane: Lane
    best: str
    leading: str
    chances: Mapping[str, float]
    more: int | None
    try_next: str
    says: Mapping[str, str]


class Portion(Struct, frozen=True):
    """How many of a lane's parcels a carrier gets."""

    carrier: str
    parcels: int


def choose(cards: Sequence[Card], *, rules: Rulebook, at: datetime) -> tuple[Choice, ...]:
    """Return what can be said of each lane's carriers, by lane."""
    ordered = sorted(cards, key=lambda card: (card.lane, card.cost, card.carrier))
    lanes = (tuple(group) for _, group in groupby(ordered, key=lambda card: card.lane))
    return tuple(_choice(lane, rules, at) for lane in lanes)


def share_out(cards: Sequence[Card], parcels: int, *, rules: Rulebook, at: datetime) -> tuple[Portion, ...]:
    """Return how a lane's parcels are shared among its carriers, the most promising first, none with too many.

    Doubt counts in favour of a carrier, a little: who is never tried is never known. The last takes what is left.
    """
    most = (rules.parameter("team.carriers.most_share", on=at.date()) or _PERCENT) / _PERCENT
    ranked = sorted(cards, key=lambda card: (_hopeful(card, rules, at), card.carrier))
    left, portions = parcels, []
    for place, card in enumerate(ranked):
        alone = place == len(ranked) - 1
        given = left if alone else min(left, ceil(parcels * most))
        left -= given
        portions.append(Portion(card.carrier, given))
    return tuple(portions)


def chances_of_being_least(means: Sequence[float], doubts: Sequence[float]) -> tuple[float, ...]:
    """Return how likely each of several uncertain costs is the lowest; they sum to 1.

    Each cost is believed to lie like a gamma around its mean: never below nothing, with the longer tail above.
    """
    mean = np.asarray(means, dtype=float)
    doubt = np.maximum(np.asarray(doubts, dtype=float), _LEAST * (1 + mean))
    steps = np.linspace(-_REACH, _REACH, _CUTS)
    grid = np.unique(np.maximum(mean[:, None] + steps * doubt[:, None], _LEAST))
    shape, scale = ((mean / doubt) ** 2)[:, None], (doubt**2 / mean)[:, None]
    heights = (shape - 1) * np.log(grid) - grid / scale
    mass = np.exp(heights - heights.max(axis=1, keepdims=True)) * np.gradient(grid)
    mass /= mass.sum(axis=1, keepdims=True)
    above = 1 - np.cumsum(mass, axis=1) + mass / 2  # half of the cell itself
    others = np.array([np.prod(np.delete(above, place, axis=0), axis=0) for place in range(len(mean))])
    chances = (mass * others).sum(axis=1)
    return tuple((chances / chances.sum()).tolist())


def _choice(cards: tuple[Card, ...], rules: Rulebook, at: datetime) -> Choice:
    first, lane = cards[0], " → ".join(cards[0].lane)
    if len(cards) == 1:
        says = tell(_ONE, lane=lane, carrier=first.carrier)
        return Choice(first.lane, "", first.carrier, {first.carrier: 1.0}, None, first.carrier, says)
    told = chances_of_being_least([card.cost for card in cards], [card.doubt for card in cards])
    chances = dict(zip((card.carrier for card in cards), told, strict=True))
    wanted = (rules.parameter("team.carriers.sure", on=at.date()) or _PERCENT) / _PERCENT
    leading = max(cards, key=lambda card: chances[card.carrier])
    rival = min((card for card in cards if card is not leading), key=lambda card: card.cost)
    hopeful = min(cards, key=lambda card: (_hopeful(card, rules, at), card.carrier)).carrier
    if chances[leading.carrier] >= wanted:
        says = tell(_BEST, lane=lane, carrier=leading.carrier, chance=certainty(chances[leading.carrier]))
        return Choice(first.lane, leading.carrier, leading.carrier, chances, None, hopeful, says)
    more = _more(leading, rival, wanted, rules.parameter("team.carriers.most_parcels", on=at.date()) or 0)
    template = _OPEN if more is not None else _EQUAL
    says = tell(
        template,
        lane=lane,
        carrier=leading.carrier,
        rival=rival.carrier,
        chance=certainty(chances[leading.carrier]),
        more=more or "",
    )
    return Choice(first.lane, "", leading.carrier, chances, more, hopeful, says)


def _hopeful(card: Card, rules: Rulebook, at: datetime) -> float:
    return card.cost - card.doubt * (rules.parameter("team.carriers.optimism", on=at.date()) or 0) / _PERCENT


def _more(leading: Card, rival: Card, wanted: float, most: int) -> int | None:
    """Return how many more parcels with each would tell the two apart, if they go on as they seem to be."""
    gap = abs(rival.cost - leading.cost)
    reach = NormalDist().inv_cdf(wanted)

    def is_told(parcels: int) -> bool:
        doubt = sqrt(_after(leading, parcels) + _after(rival, parcels))
        return gap >= reach * doubt

    if not is_told(most):
        return None
    few, many = 0, most
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if is_told(half) else (half, many)
    return many


def _after(card: Card, parcels: int) -> float:
    """Return the squared doubt of a cost after so many more parcels."""
    if not card.spread or not card.doubt:
        return 0.0
    known = (card.spread / card.doubt) ** 2  # how many parcels the present doubt is worth
    return float(card.spread**2 / (known + parcels))
