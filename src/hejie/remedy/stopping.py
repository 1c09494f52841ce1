"""Which offer first, which next, and when to stop: what does each move cost in expectation if we go on well?"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.remedy.acceptance import Grid, Law

Cells = NDArray[np.intp]


class Moves(Struct, frozen=True):
    """What may be offered: `parts[move, part]` is the cost if it is taken, `worth[move, wish]` the cells it satisfies.

    A move that satisfies nobody (worth 0, 0) offers nothing: bargaining ends there.
    """

    parts: Grid
    worth: Cells

    @property
    def cost(self) -> Grid:
        """What each move costs if it is taken."""
        found: Grid = self.parts.sum(axis=1)
        return found


class Endings(Struct, frozen=True):
    """What it costs, part by part, if the buyer goes to the platform, and if they let it rest."""

    escalated: Grid
    rested: Grid


class Plan(Struct, frozen=True):
    """The cost of going on, for every state, and the move to make there.

    A state is (round, cells refused by wish). `whole[round, i, j]` is the expected cost times the probability of the
    buyers who are still there; `choice` the best move.
    """

    law: Law
    moves: Moves
    endings: Endings
    tails: Grid
    whole: Grid
    choice: Cells
    rounds: int

    def expected(self, number: int, refused: tuple[int, int]) -> Grid:
        """Return what each move costs in expectation, made now and followed by the best, for who is still there."""
        last = self.rounds - 1
        number = min(number, last)
        following = self.whole[number + 1] if number < last else None
        costs = _stage(self, number, following)[:, refused[0], refused[1]]
        result: Grid = costs / self.still_there(refused)
        return result

    def best(self, number: int, refused: tuple[int, int]) -> int:
        """Return the move to make now."""
        return int(self.choice[min(number, self.rounds - 1), refused[0], refused[1]])

    def accepts(self, refused: tuple[int, int]) -> Grid:
        """Return how likely each move is taken now."""
        kept = [np.maximum(self.moves.worth[:, wish], refused[wish]) for wish in range(2)]
        left = self.tails[0, kept[0]] + self.tails[1, kept[1]]
        result: Grid = 1 - left / self.still_there(refused)
        return result

    def still_there(self, refused: tuple[int, int]) -> float:
        """Return the probability of the buyers who would have refused all that was offered."""
        return max(float(self.tails[0, refused[0]] + self.tails[1, refused[1]]), np.finfo(float).tiny)


def plan(law: Law, moves: Moves, endings: Endings, rounds: int) -> Plan:
    """Reckon backwards from the last round, exactly: every state, every move.

    Refusals tell what the buyer needs at least, and so which buyers are still there; the share that escalates or
    gives up depends on the round alone. Then the highest worth refused, for each wish, is all that matters of the past.
    """
    cells = law.cells + 1
    tails = np.zeros((2, cells))
    tails[:, :-1] = law.mass[:, ::-1].cumsum(axis=1)[:, ::-1]
    whole = np.zeros((rounds, cells, cells))
    choice = np.zeros((rounds, cells, cells), dtype=np.intp)
    found = Plan(law, moves, endings, tails, whole, choice, rounds)
    following: Grid | None = None
    for number in reversed(range(rounds)):
        costs = _stage(found, number, following)
        choice[number] = costs.argmin(axis=0)
        following = whole[number]
        following[...] = np.take_along_axis(costs, choice[number][None], axis=0)[0]
    return found


def _stage(found: Plan, number: int, following: Grid | None) -> Grid:
    """Return the cost of every move in every state of one round, times the probability of that state."""
    law, worth, tails = found.law, found.moves.worth, found.tails
    states = np.arange(tails.shape[1])
    kept = [np.maximum(worth[:, wish, None], states) for wish in range(2)]  # (moves, states)
    there = [tails[wish][states] for wish in range(2)]
    left = [tails[wish][kept[wish]] for wish in range(2)]
    escalated, rested = found.endings.escalated.sum(), found.endings.rested.sum()
    end = law.firm * escalated + (1 - law.firm) * rested
    escalate, give_up = law.leaves(number)
    leave = escalate * escalated + give_up * rested
    stay = 1 - escalate - give_up
    cost = found.moves.cost[:, None]
    by_wish = [cost * (there[wish] - left[wish]) + leave * left[wish] for wish in range(2)]
    if following is None:
        by_wish = [part + stay * end * left[wish] for wish, part in enumerate(by_wish)]
    total = by_wish[0][:, :, None] + by_wish[1][:, None, :]
    if following is not None:
        total += stay * following[kept[0][:, :, None], kept[1][:, None, :]]
    # Who offers no more than was refused already offers nothing: saying it again does not keep a buyer in the talk.
    again = [kept[wish] == states for wish in range(2)]
    nothing = again[0][:, :, None] & again[1][:, None, :]
    result: Grid = np.where(nothing, end * (there[0][:, None] + there[1][None, :]), total)
    return result


def split(found: Plan, number: int, refused: tuple[int, int], move: int) -> Grid:
    """Return the expected cost of a move part by part: what is paid if taken, and its share of every later ending."""
    worth = found.moves.worth[move]
    escalated, rested = found.endings.escalated, found.endings.rested
    end = found.law.firm * escalated + (1 - found.law.firm) * rested
    there = found.still_there(refused)
    kept = (max(int(worth[0]), refused[0]), max(int(worth[1]), refused[1]))
    if kept == refused:
        return end
    left = float(found.tails[0, kept[0]] + found.tails[1, kept[1]])
    escalate, give_up = found.law.leaves(number)
    parts = found.moves.parts[move] * (there - left) + left * (escalate * escalated + give_up * rested)
    stay = 1 - escalate - give_up
    if left > 0:
        later = end
        if number + 1 < found.rounds:
            later = split(found, number + 1, kept, found.best(number + 1, kept))
        parts = parts + left * stay * later
    result: Grid = parts / there
    return result
