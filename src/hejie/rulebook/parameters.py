"""Which value does a dated parameter have on a day, and is it still trusted?"""

from __future__ import annotations

from datetime import date

from hejie.rulebook.mistakes import BeforeFirstDate
from hejie.rulebook.schema import DatedValue, Parameter, Source
from hejie.rulebook.spans import scale


def value_on(param: Parameter, day: date) -> DatedValue:
    """Return the value in force on a day. Raises BeforeFirstDate: the oldest value is no answer for an older case."""
    found = None
    for value in param.values:
        if value.since <= day:
            found = value
    if found is None:
        raise BeforeFirstDate(
            f"The parameter {param.name!r}", day.isoformat(), param.values[0].since.isoformat()
        )
    return found


def in_base_units(param: Parameter, value: int) -> int:
    """Return a value in the unit conditions reckon in: minutes, grams, minor units."""
    return value * scale(param.unit)


def is_stale(day: date, *reviewed: Parameter | Source) -> bool:
    """Tell whether any of these is past its review date: it still answers, and the answer says so."""
    return any(item.review_by is not None and item.review_by < day for item in reviewed)
