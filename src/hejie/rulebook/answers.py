"""What does the rulebook answer: which outcomes are possible, is one of them certain, is it stale?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

DECIDED, PENDING, CONFLICT = "decided", "pending", "conflict"
UNCOVERED = ""  # the possibility that no rule speaks; never shown as an outcome


class Answer(Struct, frozen=True):
    """The answer to one decision.

    `values` holds the possible outcomes in declared order, or (low, high) for amounts, None for an open end.
    `stale`: a rule that bears on it uses a number or source past its review date.
    """

    decision: str
    status: str
    values: tuple[Any, ...]
    stale: bool = False

    @property
    def outcome(self) -> str | None:
        """The one outcome of a decided question, else None."""
        return self.values[0] if self.status == DECIDED and isinstance(self.values[0], str) else None

    @property
    def amount(self) -> int | None:
        """The one amount of a decided numeric question, else None; money in minor units."""
        return self.values[0] if self.status == DECIDED and isinstance(self.values[0], int) else None


Answers = Mapping[str, Answer]
