"""How do the facts of a case become the plain values that conditions read?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from hejie.casefile.facts import Fact, FactState
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from hejie.rulebook.mistakes import CurrenciesMixed, WrongKindOfValue
from hejie.rulebook.schema import FactKind
from hejie.rulebook.spans import minute

# Not-a-number is absent: every comparison with it is false and arithmetic carries it on, which is what absent means.
ABSENT: Final[float] = float("nan")

Plain = Mapping[str, Any]  # fact -> int, bool, str or ABSENT; a missing fact is unknown

_WANTED: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "int": (int,),
    "enum": (str,),
    "time": (int,),
    "money": (int,),
    "text": (str,),
}


def plain_values(
    facts: Mapping[str, Fact], kinds: Mapping[str, FactKind], usual: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the values conditions read: money in minor units, weights in grams, times in minutes UTC.

    Unknown and unobtainable facts are left out. A fact nobody spoke of is absent where its kind says so; `usual` holds
    those, see `usually_absent`, for callers who ask often. The money facts are in the case's currency, the fact
    `currency`; where the case states one, an amount in another (goods bought in yuan, sold in reais) cannot be compared
    and stays unknown. Raises CurrenciesMixed where amounts differ and none is stated, and WrongKindOfValue.
    """
    plain = dict(usually_absent(kinds) if usual is None else usual)
    currency = _currency_of(facts)
    for name, fact in facts.items():
        if fact.state is FactState.ABSENT:
            plain[name] = ABSENT
        elif fact.value is not None and not (
            isinstance(fact.value, Money) and fact.value.currency != currency
        ):
            plain[name] = value = _plain(fact.value)
            if name in kinds:
                _check(kinds[name], value)
        else:
            plain.pop(name, None)
    if currency and "currency" in kinds and not _is_absent(facts.get("currency")):
        plain["currency"] = currency
        _check(kinds["currency"], currency)
    return plain


def usually_absent(kinds: Mapping[str, FactKind]) -> dict[str, Any]:
    """Return the facts that do not exist where nobody spoke of them."""
    return {name: ABSENT for name, kind in kinds.items() if kind.if_missing == "absent"}


def _is_absent(fact: Fact | None) -> bool:
    return fact is not None and fact.state is FactState.ABSENT


def _currency_of(facts: Mapping[str, Fact]) -> str:
    stated = facts.get("currency")
    if stated is not None and isinstance(stated.value, str):
        return stated.value
    found = {fact.value.currency for fact in facts.values() if isinstance(fact.value, Money)}
    if len(found) > 1:
        raise CurrenciesMixed(found)
    return next(iter(found), "")


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, Weight):
        return value.grams
    if isinstance(value, Moment):
        return minute(value.at)
    return minute(value) if isinstance(value, datetime) else value


def _check(kind: FactKind, value: Any) -> None:
    right = isinstance(value, _WANTED[kind.type]) and (kind.type == "bool" or not isinstance(value, bool))
    if not right or (kind.type == "enum" and value not in kind.values):
        wanted = f"one of {', '.join(kind.values)}" if kind.type == "enum" else f"a {kind.type}"
        raise WrongKindOfValue(kind.name, wanted, value)
