"""How is the reason for an answer kept with the case, so that it can be read after the rule has changed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hejie.casefile.entries import Ground
from hejie.rulebook.schema import Definitions


def ground(
    definitions: Definitions,
    rule: str,
    says: Mapping[str, str],
    sources: Sequence[str],
    because: Sequence[str] = (),
) -> Ground:
    """Return the clause with its first source: title, date and grade; further sources are named after it."""
    known = [definitions.sources[name] for name in sources if name in definitions.sources]
    first = known[0] if known else None
    return Ground(
        rule=rule,
        says=dict(says),
        source="; ".join(source.title for source in known),
        dated=first.dated.isoformat() if first and first.dated else "",
        grade=first.grade if first else "",
        because=tuple(because),
    )
