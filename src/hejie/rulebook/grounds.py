"""How is the reason for an answer kept with the case, so that it can be read after the rule has changed?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hejie.casefile.entries import Ground
from hejie.casefile.words import LANGUAGES
from hejie.rulebook.reasons import Because
from hejie.rulebook.saying import Seen
from hejie.rulebook.schema import Definitions, Words
from hejie.rulebook.wordbook import Wordbook

_BETWEEN = {"zh-CN": "；"}
_KEPT = "; "
_SEEN = re.compile(r"\[(.*)\]$", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,15}")


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


def as_kept(part: Because) -> str:
    """Tell what a condition saw, as entries keep it: `weight_gap > team.tolerance [w_repacked 850, w_carrier ?]`."""
    seen = [f"{name} {value}" for name, value in part.facts.items()] + [f"{name} ?" for name in part.missing]
    return f"{part.atom} [{', '.join(seen)}]" if seen else part.atom


def seen_in(because: Iterable[str], definitions: Definitions) -> tuple[Seen, tuple[str, ...]]:
    """Return what the conditions of a kept ground saw, and whatever else stands in it that names no fact."""
    facts: dict[str, bool | int | str] = {}
    missing: dict[str, None] = {}
    others: dict[str, None] = {}
    for atom in because:
        seen = _SEEN.search(atom)
        for part in seen[1].split(", ") if seen else [atom]:
            name, _, value = part.partition(" ")
            if name not in definitions.facts or not value:
                others |= {} if seen else {atom: None}
            elif value == "?":
                missing[name] = None
            else:
                facts[name] = _plain(value)
    return Seen(facts, tuple(missing)), tuple(others)


def _plain(value: str) -> bool | int | str:
    if value in ("True", "False"):
        return value == "True"
    return int(value) if _NUMBER.fullmatch(value) else value
