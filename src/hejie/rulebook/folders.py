"""How do the non-rule files of the platform folders become a handbook, with errors that say what to write instead?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import CLAIMS, OUTCOMES, WANTS
from hejie.rulebook.handbook import (
    COST_PARTS,
    MATURITIES,
    ClaimKind,
    Cost,
    Exhibit,
    Meta,
    Needed,
    Platform,
    Remedy,
    Site,
    Status,
    Step,
    Upload,
    When,
)
from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import Place, RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, day, items, number, one_of, only, rows, text, truth, words

SUPPLIED_BY = ("seller", "buyer", "carrier", "warehouse", "platform", "supplier")
FORMS = ("screenshot", "photo", "video", "document", "text")

_META = (
    "name, kind, maturity, maturity_note, zone, country, currency, languages, currencies, law, version_by, checked_on, "
    "variants, sites, uploads, deadline_fields, hints"
).split(", ")


class Catalogue(NamedTuple):
    """What all platforms share: exhibits and remedies by id. A platform file changes one by naming it again."""

    exhibits: Block
    remedies: Block


def read_platforms(roots: Sequence[Path]) -> Mapping[str, Platform]:
    """Read every platform folder of the shipped root and its overlays; raise RuleFileMistake with file and line.

    A later root lays its rows over earlier ones by id; lists are replaced whole.
    """
    shared = Catalogue(
        block(_laid(roots, "team/exhibits.yaml"), "exhibits"),
        block(_laid(roots, "team/remedies.yaml"), "remedies"),
    )
    names = sorted(
        {place.name for root in roots for place in (root / "platforms").glob("*/") if any(place.iterdir())}
    )
    return {name: _platform(roots, name, shared) for name in names}


def read_claim_kinds(roots: Sequence[Path]) -> Mapping[str, ClaimKind]:
    """Read where each claim belongs among the promotion categories and the causes of complaint."""
    top = _laid(roots, "team/claims.yaml")
    only(top, ("categories", "causes", "claims"))
    categories, causes = block(top, "categories"), block(top, "causes")
    found = {}
    for claim, row in _named(top, "claims", CLAIMS, "claim"):
        only(row, ("category", "cause"))
        category, cause = one_of(row, "category", categories), one_of(row, "cause", causes)
        found[claim] = ClaimKind(claim, category, cause)
    return found


def _laid(roots: Iterable[Path], relative: str) -> Block:
    # One file of all roots, later ones over earlier ones.
    top = Block(Place(relative, 1))
    for root in roots:
        path = root / relative
        if path.exists():
            top = merged(top, read_yaml(path, shown_as=str(path.relative_to(root.parent))))
    return top


def _platform(roots: Sequence[Path], name: str, shared: Catalogue) -> Platform:
    def file(part: str) -> Block:
        return _laid(roots, f"platforms/{name}/{part}.yaml")

    statuses, evidence, remedies = file("statuses"), file("evidence"), file("remedies")
    only(statuses, ("statuses", "claims"))
    only(evidence, ("exhibits", "claims"))
    only(remedies, ("remedies", "claims"))
    own = Catalogue(
        merged(shared.exhibits, block(evidence, "exhibits")),
        merged(shared.remedies, block(remedies, "remedies")),
    )
    return Platform(
        id=name,
        meta=_meta(name, file("platform")),
        statuses=_statuses(statuses),
        claims=_claim_codes(statuses),
        evidence={claim: _needed(listed, own) for claim, listed in _lists(evidence)},
        remedies={claim: _remedies(listed, own) for claim, listed in _lists(remedies)},
        columns=file("columns"),
    )


def _meta(name: str, top: Block) -> Meta:
    only(top, _META)
    zone, country, currency = text(top, "zone"), text(top, "country"), text(top, "currency")
    sites = {str(key): _site(str(key), row) for key, row in block(top, "sites").items()}
    return Meta(
        id=name,
        name=words(top, "name"),
        kind=one_of(top, "kind", ("marketplace", "supplier"), "marketplace"),
        maturity=one_of(top, "maturity", MATURITIES),
        maturity_note=words(top, "maturity_note"),
        zone=zone,
        country=country,
        currency=currency,
        languages=_names(top, "languages"),
        currencies=_names(top, "currencies") or (currency,),
        law=text(top, "law", ""),
        checked_on=day(top, "checked_on"),
        variants={str(key): words(block(top, "variants"), key) for key in block(top, "variants")},
        sites=sites,
        uploads=tuple(_upload(row) for row in rows(top, "uploads")),
        deadline_fields=_names(top, "deadline_fields"),
        hints=tuple(words(row, "says") for row in rows(top, "hints")),
    )


def _site(key: str, row: Block) -> Site:
    only(row, ("name", "country", "zone", "currency", "language", "law"))
    plain = (text(row, field) for field in ("country", "zone", "currency", "language"))
    return Site(key, words(row, "name"), *plain, law=text(row, "law", ""))


def _upload(row: Block) -> Upload:
    only(row, ("kind", "label", "source", "formats", "most_bytes", "most_files", "most_chars", "least_chars"))
    return Upload(
        kind=text(row, "kind"),
        label=words(row, "label"),
        source=text(row, "source"),
        formats=_names(row, "formats"),
        most_bytes=number(row, "most_bytes", 0),
        most_files=number(row, "most_files", 0),
        most_chars=number(row, "most_chars", 0),
        least_chars=number(row, "least_chars", 0),
    )


def _statuses(top: Block) -> Mapping[str, Status]:
    found = {}
    for native, row in block(top, "statuses").items():
        if not isinstance(row, Block):
            raise RuleFileMistake(
                block(top, "statuses").at(native),
                f"the status {native!r} has no meaning",
                "Write {stage, turn, label}.",
            )
        only(row, ("stage", "turn", "label", "outcome"))
        stage, turn = one_of(row, "stage", tuple(Stage)), one_of(row, "turn", tuple(Turn))
        outcome = one_of(row, "outcome", ("", *OUTCOMES), "")
        if outcome and stage != Stage.CLOSED:
            raise RuleFileMistake(
                row.at("outcome"), "an open case has no outcome yet", "Leave it out, or use 'stage: closed'."
            )
        found[str(native)] = Status(str(native), stage, turn, words(row, "label"), outcome)
    return found


def _claim_codes(top: Block) -> Mapping[str, str]:
    codes = block(top, "claims")
    return {str(native): one_of(codes, native, CLAIMS) for native in codes}


def _lists(top: Block) -> Iterable[tuple[str, Block]]:
    # Each claim's list, as a block with the one key "list", so that its rows keep their lines.
    claims = block(top, "claims")
    for claim in claims:
        if claim not in CLAIMS:
            raise UnknownName(claims.at(claim), str(claim), "claim", CLAIMS)
        holder = Block(claims.at(claim))
        holder["list"] = claims[claim]
        yield str(claim), holder


def _named(top: Block, section: str, known: Iterable[str], kind: str) -> Iterable[tuple[str, Block]]:
    listed = block(top, section)
    for key in listed:
        if key not in known:
            raise UnknownName(listed.at(key), str(key), kind, known)
        yield str(key), block(listed, key)


def _needed(listed: Block, own: Catalogue) -> tuple[Needed, ...]:
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
        proves=_names(row, "proves"),
    )


def _remedies(listed: Block, own: Catalogue) -> tuple[Remedy, ...]:
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
        ),
    )
    for index, want in enumerate(items(row, "wants")):
        if want not in WANTS:
            raise UnknownName(items(row, "wants").at(index), str(want), "wish", WANTS)
    return Remedy(
        id=key,
        label=words(row, "label"),
        gives=words(row, "gives"),
        wants=_names(row, "wants"),
        costs=tuple(_cost(part) for part in _rows_or_ids(row, "part", "costs")),
        steps=tuple(_step(step) for step in rows(row, "steps")),
        limit=text(row, "limit", ""),
        range={str(end): text(block(row, "range"), end) for end in block(row, "range")},
        terms=words(row, "terms") if "terms" in row else {},
        when=_when(row),
        sources=_names(row, "source"),
        keeps_goods=truth(row, "keeps_goods", default=True),
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


def _names(row: Block, key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in items(row, key))
