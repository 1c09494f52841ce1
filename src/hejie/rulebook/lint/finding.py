"""What does a finding about the rules tell: which check, where, how serious, and a case that shows it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from hejie.rulebook.mistakes import Place
from hejie.rulebook.schema import Definitions
from hejie.rulebook.spans import moment
from hejie.rulebook.values import ABSENT

ERROR, WARNING, NOTE = "error", "warning", "note"


class Finding(Struct, frozen=True):
    """One finding. `witness` is a case, plain facts and assumed decisions, that loads in the workbench."""

    check: str
    level: str
    place: Place
    about: str
    text: str
    witness: Mapping[str, Any] | None = None

    def line(self) -> str:
        """Return the finding as a line for a terminal."""
        shown = (
            f" Case: {', '.join(f'{name}={value}' for name, value in self.witness.items())}."
            if self.witness
            else ""
        )
        return f"{self.place}: {self.level}: {self.about}: {self.text}{shown} [{self.check}]"


def readable(witness: Mapping[str, Any], definitions: Definitions) -> dict[str, Any]:
    """Return a case as a worked case would write it: times as dates, absent by name, assumed decisions unbracketed."""
    found: dict[str, Any] = {}
    for name, value in witness.items():
        kind = definitions.facts.get(name)
        if value is ABSENT:
            found[name] = "absent"
        elif kind is not None and kind.type == "time":
            found[name] = moment(value).isoformat()
        else:
            found[name.strip("()")] = value
    return found
