"""How do the non-rule files of the platform folders become a handbook, with errors that say what to write instead?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import CLAIMS, OUTCOMES
from hejie.rulebook.folder_lists import Catalogue, lists_by_claim, names, needed, remedies
from hejie.rulebook.handbook import MATURITIES, ClaimKind, Meta, Needed, Platform, Site, Status, Upload
from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import Place, RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, day, number, one_of, only, rows, text, truth, words

_META = (*Meta.__struct_fields__, "version_by")  # the engine reads the last one


def read_platforms(roots: Sequence[Path]) -> Mapping[str, Platform]:
    """Read every platform folder of the shipped root and its overlays; raise RuleFileMistake with file and line.

    A later root lays its rows over earlier ones by id; lists are replaced whole.
    """
    shared = Catalogue(
        block(_laid(roots, "team/exhibits.yaml"), "exhibits"),
        block(_laid(roots, "team/remedies.yaml"), "remedies"),
    )
    places = {
        place.name for root in roots for place in (root / "platforms").glob("*/") if any(place.glob("*.yaml"))
    }
    return {name: _platform(roots, name, shared) for name in sorted(places)}


def read_claim_kinds(roots: Sequence[Path]) -> Mapping[str, ClaimKind]:
    """Read where each claim belongs among the promotion categories and the causes of complaint."""
    top = _laid(roots, "team/claims.yaml")
    only(top, ("categories", "causes", "claims"))
    categories, causes = block(top, "categories"), block(top, "causes")
    found = {}
    for claim, row in _named(top, "claims", CLAIMS, "claim"):
        only(row, ("category", "cause"))
        for category in names(row, "category"):
            if category not in categories:
                raise UnknownName(row.at("category"), category, "category", categories)
        found[claim] = ClaimKind(claim, names(row, "category"), one_of(row, "cause", causes))
    return found


def read_carrier_lists(roots: Sequence[Path]) -> Mapping[str, tuple[Needed, ...]]:
    """Read what a carrier wants to see before it pays, by our claim; raise RuleFileMistake with file and line."""
    top = _laid(roots, "team/carrier_claims.yaml")
    only(top, ("claims",))
    shared = Catalogue(block(_laid(roots, "team/exhibits.yaml"), "exhibits"), Block(Place("none", 1)))
    return {claim: needed(listed, shared) for claim, listed in lists_by_claim(top)}


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

    statuses, evidence, offers = file("statuses"), file("evidence"), file("remedies")
    only(statuses, ("statuses", "claims"))
    only(evidence, ("exhibits", "claims"))
    only(offers, ("remedies", "claims"))
    own = Catalogue(
        merged(shared.exhibits, block(evidence, "exhibits")),
        merged(shared.remedies, block(offers, "remedies")),
    )
    return Platform(
        id=name,
        meta=_meta(name, file("platform")),
        statuses=_statuses(statuses),
        claims=_claim_codes(statuses),
        evidence={claim: needed(listed, own) for claim, listed in lists_by_claim(evidence)},
        remedies={claim: remedies(listed, own) for claim, listed in lists_by_claim(offers)},
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
        languages=names(top, "languages"),
        currencies=names(top, "currencies") or (currency,),
        law=text(top, "law", ""),
        checked_on=day(top, "checked_on"),
        variants={str(key): words(block(top, "variants"), key) for key in block(top, "variants")},
        sites=sites,
        uploads=tuple(_upload(row) for row in rows(top, "uploads")),
        deadline_fields=names(top, "deadline_fields"),
        hints=tuple(words(row, "says") for row in rows(top, "hints")),
    )


def _site(key: str, row: Block) -> Site:
    only(row, ("name", "country", "zone", "currency", "language", "law"))
    country, zone, currency, language = (
        text(row, field) for field in ("country", "zone", "currency", "language")
    )
    return Site(key, words(row, "name"), country, zone, currency, language, text(row, "law", ""))


def _upload(row: Block) -> Upload:
    only(row, Upload.__struct_fields__)
    return Upload(
        kind=text(row, "kind"),
        label=words(row, "label"),
        source=text(row, "source"),
        formats=names(row, "formats"),
        most_bytes=number(row, "most_bytes", 0),
        most_files=number(row, "most_files", 0),
        most_chars=number(row, "most_chars", 0),
        least_chars=number(row, "least_chars", 0),
        once=truth(row, "once", default=False),
        until=text(row, "until", ""),
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


def _named(top: Block, section: str, known: Iterable[str], kind: str) -> Iterable[tuple[str, Block]]:
    listed = block(top, section)
    for key in listed:
        if key not in known:
            raise UnknownName(listed.at(key), str(key), kind, known)
        yield str(key), block(listed, key)
