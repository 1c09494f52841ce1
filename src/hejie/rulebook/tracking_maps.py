"""What do the codes and words of carriers mean, which clocks do hubs keep, and how long is silence normal?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from hejie.casefile.vocabulary import PARCEL_STATES
from hejie.rulebook.mistakes import NoSuch, UnknownName
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, day, items, number, one_of, only, rows, text, truth, words
from hejie.rulebook.schema import GRADES, UNITS

SHIPPED = Path(__file__).parent / "tracking"
SIGNERS = ("self", "proxy", "neighbour", "locker", "unknown", "")
CAUSES = (
    *("counterfeit", "undervalued", "no_invoice", "no_declaration", "buyer_no_clearance"),
    *("prohibited", "documents", "fee", "inspection", "unstated", ""),
)
_CODE_FIELDS = (
    *(
        "code",
        "state",
        "signed_by",
        "cause",
        "returns",
        "generic",
        "sure",
        "also",
        "not_buyer",
        "grade",
        "means",
    ),
)
_PROVIDER_FIELDS = ("provider", "name", "source", "zone", "country", "shape", "groups", "codes")
_SHAPE_PATHS = ("parcel", "rows", "time", "zone", "status", "substatus", "text", "place", "country", "region")
_WORDING_FIELDS = (
    *("language", "gap", "reach", "source", "negations", "same", "rows", "signers", "causes", "returns"),
)


class CodeRow(Struct, frozen=True):
    """What one code of a provider means.

    `generic`: the words beside it may say more. `sure` is false where one code mixes several things. `also` is a
    second signal in the same code. `returns`: the parcel goes back. `not_buyer`: it is not about the buyer.
    """

    code: str
    state: str
    grade: str
    means: str
    signed_by: str = ""
    cause: str = ""
    also: str = ""
    returns: bool = False
    generic: bool = False
    sure: bool = True
    not_buyer: bool = False


class Shape(Struct, frozen=True):
    """Where a provider's answer keeps what: each field is a list of dotted paths to try in turn; `*` is every item."""

    paths: Mapping[str, tuple[str, ...]]
    formats: tuple[str, ...] = ("iso",)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the paths of a field; none where the provider does not have it."""
        return self.paths.get(name, ())


class Provider(Struct, frozen=True):
    """One tracking service or carrier: its codes, its clock, and how its answers are built."""

    id: str
    name: Mapping[str, str]
    grade: str
    zone: str
    country: str
    shape: Shape
    codes: Mapping[str, CodeRow]


class PhraseRow(Struct, frozen=True):
    """Phrases that mean one thing. `reach` is how near before it a negation undoes a phrase; 0 is never."""

    means: str
    phrases: tuple[str, ...]
    whole: tuple[str, ...]
    unless: tuple[str, ...]
    reach: int


class Wording(Struct, frozen=True):
    """How carriers write in one language."""

    language: str
    gap: int
    negations: tuple[str, ...]
    same: Mapping[str, str]
    states: tuple[PhraseRow, ...]
    signers: tuple[PhraseRow, ...]
    causes: tuple[PhraseRow, ...]
    returns: PhraseRow


class Measure(Struct, frozen=True):
    """A number with its unit, source and grade; `since` is the day it begins, None if it always held."""

    id: str
    value: int
    unit: str
    source: str
    grade: str
    since: date | None = None


class TrackingMaps(Struct, frozen=True, eq=False):
    """All tracking data of one shop: the shipped folder and what its overlays changed by id."""

    providers: Mapping[str, Provider]
    wordings: tuple[Wording, ...]
    order: Mapping[str, int]
    lanes: Mapping[str, str]
    measures: Mapping[str, tuple[Measure, ...]]
    zones: Mapping[str, str]
    findings: Mapping[str, Mapping[str, str]]

    def provider(self, name: str) -> Provider:
        """Return one provider's maps; raise NoSuch for one nobody wrote."""
        if name not in self.providers:
            raise NoSuch("tracking provider", name, self.providers)
        return self.providers[name]

    def measure(self, name: str, on: date) -> Measure:
        """Return a number as it holds on a day; raise NoSuch where there is none."""
        held = [row for row in self.measures.get(name, ()) if row.since is None or row.since <= on]
        if not held:
            raise NoSuch("tracking number", name, self.measures)
        return max(held, key=lambda row: row.since or date.min)


@lru_cache(maxsize=32)
def load_tracking_maps(*overlays: Path) -> TrackingMaps:
    """Read the shipped tracking data with the `tracking` folders of overlays laid over it, later ones winning.

    Raises RuleFileMistake with file, line, what is wrong and what to write instead.
    """
    paper = _Paper()
    for folder in (SHIPPED, *(root / "tracking" for root in overlays)):
        for path in sorted(folder.glob("**/*.yaml")):
            paper.take(read_yaml(path, shown_as=f"tracking/{path.relative_to(folder)}"))
    return TrackingMaps(
        paper.providers, tuple(paper.wordings.values()), paper.order, paper.lanes,
        {name: tuple(measures) for name, measures in paper.measures.items()}, paper.zones, paper.findings,
    )  # fmt: skip


