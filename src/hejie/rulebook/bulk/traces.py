"""Which rules stood, were open or were out in millions of cases, kept in a few bytes a case?

A rule has two planes, one bit a case: surely stands, may stand. Rules with the same condition share theirs, and most
rules speak to few cases, so of each plane only the words of 64 cases with some bit in them are kept, and which they
are. Nothing is lost; how little is left depends on the cases and their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hejie.rulebook.bulk.circuits import ONE, ZERO
from hejie.rulebook.bulk.tables import WORD, Bits, words


class Packed(Struct, frozen=True):
    """A piece of a plane: which words hold a bit, and those words."""

    there: NDArray[np.uint8]
    words: Bits


class Trace:
    """The planes of all rules of an edition over a table, found by rule; `sure` and `possible` name their nodes."""

    def __init__(self, sure: Sequence[int], possible: Sequence[int], rows: int) -> None:
        self.nodes = {True: tuple(sure), False: tuple(possible)}
        self.rows = rows
        self.wanted = frozenset({*sure, *possible} - {ZERO, ONE})
        self._pieces: dict[int, dict[int, Packed]] = {node: {} for node in self.wanted}

    def keep(self, first: int, planes: Mapping[int, Bits]) -> None:
        """Keep the planes of a chunk that starts with this word."""
        for node, pieces in self._pieces.items():
            plane = planes[node]
            there = plane != 0
            pieces[first] = Packed(np.packbits(there), plane.take(there.nonzero()[0]))

    def plane(self, rule: int, *, surely: bool) -> Bits:
        """Return the cases in which a rule surely stands, or may stand, a bit each."""
        node = self.nodes[surely][rule]
        whole = np.zeros(words(self.rows), np.uint64)
        if node == ONE:
            whole[:] = ~np.uint64(0)
        for first, piece in self._pieces.get(node, {}).items():
            places = np.flatnonzero(np.unpackbits(piece.there))
            whole[places + first] = piece.words
        return whole

    def state(self, rule: int, row: int) -> bool | None:
        """Return whether a rule stands in one case: yes, no, or open (None)."""
        word, bit = divmod(row, WORD)
        sure, possible = (int(self.plane(rule, surely=surely)[word]) >> bit & 1 for surely in (True, False))
        return True if sure else None if possible else False

    @property
    def nbytes(self) -> int:
        """The bytes that the planes take."""
        return sum(
            piece.there.nbytes + piece.words.nbytes
            for pieces in self._pieces.values()
            for piece in pieces.values()
        )
