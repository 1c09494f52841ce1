"""Which of several nearly equal moves is proposed, and with which probability, so that later one can learn from it?"""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from hejie.remedy.acceptance import Grid

_BYTES = 8  # not a rule: how much of the digest is read as a number


def propensities(costs: Grid, near: float) -> Grid:
    """Return how likely each move is proposed: the cheaper the likelier, and none that costs over `near` more.

    With `near` 0 only the cheapest is (the first of equals). Costs are expected whole costs.
    """
    above = costs - costs.min()
    if near <= 0:
        chance = np.zeros(len(costs))
        chance[int(costs.argmin())] = 1
        return chance
    close = above <= near
    weight = np.where(close, np.exp(-2 * np.where(close, above, 0.0) / near), 0.0)
    result: Grid = weight / weight.sum()
    return result


def drawn(chance: Grid, lot: float) -> int:
    """Return the move that a lot between 0 and 1 falls on."""
    return min(int(np.searchsorted(chance.cumsum(), lot, side="right")), len(chance) - 1)


def lot(*names: object) -> float:
    """Return a number from 0 up to 1 that depends on these names alone: the same case draws the same lot, always."""
    digest = sha256("\x1f".join(str(name) for name in names).encode()).digest()
    whole = 1 << 8 * _BYTES  # not a rule: bits of a byte
    return int.from_bytes(digest[:_BYTES], "big") / whole