class _Paper:
    """What the files said so far."""

    def __init__(self) -> None:
        self.providers: dict[str, Provider] = {}
        self.wordings: dict[str, Wording] = {}
        self.order: dict[str, int] = {}
        self.lanes: dict[str, str] = {}
        self.measures: dict[str, list[Measure]] = {}
        self.zones: dict[str, str] = {}
        self.findings: dict[str, Mapping[str, str]] = {}

    def take(self, top: Block) -> None:
        """Read one file by what it holds."""
        if "provider" in top:
            found = _provider(top, self.providers.get(text(top, "provider")))
            self.providers[found.id] = found
        elif "language" in top:
            self.wordings[text(top, "language")] = _wording(top)
        else:
            self._take_tables(top)

    def _take_tables(self, top: Block) -> None:
        only(
            top,
            ("order", "sources", "source", "lanes", "silence", "numbers", "countries", "regions", "findings"),
        )
        for place, state in enumerate(_texts(top, "order")):
            self.order[_state(top, state)] = place
        for lane in rows(top, "lanes"):
            self.lanes |= dict.fromkeys(_texts(lane, "platforms"), text(lane, "id"))
        for row in (*rows(top, "silence"), *rows(top, "numbers")):
            self._measure(row, block(top, "sources"))
        self.zones |= {str(key): str(zone) for key, zone in block(top, "countries").items()}
        for country, regions in block(top, "regions").items():
            self.zones |= {f"{country}-{key}": str(zone) for key, zone in regions.items()}
        self.findings |= {str(code): words(block(top, "findings"), code) for code in block(top, "findings")}

    def _measure(self, row: Block, sources: Block) -> None:
        only(row, ("id", "value", "unit", "source", "since", "says"))
        source = text(row, "source")
        if source not in sources:
            raise UnknownName(row.at("source"), source, "source", map(str, sources))
        grade = one_of(block(sources, source), "grade", GRADES)
        made = Measure(
            text(row, "id"),
            number(row, "value"),
            one_of(row, "unit", UNITS),
            source,
            grade,
            day(row, "since"),
        )
        before = self.measures.setdefault(made.id, [])
        before[:] = [old for old in before if old.since != made.since] + [made]


def _texts(row: Block, key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in items(row, key))


def _state(row: Block, state: str, key: str = "state") -> str:
    if state not in PARCEL_STATES:
        raise UnknownName(row.at(key), state, "parcel state", PARCEL_STATES)
    return state


def _provider(top: Block, before: Provider | None) -> Provider:
    only(top, _PROVIDER_FIELDS)
    grade = one_of(block(top, "source"), "grade", GRADES, before.grade if before else None)
    groups = {str(key): _texts(block(top, "groups"), key) for key in block(top, "groups")}
    codes = dict(before.codes) if before else {}
    for row in rows(top, "codes"):
        made = _code(row, grade)
        for code in _spread(made.code, groups):
            # A code written out wins over one that a group spells, whichever comes first.
            if code == made.code or code not in codes or code not in _written(top):
                codes[code] = made
    return Provider(
        text(top, "provider"), words(top, "name") if "name" in top or not before else before.name, grade,
        text(top, "zone", before.zone if before else ""), text(top, "country", before.country if before else ""),
        _shape(block(top, "shape")) if "shape" in top or not before else before.shape, codes,
    )  # fmt: skip


def _written(top: Block) -> set[str]:
    return {str(row.get("code")) for row in rows(top, "codes")}


def _spread(code: str, groups: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    head, _, tail = code.partition(" ")
    return [f"{member} {tail}" for member in groups[head]] if head in groups else [code]


def _code(row: Block, grade: str) -> CodeRow:
    only(row, _CODE_FIELDS)
    also = text(row, "also", "")
    return CodeRow(
        code=text(row, "code"), state=_state(row, text(row, "state")), grade=one_of(row, "grade", GRADES, grade),
        means=text(row, "means"), signed_by=one_of(row, "signed_by", SIGNERS, ""),
        cause=one_of(row, "cause", CAUSES, ""),
        also=_state(row, also, "also") if also else "", returns=truth(row, "returns", default=False),
        generic=truth(row, "generic", default=False), sure=truth(row, "sure", default=True),
        not_buyer=truth(row, "not_buyer", default=False),
    )  # fmt: skip


def _shape(row: Block) -> Shape:
    only(row, (*_SHAPE_PATHS, "formats"))
    return Shape(
        {key: _texts(row, key) for key in _SHAPE_PATHS if key in row}, _texts(row, "formats") or ("iso",)
    )


def _wording(top: Block) -> Wording:
    only(top, _WORDING_FIELDS)
    one_of(block(top, "source"), "grade", GRADES)
    reach = number(top, "reach")
    same: dict[str, Any] = block(top, "same")
    return Wording(
        text(top, "language"), number(top, "gap"), _texts(top, "negations"), {str(k): str(v) for k, v in same.items()},
        tuple(_phrases(row, _state(row, text(row, "state")), "state", reach) for row in rows(top, "rows")),
        tuple(_phrases(row, one_of(row, "signed_by", SIGNERS), "signed_by", 0) for row in rows(top, "signers")),
        tuple(_phrases(row, one_of(row, "cause", CAUSES), "cause", 0) for row in rows(top, "causes")),
        PhraseRow("returns", _texts(top, "returns"), (), (), 0),
    )  # fmt: skip


def _phrases(row: Block, means: str, key: str, reach: int) -> PhraseRow:
    only(row, (key, "any", "whole", "unless", "reach"))
    return PhraseRow(
        means, _texts(row, "any"), _texts(row, "whole"), _texts(row, "unless"), number(row, "reach", reach)
    )
