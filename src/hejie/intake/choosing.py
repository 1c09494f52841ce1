"""Which row of a decision table fits what a complaint says? The first that holds; no row, no guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hejie.intake.columns import Choice

Seen = Mapping[str, str]  # field -> our code, or the word as compared; empty where nothing is said


class Table:
    """A decision table that remembers what it answered: exports repeat the same few combinations."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.choices = tuple(choices)
        self._matters = tuple(
            sorted({name for choice in choices for name in (*choice.equals, *choice.contains)})
        )
        self._present = tuple(sorted({name for choice in choices for name in (*choice.has, *choice.lacks)}))
        self.needs = frozenset((*self._matters, *self._present))
        self._answers: dict[tuple[object, ...], Choice | None] = {}

    def choose(self, seen: Seen) -> Choice | None:
        """Return the first row whose conditions all hold, or None."""
        asked = (
            *(seen.get(name, "") for name in self._matters),
            *(bool(seen.get(name)) for name in self._present),
        )
        if asked not in self._answers:
            if len(self._answers) >= _MOST:
                self._answers.clear()
            self._answers[asked] = next((choice for choice in self.choices if holds(choice, seen)), None)
        return self._answers[asked]


_MOST = 10_000  # not a rule: free text in a reason column must not fill the memory


def holds(choice: Choice, seen: Seen) -> bool:
    """Tell whether what is seen meets every condition of a row; what nobody said meets none."""
    return (
        all(seen.get(name, "") in words for name, words in choice.equals.items())
        and all(any(word in seen.get(name, "") for word in words) for name, words in choice.contains.items())
        and all(seen.get(name) for name in choice.has)
        and not any(seen.get(name) for name in choice.lacks)
    )
