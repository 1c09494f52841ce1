"""What does a setting of the environment say, and is it something that the desk can go by?

A setting that cannot be meant stops the start: a desk that passed over `HEJIE_HTTPS=true` would send its cookies in the
open, and one that passed over a role without its last letter would ask nobody for a code.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class NotASetting(ValueError):
    """A variable of the environment that says nothing the desk can go by."""

    def __init__(self, name: str, said: str, wanted: str) -> None:
        super().__init__(
            f"{name} is {said!r}, which the desk cannot go by, so it was not started. "
            f"Set it to {wanted}, or leave it unset: docs/administration.md has all settings."
        )


def whole(name: str, otherwise: int) -> int:
    """Return a whole number above 0; raise NotASetting."""
    said = os.environ.get(name, "").strip()
    if not said:
        return otherwise
    if not (said.isascii() and said.isdecimal() and 0 < len(said) < 10 and int(said)):
        raise NotASetting(name, said, f"a whole number above 0, such as {otherwise}")
    return int(said)


def switched_on(name: str) -> bool:
    """Whether a switch is on; raise NotASetting."""
    said = os.environ.get(name, "").strip()
    if said not in ("", "0", "1"):
        raise NotASetting(name, said, "1 or 0")
    return said == "1"


def some_of(name: str, known: Collection[str]) -> frozenset[str]:
    """Return the words of a list with commas between; raise NotASetting."""
    said = frozenset(filter(None, map(str.strip, os.environ.get(name, "").split(","))))
    if said - set(known):
        raise NotASetting(name, os.environ[name], f"some of {', '.join(known)} with commas between")
    return said


def zone(name: str, otherwise: str) -> str:
    """Return the name of a time zone; raise NotASetting."""
    said = os.environ.get(name, "").strip() or otherwise
    try:
        ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotASetting(name, said, f"the name of a time zone, such as {otherwise}") from error
    return said
