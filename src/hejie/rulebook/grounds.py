"""How is the reason for an answer kept with the case, so that it can be read after the rule has changed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hejie.casefile.entries import Ground
from hejie.casefile.words import LANGUAGES
from hejie.rulebook.schema import Definitions, Words
from hejie.rulebook.wordbook import Wordbook

_BETWEEN = {"zh-CN": "；"}
_KEPT = "; "


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
        source=_KEPT.join(source.title["en"] for source in known),
        dated=first.dated.isoformat() if first and first.dated else "",
        grade=first.grade if first else "",
        because=tuple(because),
    )


def titles(definitions: Definitions, book: Wordbook) -> dict[str, Words]:
    """Return every title of a source in all languages, by each of its wordings."""
    whole = [book.whole(source.title) for source in definitions.sources.values()]
    return {wording: told for told in whole for wording in told.values()}


def sources_named(kept: str, known: Mapping[str, Words]) -> dict[str, str]:
    """Return the sources a ground kept in every language; one that the rules no longer name stays as it was kept."""
    parts = [known.get(part, {"en": part}) for part in kept.split(_KEPT)] if kept else []
    return {
        language: _BETWEEN.get(language, _KEPT).join(part.get(language) or part["en"] for part in parts)
        for language in LANGUAGES
    }
