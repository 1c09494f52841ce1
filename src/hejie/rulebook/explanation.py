"""Why is the answer what it is: which rules stand, are open or are beaten, by which facts, and what would change it?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from hejie.rulebook.answers import Answer
from hejie.rulebook.flips import Flip
from hejie.rulebook.questions import Question
from hejie.rulebook.reasons import Beaten, Because, Cited, Grounds, Near, Reason, rendered
from hejie.rulebook.scalar import OPEN, STANDS
from hejie.rulebook.schema import Definitions


class Later(Struct, frozen=True):
    """What is worked out only when read: questions and the next flip."""

    ask: Callable[[], tuple[Question, ...]]
    flip: Callable[[], Flip | None]
    tell: Callable[[Explanation, str, bool], tuple[str, ...]]


class Explanation:
    """The answer to one decision with its reasons. `ask`, `near` and `next_flip` are worked out when first read."""

    def __init__(
        self,
        definitions: Definitions,
        answer: Answer,
        rulebook: str,
        as_of: str,
        grounds: Grounds,
        later: Later,
    ) -> None:
        self.definitions, self.answer, self.rulebook, self.as_of = definitions, answer, rulebook, as_of
        self._grounds, self._later, self._tell = grounds, later, later.tell
        self.fired, self.open = grounds.reasons(STANDS), grounds.reasons(OPEN)
        self.deemed = grounds.deemed
        self.platform = str(grounds.facts.get("platform", ""))
        currency = grounds.facts.get("currency")
        self.currency = currency if isinstance(currency, str) else ""

    @cached_property
    def beaten(self) -> tuple[Beaten, ...]:
        """Rules that would speak but for an exception or an override."""
        return self._grounds.beaten()

    @cached_property
    def near(self) -> tuple[Near, ...]:
        """The comparisons closest to changing."""
        return self._grounds.near()

    @cached_property
    def ask(self) -> tuple[Question, ...]:
        """Facts still worth asking for, with what each answer would lead to."""
        return self._later.ask()

    @cached_property
    def next_flip(self) -> Flip | None:
        """When the answer changes next if no fact does, and why."""
        return self._later.flip()

    def to_dict(self, *, whole: bool = True) -> dict[str, Any]:
        """Return the explanation as plain data; without `whole`, without what has to be worked out."""
        answer = self.answer
        short = {
            "decision": answer.decision,
            "status": answer.status,
            "values": answer.values,
            "stale": answer.stale,
            "rulebook": self.rulebook,
            "as_of": self.as_of,
            "fired": self.fired,
            "open": self.open,
            "deemed": self.deemed,
        }
        if whole:
            short |= {"beaten": self.beaten, "near": self.near, "ask": self.ask, "next_flip": self.next_flip}
        plain: dict[str, Any] = msgspec.to_builtins(short)
        return plain

    def sentences(self, language: str, *, whole: bool = True) -> tuple[str, ...]:
        """Return the explanation as sentences in one of the languages of the desk."""
        return self._tell(self, language, whole)

    def to_json(self, *, whole: bool = True) -> str:
        """Return the explanation as JSON text."""
        return msgspec.json.encode(self.to_dict(whole=whole)).decode()


__all__ = ["Beaten", "Because", "Cited", "Explanation", "Grounds", "Later", "Near", "Reason", "rendered"]
