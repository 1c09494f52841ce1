"""How are the evidence lists and remedies of a platform folder read, claim by claim?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from hejie.casefile.parties import Role
from hejie.casefile.vocabulary import CLAIMS, WANTS
from hejie.rulebook.handbook import COST_PARTS, Cost, Exhibit, Needed, Remedy, Step, When
from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import UnknownName
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, items, one_of, only, rows, text, truth, words

SUPPLIED_BY = ("seller", "buyer", "carrier", "warehouse", "platform", "supplier")
FORMS = ("screenshot", "photo", "video", "document", "text")


class Catalogue(NamedTuple):
    """What all platforms share: exhibits and remedies by id. A platform file changes one by naming it again."""

    exhibits: Block
    remedies: Block


def lists_by_claim(top: Block) -> Iterable[tuple[str, Block]]:
    """Yield each claim with its list, as a block with the one key `list`, so that its rows keep their lines."""
    claims = block(top, "claims")
    for claim in claims:
        if claim not in CLAIMS:
            raise UnknownName(claims.at(claim), str(claim), "claim", CLAIMS)
        holder = Block(claims.at(claim))
        holder["list"] = claims[claim]
        yield str(claim), holder


def needed(listed: Block, own: Catalogue) -> tuple[Needed, ...]:
    """Return the exhibits one claim asks for, in order."""
    found = []
    for row in _rows_or_ids(listed, "exhibit"):
        only(row, ("exhibit", "required", "when", "why"))
        key = text(row, "exhibit")
        if key not in own.exhibits:
            raise UnknownName(row.at("exhibit"), key, "exhibit", own.exhibits)
        why = words(row, "why") if "why" in row else {}
        found.append(
            Needed(
                _exhibit(key, block(own.exhibits, key)), truth(row, "required", default=True), _when(row), why
            )
        )
    return tuple(found)


def _exhibit(key: str, row: Block) -> Exhibit:
    only(row, ("title", "shows", "mark", "supplied_by", "form", "proves"))
    return Exhibit(
        id=key,
        title=words(row, "title"),
        shows=words(row, "shows"),
        mark=words(row, "mark"),
        supplied_by=one_of(row, "supplied_by", SUPPLIED_BY),
        form=one_of(row, "form", FORMS),
        proves=names(row, "proves"),
    )


def remedies(listed: Block, own: Catalogue) -> tuple[Remedy, ...]:
    """Return the remedies one claim allows, in order, with the terms of this platform."""
    found = []
    for row in _rows_or_ids(listed, "remedy"):
        key = text(row, "remedy")
        if key not in own.remedies:
            raise UnknownName(row.at("remedy"), key, "remedy", own.remedies)
        changed = merged(block(own.remedies, key), row)
        del changed["remedy"]
        found.append(_remedy(key, changed))
    return tuple(found)


def _remedy(key: str, row: Block) -> Remedy:
    only(
        row,
        (
            "label",
            "gives",
            "wants",
            "costs",
            "steps",
            "limit",
            "range",
            "terms",
            "when",
            "source",
            "keeps_goods",
            "carries_out",
            "invites",
        ),
    )
    for index, want in enumerate(items(row, "wants")):
        if want not in WANTS:
            raise UnknownName(items(row, "wants").at(index), str(want), "wish", WANTS)
    return Remedy(
        id=key,
        label=words(row, "label"),
        gives=words(row, "gives"),
        wants=names(row, "wants"),
        costs=tuple(_cost(part) for part in _rows_or_ids(row, "part", "costs")),
        steps=tuple(_step(step) for step in rows(row, "steps")),
        limit=text(row, "limit", ""),
        range={str(end): text(block(row, "range"), end) for end in block(row, "range")},
        terms=words(row, "terms") if "terms" in row else {},
        when=_when(row),
        sources=names(row, "source"),
        keeps_goods=truth(row, "keeps_goods", default=True),
        carries_out=names(row, "carries_out"),
        invites=truth(row, "invites", default=False),
    )


def _cost(row: Block) -> Cost:
    only(row, ("part", "when"))
    return Cost(one_of(row, "part", COST_PARTS), _when(row))


def _step(row: Block) -> Step:
    only(row, ("by", "does", "action"))
    return Step(one_of(row, "by", tuple(Role)), words(row, "does"), text(row, "action", ""))


def _rows_or_ids(holder: Block, key: str, section: str = "list") -> Iterable[Block]:
    # `- listing` is short for `- {exhibit: listing}`.
    listed = items(holder, section)
    for index, entry in enumerate(listed):
        if isinstance(entry, Block):
            yield entry
        else:
            short = Block(listed.at(index))
            short[key] = entry
            yield short


def _when(row: Block) -> When:
    given = block(row, "when")
    return {str(name): tuple(_word(value) for value in items(given, name)) for name in given}


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def names(row: Block, key: str) -> tuple[str, ...]:
    """Return a list of words."""
    return tuple(str(item) for item in items(row, key))
