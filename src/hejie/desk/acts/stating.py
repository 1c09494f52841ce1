"""What did a person say about one fact, read from a form?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from hejie.casefile import CaseFile
from hejie.casefile.facts import Fact, FactState, Value
from hejie.casefile.quantities import Moment, Weight
from hejie.desk import house
from hejie.desk.cases.index import amount, shop_key
from hejie.desk.models import Shop
from hejie.desk.sums import money_of
from hejie.rulebook.schema import FactKind

Form = Mapping[str, str]
GRAMS = {"g": 1, "kg": 1000}
MOST = 10**12  # more of anything than a case can hold, and less than the store can
# Nothing of a case happens outside of these, and rules can add their days to whatever lies between.
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
WITHOUT_VALUE = {"unknown", "absent", "unobtainable"}
_CENTS = re.compile(r",(?=\d{1,2}$)")  # 1,24 kg as Spanish writes it; 1,240 could be either and is refused


class NoSuchFact(ValueError):
    """A fact that the rulebook does not know."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The rulebook knows no fact {name!r}, so no rule could read it. Choose one from the list."
        )


class NotReadable(ValueError):
    """Words that are no value of this fact."""

    def __init__(self, fact: str, said: str, wanted: str) -> None:
        self.fact, self.said, self.wanted = fact, said, wanted
        super().__init__(f"{said!r} is no value of the fact {fact!r}, so it was not recorded. Give {wanted}.")


class NothingSaid(ValueError):
    """An empty field where words are needed."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"The field {field!r} is empty, so there is nothing to record. Write something in it."
        )


def kind_of(name: str) -> FactKind:
    """Return what the rulebook says about a fact; raise NoSuchFact."""
    kind = house.rules().definitions.facts.get(name)
    if kind is None:
        raise NoSuchFact(name)
    return kind


def fact_from(form: Form, *, at: datetime, zone: str, currency: str) -> Fact:
    """Return the fact that a form states; raise NoSuchFact or NotReadable.

    The form holds `name`, and `value`, or a `state` without one; `said_by` and `source` say where it comes from.
    """
    kind = kind_of(form.get("name", ""))
    state = form.get("state", "")
    value = None if state in WITHOUT_VALUE else _value(kind, form.get("value", "").strip(), zone, currency)
    return Fact(
        name=kind.name,
        state=FactState(state) if state in WITHOUT_VALUE else FactState.KNOWN,
        value=value,
        said_by=form.get("said_by") or kind.ask.who,
        source=form.get("source", "").strip() or "desk",
        at=at,
    )


def words_in(form: Mapping[str, str], field: str) -> str:
    """Return what was written in a field; raise NothingSaid where it is empty."""
    said = form.get(field, "").strip()
    if not said:
        raise NothingSaid(field)
    return said


def zone_and_currency(file: CaseFile) -> tuple[str, str]:
    """Return the zone in which times of a case are typed, and the currency of its sums."""
    shop = Shop.objects.filter(key=shop_key(file.opened.platform, file.opened.shop)).first()
    worth = amount(file)
    return (shop.zone if shop else "Asia/Shanghai"), (
        worth.currency if worth else shop.currency if shop else "CNY"
    )


def _value(kind: FactKind, said: str, zone: str, currency: str) -> Value:
    readers: dict[str, Callable[[str], Value]] = {
        "bool": lambda text: {"true": True, "false": False}[text],
        "enum": lambda text: _code(kind, text),
        "money": lambda text: money_of(text, currency),
        "time": lambda text: _moment(text, zone),
        "int": lambda text: _number(kind, text),
        "text": _words,
    }
    try:
        return readers[kind.type](said)
    except (KeyError, ValueError, InvalidOperation) as error:
        raise NotReadable(kind.name, said, _wanted(kind)) from error


def _code(kind: FactKind, text: str) -> str:
    if text not in kind.values:
        raise ValueError(text)
    return text


def time_of(text: str, zone: str) -> datetime:
    """Return the time that somebody typed, in their zone where they name none; raise ValueError."""
    told = datetime.fromisoformat(text)
    at = told if told.tzinfo else told.replace(tzinfo=ZoneInfo(zone))
    if not EARLIEST <= at <= LATEST:
        raise ValueError(text)
    return at


def _moment(text: str, zone: str) -> Value:
    return Moment(time_of(text, zone))


def _number(kind: FactKind, text: str) -> Value:
    number = Decimal(_CENTS.sub(".", text))
    if not number.copy_abs() <= MOST:  # 1e999999999 would be written out, digit by digit
        raise ValueError(text)
    if kind.unit in GRAMS:
        return Weight(int(number * GRAMS[kind.unit]))
    if number != int(number):
        raise ValueError(text)
    return int(number)


def _words(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _wanted(kind: FactKind) -> str:
    if kind.values:
        return f"one of {', '.join(kind.values)}"
    return {
        "bool": "yes or no",
        "money": "an amount such as 12.50",
        "time": "a date and a time",
        "int": f"a whole number{f' of {kind.unit}' if kind.unit else ''}",
    }.get(kind.type, "a few words")
