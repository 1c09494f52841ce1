"""How does a script become the message of this case, and which of its slots does no fact fill yet?

A script is plain text with two signs and no logic:

* `{goods}` is a slot. A slot that nothing fills stays visible as ⟦goods⟧ and is reported in `missing`.
* `[, order {order},]` is optional. It drops out, brackets and all, when one of the slots inside it is empty.

What fills a slot is put in as it is: a buyer called `{amount}` or `[x]` stays called that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


class Worded(Protocol):
    """Whatever has words with slots: a script of the library, or a team's own text."""

    @property
    def says(self) -> str:
        """The text with its slots."""
        ...


class Rendered(Struct, frozen=True):
    """A message, and the slots no fact fills. Only a message without missing slots may be used."""

    text: str
    missing: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether every slot is filled."""
        return not self.missing


def render(script: Worded, slots: Mapping[str, str]) -> Rendered:
    """Return the script with its slots filled; never raises for a slot, known or not."""
    filled = {name: value.strip() for name, value in slots.items() if value.strip()}
    words = _tidy(_OPTIONAL.sub(lambda optional: _kept(optional, filled), script.says))
    missing = tuple(dict.fromkeys(name for name in _SLOT.findall(words) if name not in filled))
    return Rendered(_SLOT.sub(lambda slot: filled.get(slot[1], f"⟦{slot[1]}⟧"), words), missing)


def _kept(optional: re.Match[str], filled: Mapping[str, str]) -> str:
    inside = optional[1]
    return inside if all(name in filled for name in _SLOT.findall(inside)) else ""


def _tidy(words: str) -> str:
    # Before the slots are filled, so that only the script's own spacing is touched.
    lines = (re.sub(r"[ \t]{2,}", " ", line).strip() for line in words.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
