"""What is known about a case, how well, and who said so?"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Timed, Weight

Value = bool | int | str | Money | Weight | Moment


class FactState(StrEnum):
    """How a fact stands. Only `known` and `deemed` carry a value."""

    KNOWN = "known"
    UNKNOWN = "unknown"  # not known yet: ask
    ABSENT = "absent"  # known not to exist: there was no such agreement, no such scan
    UNOBTAINABLE = "unobtainable"  # asked for and will not come: never asked again
    DEEMED = "deemed"  # taken as given by a sourced clause at a deadline


class ValueAndStateDisagree(ValueError):
    """A fact that claims a value without one, or carries one while it says nothing is known."""

    def __init__(self, name: str, state: FactState, value: Value | None) -> None:
        super().__init__(
            f"The fact {name!r} is {state.value} with the value {value!r}: a judgment would read it two ways. "
            "Known and deemed facts carry a value, all others carry none."
        )


class Fact(Timed, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing about a case: its value or why there is none, who said it, by what source, and when.

    `name` is a fact of the rulebook's schema; `said_by` a role (buyer, seller, carrier, platform, warehouse...);
    `source` where it can be looked up (an export row, a scan, a clause); `at` when it was said.
    """

    name: str
    state: FactState
    value: Value | None = None
    said_by: str = ""
    source: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state in (FactState.KNOWN, FactState.DEEMED)):
            raise ValueAndStateDisagree(self.name, self.state, self.value)
        super().__post_init__()

    @property
    def has_value(self) -> bool:
        """Whether a judgment may read a value here."""
        return self.value is not None


def known(
    name: str, value: Value, *, said_by: str = "", source: str = "", at: datetime | None = None
) -> Fact:
    """Return a fact with a value."""
    return Fact(name, FactState.KNOWN, value, said_by, source, at)


def unknown(name: str) -> Fact:
    """Return a fact that is still to be asked for."""
    return Fact(name, FactState.UNKNOWN)


def absent(name: str, *, said_by: str = "", source: str = "", at: datetime | None = None) -> Fact:
    """Return a fact that is known not to exist."""
    return Fact(name, FactState.ABSENT, None, said_by, source, at)
