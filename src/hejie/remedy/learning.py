"""What do the outcomes of closed cases teach about what buyers accept?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, product
from operator import attrgetter

import numpy as np
from msgspec import Struct, structs

from hejie.remedy.acceptance import WISHES, Grid, Law, guess
from hejie.rulebook.settlement import LARGEST, Acceptance

# not a rule: how finely the doubt about a whole family of complaints is cut, and how long the reckoning goes on
_SHIFTS, _WIDER, _GOODS, _TURNS = 9, (0.7, 1.0, 1.4), 5, 12
_TINY = 1e-12  # not a rule: no logarithm of nothing

LEFT = ("escalated", "rested", "stayed")


class Outcome(Struct, frozen=True):
    """What one closed case shows of its buyer.

    `refused` is the highest worth refused, in cells by wish, `taken` that of the offer that was accepted (None: none
    was). `after` says how each refusal ended, in order: escalated, rested or stayed; `firm` how it ended where
    nothing more was offered (empty: it did not come to that).
    """

    segment: str
    on: date
    refused: tuple[int, int]
    taken: tuple[int, int] | None = None
    after: tuple[str, ...] = ()
    firm: str = ""

    @property
    def family(self) -> str:
        """The family of complaints."""
        return self.segment.rpartition(".")[0]


class Pace(Struct, frozen=True):
    """How much the first guess weighs, in cases, and after how many days an outcome counts half."""

    prior_cases: int
    half_life: int


def fit(outcomes: Iterable[Outcome], table: Acceptance, pace: Pace, *, as_of: date) -> Mapping[str, Law]:
    """Return the law of every segment that the outcomes until a day teach.

    What was refused and what was taken bound the buyer's least share from both sides. Three steps, each borrowing
    from the one before as long as it knows little: where the whole family lies, the family's own shape, the segment's.
    Outcomes of frozen days teach nothing, old ones fade. The same outcomes always teach the same.
    """
    usable = sorted(
        (one for one in outcomes if one.on <= as_of and not table.is_frozen(one.on)),
        key=attrgetter("segment"),
    )
    laws: dict[str, Law] = {}
    for _, group in groupby(usable, key=lambda one: one.family):
        laws |= _family(tuple(group), table, pace, as_of)
    return laws


def _family(outcomes: Sequence[Outcome], table: Acceptance, pace: Pace, as_of: date) -> Mapping[str, Law]:
    family = outcomes[0].family
    names = [f"{family}.{band}" for band in range(len(table.band_shift))]
    ages = np.array([(as_of - one.on).days for one in outcomes], dtype=np.float64)
    weights = 0.5 ** (ages / pace.half_life)  # not a rule: the meaning of a half-life
    seen = _bounds(outcomes, table)
    where = np.array([names.index(one.segment) for one in outcomes])
    bases = _located(seen, weights, where, names, table)
    whole = _shape(
        seen,
        weights,
        bases[where],
        np.average(bases, axis=0, weights=np.bincount(where, minlength=len(names)) + 1),
        pace,
    )
    leaves = _leaves(outcomes, weights, table, pace)
    laws = {}
    for band, name in enumerate(names):
        mine = where == band
        base = _towards(bases[band], whole, weights.sum(), pace)
        mass = _shape(seen[mine], weights[mine], np.broadcast_to(base, seen[mine].shape), base, pace)
        laws[name] = structs.replace(leaves, mass=mass.reshape(len(WISHES), -1))
    return laws


def _bounds(outcomes: Sequence[Outcome], table: Acceptance) -> Grid:
    """Return which buyers each outcome leaves possible, one row each: both wishes one after the other."""
    cells = np.arange(LARGEST // table.step + 1)
    refused = np.array([one.refused for one in outcomes])[:, :, None]
    top = len(cells) + 1
    taken = np.array([one.taken or (top, top) for one in outcomes])[:, :, None]
    possible = (cells >= refused) & (cells < np.maximum(taken, refused))
    result: Grid = possible.reshape(len(outcomes), -1).astype(np.float64)
    return result


def _located(seen: Grid, weights: Grid, where: Grid, names: Sequence[str], table: Acceptance) -> Grid:
    """Return the first guess of each segment, moved to where all outcomes of the family together say it lies."""
    shifts = np.linspace(-2, 2, _SHIFTS) * table.doubt
    middle = table.reasons[names[0].rpartition(".")[0]].wants_goods / LARGEST
    odds = np.linspace(-2, 2, _GOODS)
    goods = 1 / (1 + np.exp(-(np.log(max(middle, _TINY) / max(1 - middle, _TINY)) + odds / 2)))
    doubts = list(product(enumerate(shifts), _WIDER, enumerate(goods)))
    guesses = np.array(
        [
            [guess(table, name, shift=shift, wider=wider, goods=share).mass.ravel() for name in names]
            for (_, shift), wider, (_, share) in doubts
        ]
    )  # (doubts, bands, cells)
    belief = np.array(
        [-((shift / table.doubt) ** 2) / 2 - odds[at] ** 2 / 2 for (_, shift), _, (at, _) in doubts]
    )
    for band in range(len(names)):
        mine = where == band
        likely = seen[mine] @ guesses[:, band].T
        belief = belief + weights[mine] @ np.log(likely + _TINY)
    belief = np.exp(belief - belief.max())
    located: Grid = np.tensordot(belief / belief.sum(), guesses, axes=1)
    return located


def _shape(seen: Grid, weights: Grid, start: Grid, base: Grid, pace: Pace) -> Grid:
    """Return the distribution that fits the bounds best, the base counting as `prior_cases` (it is found by EM)."""
    if not len(seen):
        return base
    mass = start
    for _ in range(_TURNS):
        share = seen * mass
        counts = weights @ (share / np.maximum(share.sum(axis=1, keepdims=True), _TINY))
        mass = (pace.prior_cases * base + counts) / (pace.prior_cases + counts.sum())
    return mass


def _towards(base: Grid, whole: Grid, cases: float, pace: Pace) -> Grid:
    """Return the guess of a segment, bent the way its whole family turned out, more so the more cases there were."""
    trust = cases / (cases + pace.prior_cases * len(WISHES))
    bent = base ** (1 - trust / 2) * np.maximum(whole, _TINY) ** (trust / 2)
    result: Grid = bent / bent.sum()
    return result


def _leaves(outcomes: Sequence[Outcome], weights: Grid, table: Acceptance, pace: Pace) -> Law:
    """Return the law's shares of leaving, learned for the family as a whole; its mass is still to be filled in."""
    first = guess(table, outcomes[0].segment)
    rounds = len(first.escalate)
    counts = np.zeros((rounds, len(LEFT)))
    firm = np.zeros(2)
    for one, weight in zip(outcomes, weights.tolist(), strict=True):
        for number, end in enumerate(one.after):
            counts[min(number, rounds - 1), LEFT.index(end)] += weight
        if one.firm:
            firm[int(one.firm != LEFT[0])] += weight
    prior = np.array(
        [(up, down, 1 - up - down) for up, down in zip(first.escalate, first.give_up, strict=True)]
    )
    shares = (pace.prior_cases * prior + counts) / (pace.prior_cases + counts.sum(axis=1, keepdims=True))
    stands = (pace.prior_cases * first.firm + firm[0]) / (pace.prior_cases + firm.sum())
    return Law(first.mass, tuple(shares[:, 0].tolist()), tuple(shares[:, 1].tolist()), float(stands))
