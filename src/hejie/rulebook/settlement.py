"""What does the team folder guess, or has the shop learned, about what buyers accept?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from hejie.casefile.vocabulary import CLAIMS
from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import Place, RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, day, items, number, only, rows, text

FILE = "team/acceptance.yaml"
TABLES = ("cells", "escalate", "give_up", "firm")  # of a learned law
SMALLEST, LARGEST = 0, 100  # percent of the price
_FIELDS = (
    "source",
    "step",
    "doubt",
    "focal",
    "bands",
    "band_shift",
    "reasons",
    "escalate",
    "give_up",
    "firm",
)
_MORE = ("stated", "wishes", "remedies", "silence", "frozen", "learned")

Pair = tuple[int, int]  # for a buyer who wants money, and for one who wants the goods


class Reason(Struct, frozen=True):
    """One family of complaints: the share in the middle, the spread, and how many want the goods (percent)."""

    id: str
    claims: tuple[str, ...]
    fair: int
    spread: int
    wants_goods: int


class Worth(Struct, frozen=True):
    """What a remedy is worth to the two kinds of buyer, in percent of the price, and what a unit of money in it is."""

    rest: Pair = (0, 0)
    money: Pair = (0, 0)


class Tried(Struct, frozen=True):
    """What a law would have saved by the case, in minor units of one currency: `saves`, give or take `within`."""

    cases: int
    saves: int
    within: int


class Learned(Struct, frozen=True):
    """A law that a person switched on: `cells` are millionths by segment, both wishes one after the other.

    `cases` are those it was learned from, `tried` tells by currency what it would have saved in them.
    """

    name: str
    cells: Mapping[str, tuple[int, ...]]
    escalate: Mapping[str, tuple[int, ...]]
    give_up: Mapping[str, tuple[int, ...]]
    firm: Mapping[str, tuple[int, ...]]
    cases: int = 0
    since: date | None = None
    by: str = ""
    tried: Mapping[str, Tried] = {}


class Acceptance(Struct, frozen=True, dict=True):
    """The starting law of acceptance, the worth of remedies, and what silence leads to. Shares are in percent."""

    source: str
    step: int
    doubt: int
    focal: Mapping[int, int]
    bands: Mapping[str, tuple[int, ...]]
    band_shift: tuple[int, ...]
    reasons: Mapping[str, Reason]
    escalate: tuple[int, ...]
    give_up: tuple[int, ...]
    firm: int
    stated: int
    wishes: Mapping[str, str]
    worth: Mapping[str, Worth]
    silence: Mapping[str, str]
    frozen: tuple[tuple[date, date], ...]
    learned: Learned | None = None

    @cached_property
    def by_claim(self) -> Mapping[str, str]:
        """The family of each claim."""
        return {claim: reason.id for reason in self.reasons.values() for claim in reason.claims}

    def band(self, minor: int, currency: str) -> int:
        """Return the price band of an amount; an unknown currency has only one, the middle one."""
        edges = self.bands.get(currency)
        return sum(minor >= edge for edge in edges) - 1 if edges else len(self.band_shift) // 2

    def is_frozen(self, on: date) -> bool:
        """Tell whether the outcomes of a day teach nothing."""
        return any(first <= on <= last for first, last in self.frozen)


def read_acceptance(roots: Sequence[Path]) -> Acceptance:
    """Read the law of acceptance, later folders laid over earlier ones; raise RuleFileMistake with file and line."""
    top = Block(Place(FILE, 1))
    for root in roots:
        if (root / FILE).exists():
            over = read_yaml(root / FILE, shown_as=f"{root.name}/{FILE}")
            top = merged(top, over)
            # Half of this law and half of that one nobody learned; null takes back what was.
            if "learned" in over:
                top["learned"] = over["learned"]
    only(top, (*_FIELDS, *_MORE))
    shifts = _numbers(top, "band_shift")
    return Acceptance(
        source=text(top, "source"),
        step=_percent(top, "step"),
        doubt=_percent(top, "doubt"),
        focal={int(share): number(block(top, "focal"), share) for share in block(top, "focal")},
        bands=_bands(block(top, "bands"), len(shifts)),
        band_shift=shifts,
        reasons=_reasons(block(top, "reasons")),
        escalate=_numbers(top, "escalate"),
        give_up=_numbers(top, "give_up"),
        firm=_percent(top, "firm"),
        stated=_percent(top, "stated"),
        wishes={str(want): str(kind) for kind, listed in block(top, "wishes").items() for want in listed},
        worth={str(name): _worth(row) for name, row in block(top, "remedies").items()},
        silence={str(claim): text(block(top, "silence"), claim) for claim in block(top, "silence")},
        frozen=tuple(_days(row) for row in rows(top, "frozen")),
        learned=read_learned(block(top, "learned")),
    )


def _bands(top: Block, count: int) -> Mapping[str, tuple[int, ...]]:
    found = {str(currency): _numbers(top, currency) for currency in top}
    for currency, edges in found.items():
        if len(edges) != count or list(edges) != sorted(edges) or edges[0] != 0:
            raise RuleFileMistake(
                top.at(currency),
                f"the bands of {currency} do not fit",
                f"Write {count} rising amounts in minor units, the first 0: as many as 'band_shift' has.",
            )
    return found


def _reasons(top: Block) -> Mapping[str, Reason]:
    found = {}
    for key in top:
        row = block(top, key)
        only(row, ("claims", "fair", "spread", "wants_goods"))
        claims = tuple(str(claim) for claim in items(row, "claims"))
        for claim in claims:
            if claim not in CLAIMS:
                raise UnknownName(row.at("claims"), claim, "claim", CLAIMS)
        shares = [_percent(row, field) for field in ("fair", "spread", "wants_goods")]
        found[str(key)] = Reason(str(key), claims, *shares)
    return found


def _worth(row: Block) -> Worth:
    only(row, ("rest", "money"))
    return Worth(*(_pair(row, field) if field in row else (0, 0) for field in ("rest", "money")))


def _pair(row: Block, key: str) -> Pair:
    both = _numbers(row, key)
    if len(both) != len(("money", "goods")):
        raise RuleFileMistake(
            row.at(key), f"{key!r} is not a pair", "Write [for who wants money, for who wants the goods]."
        )
    return both[0], both[1]


def _days(row: Block) -> tuple[date, date]:
    only(row, ("from", "to"))
    first, last = day(row, "from"), day(row, "to")
    if first is None or last is None:
        raise RuleFileMistake(row.at("from"), "a frozen time has two days", "Write {from: ..., to: ...}.")
    return first, last


def read_learned(top: Block) -> Learned | None:
    """Return a learned law, None where the block is empty; raise RuleFileMistake."""
    if not top:
        return None
    only(top, ("name", *TABLES, "cases", "since", "by", "tried"))
    cells, escalate, give_up, firm = (
        {str(key): _numbers(table, key) for key in table} for table in (block(top, part) for part in TABLES)
    )
    tried = block(top, "tried")
    return Learned(
        text(top, "name"),
        cells,
        escalate,
        give_up,
        firm,
        cases=number(top, "cases", 0),
        since=day(top, "since"),
        by=text(top, "by", ""),
        tried={str(currency): _tried(block(tried, currency)) for currency in tried},
    )


def _tried(row: Block) -> Tried:
    only(row, Tried.__struct_fields__)
    return Tried(*(number(row, field) for field in Tried.__struct_fields__))


def _numbers(row: Block, key: object) -> tuple[int, ...]:
    found = items(row, str(key))
    for index, value in enumerate(found):
        if not isinstance(value, int) or isinstance(value, bool):
            raise RuleFileMistake(found.at(index), f"{value!r} is not a whole number", "Write digits only.")
    return tuple(found)


def _percent(row: Block, key: str) -> int:
    value = number(row, key)
    if not SMALLEST <= value <= LARGEST:
        raise RuleFileMistake(row.at(key), f"{key!r} is {value}", "Write a percentage from 0 to 100.")
    return value
