"""By which words does a buyer's manner show, and which words does it add to a message?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from hejie.casefile.vocabulary import CLAIMS
from hejie.rulebook.laying import laid
from hejie.rulebook.mistakes import UnknownName
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, items, only, text, words

FILE = "team/manners.yaml"


class Manner(Struct, frozen=True):
    """One way buyers have: what shows it, and what is said before and after a message because of it, by language."""

    id: str
    about: str
    label: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    claims: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]


class Manners(Struct, frozen=True):
    """All manners by id."""

    source: str
    manners: Mapping[str, Manner]


def read_manners(roots: Sequence[Path]) -> Manners:
    """Read the file, later folders laid over earlier ones; raise RuleFileMistake with file and line."""
    top = laid(roots, FILE)
    only(top, ("source", "manners"))
    table = block(top, "manners")
    return Manners(
        text(top, "source"),
        {
            str(key): _manner(str(about), str(key), block(block(table, about), key))
            for about in table
            for key in block(table, about)
        },
    )


def _manner(about: str, key: str, row: Block) -> Manner:
    only(row, ("label", "phrases", "claims", "before", "after"))
    phrases, claims = block(row, "phrases"), tuple(str(claim) for claim in items(row, "claims"))
    for claim in claims:
        if claim not in CLAIMS:
            raise UnknownName(row.at("claims"), claim, "claim", CLAIMS)
    return Manner(
        key,
        about,
        words(row, "label"),
        {str(tongue): tuple(str(one) for one in items(phrases, str(tongue))) for tongue in phrases},
        claims,
        words(row, "before") if "before" in row else {},
        words(row, "after") if "after" in row else {},
    )
