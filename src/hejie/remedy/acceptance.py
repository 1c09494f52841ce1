"""How likely does a buyer accept an offer, given the offers they have refused?"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook.settlement import LARGEST, Acceptance, Worth

Grid = NDArray[np.float64]
WISHES = ("money", "goods")
_NEARLY_NONE = 1e-9  # not a rule: keeps a buyer nobody thought of from having no probability at all
_LOGISTIC = float(np.pi / np.sqrt(3))  # not a rule: a logistic bell has this slope where its spread is 1
_MILLION = 1_000_000  # not a rule: cells of a learned law are kept as whole millionths


class Law(Struct, frozen=True):
    """The law of one segment: who the buyer may be, and what a refusal leads to.

    `mass[wish, cell]` is the probability of a buyer with this wish whose least acceptable share of the price is
    `cell` steps. An offer is taken when it is worth at least that, so a better offer is never refused more often.
    `escalate` and `give_up` are the shares of refusals that end there, by round; `firm` the share that goes to the
    platform when nothing (more) is offered.
    """

    mass: Grid
    escalate: tuple[float, ...]
    give_up: tuple[float, ...]
    firm: float

    @property
    def cells(self) -> int:
        """How many cells the grid has."""
        return int(self.mass.shape[1])

    def leaves(self, number: int) -> tuple[float, float]:
        """Return how many of those who refuse escalate and give up in a round, counted from 0."""
        return (
            self.escalate[min(number, len(self.escalate) - 1)],
            self.give_up[min(number, len(self.give_up) - 1)],
        )


def segment(table: Acceptance, claim: str, minor: int, currency: str) -> str:
    """Return the name of the segment of a case: its family of complaints and its price band."""
    return f"{table.by_claim.get(claim) or [*table.reasons][-1]}.{table.band(minor, currency)}"


def law_of(table: Acceptance, name: str) -> Law:
    """Return the law of a segment: what the shop has learned where a person switched it on, else the first guess."""
    known = table.learned
    if known and name in known.cells:
        mass = np.array(known.cells[name], dtype=np.float64).reshape(len(WISHES), -1) / _MILLION
        leaves = _shares(known.escalate[name]), _shares(known.give_up[name])
        return Law(mass / mass.sum(), *leaves, _shares(known.firm[name])[0])
    return guess(table, name)


def guess(
    table: Acceptance, name: str, *, shift: float = 0, wider: float = 1, goods: float | None = None
) -> Law:
    """Return the first guess for a segment.

    What is doubted may be moved: the middle by `shift` percent of the price, the spread by a factor, and the share
    that wants the goods.
    """
    family, _, band = name.rpartition(".")
    reason = table.reasons[family]
    fair = reason.fair + table.band_shift[int(band)] + shift
    goods = reason.wants_goods / LARGEST if goods is None else goods
    middle = _spread(table, fair, reason.spread * wider)
    return Law(
        np.stack([(1 - goods) * middle, goods * middle]),
        _shares(table.escalate),
        _shares(table.give_up),
        table.firm / LARGEST,
    )


def worth_in_cells(worth: Worth, share: float, table: Acceptance) -> tuple[int, int]:
    """Return how many cells an offer satisfies, for each wish, where `share` of the price is paid in money.

    0 satisfies nobody, 1 those who want nothing, and so on.
    """
    found = []
    for rest, money in zip(worth.rest, worth.money, strict=True):
        percent = rest + money * share
        found.append(int(min(percent, LARGEST) / table.step + _NEARLY_NONE) + 1)
    return found[0], found[1]


def heard(law: Law, wish: str, share: float, table: Acceptance) -> Law:
    """Return the law after the buyer named a share of the price that would settle it: they need no more than that."""
    highest = int(-(-share * LARGEST // table.step))
    mass = law.mass.copy()
    mass[WISHES.index(wish), highest + 1 :] *= _NEARLY_NONE
    return Law(mass / mass.sum(), law.escalate, law.give_up, law.firm)


def wishing(law: Law, goods: float) -> Law:
    """Return the law once the wish is known: `goods` is the probability that the buyer wants the goods."""
    now = law.mass.sum(axis=1, keepdims=True)
    return Law(
        law.mass / np.maximum(now, _NEARLY_NONE) * np.array([[1 - goods], [goods]]),
        law.escalate,
        law.give_up,
        law.firm,
    )


def _spread(table: Acceptance, middle: float, spread: float) -> Grid:
    """Return a bell around the middle, with the round shares that people name standing out."""
    shares = np.arange(0, LARGEST + table.step, table.step, dtype=np.float64)
    half = table.step / 2
    # What lies beyond both ends belongs to them: somebody who wants nothing, somebody who wants all of it.
    edges = np.concatenate([[-np.inf], shares[1:] - half, [np.inf]])
    mass = np.diff(1 / (1 + np.exp(-(edges - middle) / max(spread, 1) * _LOGISTIC)))
    for share, times in table.focal.items():
        mass[share // table.step] *= times
    mass += _NEARLY_NONE
    result: Grid = mass / mass.sum()
    return result


def _shares(percents: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(percent / LARGEST for percent in percents)


class Gist(Struct, frozen=True):
    """A law in a few numbers, in percent: at which share of the price half of those who want money agree, how many
    want the goods instead, and how many go to the platform after the first refusal."""

    half: int
    goods: int
    escalate: int


def gist(law: Law, table: Acceptance) -> Gist:
    """Return what a law says in a few numbers."""
    money = law.mass[WISHES.index("money")]
    half = int(np.searchsorted(money.cumsum(), money.sum() / 2)) * table.step  # not a rule: half of them
    goods = float(law.mass[WISHES.index("goods")].sum()) * LARGEST
    return Gist(half, round(goods), round(law.leaves(0)[0] * LARGEST))


def as_rows(law: Law) -> dict[str, Any]:
    """Return a law as whole numbers, as a file keeps it."""
    cells = [round(value * _MILLION) for value in law.mass.ravel().tolist()]
    return {
        "cells": cells,
        "escalate": [round(share * LARGEST) for share in law.escalate],
        "give_up": [round(share * LARGEST) for share in law.give_up],
        "firm": [round(law.firm * LARGEST)],
    }
