"""What has just been worked out about this very case, so that no room has it worked out again?

Verification, judgment, remedy and negotiation ask about the same facts at the same minute, one after the other. The
answers rest on the facts, the minute and the rules alone, so those of the last few cases are kept with their rulebook.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from hejie.casefile.facts import Fact

MOST = 4  # a case, and variants of it such as who is in front of it; then the next case comes

Found = TypeVar("Found")


class Sitting:
    """One case at one minute, and what was worked out about it."""

    def __init__(self, facts: Mapping[str, Fact], now: int) -> None:
        self.facts, self.now = dict(facts), now  # a copy: its owner may go on writing to theirs
        self._found: dict[object, Any] = {}

    def is_about(self, facts: Mapping[str, Fact], now: int) -> bool:
        """Tell whether this is the same case at the same minute; a yes is not a 1, though Python holds them equal."""
        if self.now != now or self.facts != facts:
            return False
        mine = self.facts
        return all(
            fact is mine[name] or type(fact.value) is type(mine[name].value) for name, fact in facts.items()
        )

    def once(self, what: object, work_out: Callable[[], Found]) -> Found:
        """Return what was worked out under this name before, or work it out."""
        if what not in self._found:
            self._found[what] = work_out()
        found: Found = self._found[what]
        return found


class Sittings:
    """The last few sittings, the latest first."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._latest: tuple[Sitting, ...] = ()  # replaced whole, so that threads may share it

    def find(self, facts: Mapping[str, Fact], now: int) -> Sitting | None:
        """Return the sitting about equal facts at the same minute."""
        return next((sitting for sitting in self._latest if sitting.is_about(facts, now)), None)

    def keep(self, sitting: Sitting) -> Sitting:
        """Keep a sitting, and let the oldest go."""
        self._latest = (sitting, *self._latest)[: self.most]
        return sitting
