"""Which case files can there be? Hypothesis strategies for every value, entry and file, for all rooms' tests.

@given(files())            any valid case of any entries
@given(happenings())       anything that can happen, with arbitrary fields
@given(of(Fact))           any value of a type that entries are made of
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import strategies as st

from hejie.casefile import CaseFile
from hejie.casefile.case import NothingToCorrect, NothingToReopen, OpenedTwice
from hejie.casefile.entries import CaseOpened, Entry, EntryCorrected, Happening, Region
from hejie.casefile.entries.knowing import WHOLE
from hejie.casefile.facts import Fact, FactState, Value
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor
from hejie.casefile.stages import StageCannotFollow

Any_ = st.SearchStrategy[Any]

CURRENCIES = ("CNY", "BRL", "MXN", "ARS", "CLP", "COP", "USD", "EUR", "RUB", "JPY")
ZONES = ("UTC", "Asia/Shanghai", "America/Sao_Paulo", "America/Mexico_City", "Europe/Madrid", "Asia/Kolkata")
KINDS: tuple[type[Happening], ...] = tuple(sorted(Happening.__subclasses__(), key=lambda kind: kind.__name__))
CANNOT_BE_ADDED = (StageCannotFollow, NothingToReopen, NothingToCorrect, OpenedTwice)

AWKWARD = (
    "",
    "包裹未收到",
    "Não recebi 😡",
    "“q” {brace} [bracket]",
    "two\nlines\t",
    "\u200b\x00\x1f",
    "cod_refused",
    "。",
)

texts = st.text(max_size=8) | st.sampled_from(AWKWARD)
counts = st.integers(-5, 100) | st.integers(-(2**70), 2**70)
fact_names = st.sampled_from(("amount", "signed_at", "w_item", "claim", "attempts")) | st.text(max_size=6)
times = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES).map(ZoneInfo) | st.just(UTC),
)


def moneys(currencies: tuple[str, ...] = CURRENCIES) -> st.SearchStrategy[Money]:
    """Any amount, small ones more often, in one of these currencies."""
    minor = st.integers(-(10**6), 10**6) | st.integers(-(2**62), 2**62)
    return st.builds(Money, minor, st.sampled_from(currencies))


@cache
def of(kind: Any) -> Any_:
    """Any value of a type: one that entries are made of, a record of them, or a union, tuple or dict."""
    leaves = {
        str: texts,
        int: counts,
        bool: st.booleans(),
        datetime: times,
        NoneType: st.none(),
        Money: moneys(),
    }
    if kind in leaves:
        return leaves[kind]
    if kind is Fact:
        return st.sampled_from(FactState).flatmap(_fact)
    if kind is Region:
        return regions()
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return st.lists(of(inner[0]), max_size=3).map(tuple)
    if get_origin(kind) is dict:
        return st.dictionaries(of(inner[0]), of(inner[1]), max_size=3)
    if inner:
        return st.one_of(*(of(one) for one in inner))
    if issubclass(kind, str):
        return st.sampled_from(kind)  # type: ignore[arg-type]  # the codes of an enumeration
    return st.builds(kind, **{field.name: of(field.type) for field in msgspec.structs.fields(kind)})


def _fact(state: FactState) -> st.SearchStrategy[Fact]:
    value = of(Value) if state in (FactState.KNOWN, FactState.DEEMED) else st.none()
    return st.builds(Fact, fact_names, st.just(state), value, texts, texts, st.none() | times)


def regions() -> st.SearchStrategy[Region]:
    """Any rectangle that lies on a picture."""
    sides = st.lists(st.integers(0, WHOLE), min_size=2, max_size=2, unique=True).map(sorted)
    return st.builds(
        lambda across, down, hides: Region(
            across[0], down[0], across[1] - across[0], down[1] - down[0], hides=hides
        ),
        sides,
        sides,
        st.booleans(),
    )


def happenings(*kinds: type[Happening]) -> st.SearchStrategy[Happening]:
    """Anything that can happen, or anything of some kinds, with arbitrary fields."""
    return st.one_of(*(of(kind) for kind in kinds or KINDS))


def entries(*kinds: type[Happening]) -> st.SearchStrategy[Entry]:
    """Anything that can happen, by anybody, at any time."""
    return st.builds(Entry, times, of(Actor), happenings(*kinds))


# Corrections mostly name an entry that is there.
later_entries = st.one_of(
    entries(*(kind for kind in KINDS if kind is not CaseOpened)),
    st.builds(Entry, times, of(Actor), st.builds(EntryCorrected, st.integers(1, 9), texts)),
)


@st.composite
def files(draw: st.DrawFn, most: int = 8) -> CaseFile:
    """Any valid case: an opening, then whatever may follow."""
    file = CaseFile.begin(draw(texts), draw(entries(CaseOpened)))
    for entry in draw(st.lists(later_entries, max_size=most)):
        file = added(file, entry)
    return file


def added(file: CaseFile, entry: Entry) -> CaseFile:
    """Return the file with the entry, or as it was where the entry may not follow."""
    try:
        return file.add(entry)
    except CANNOT_BE_ADDED:
        return file
