"""What is a thing that happens in a case, and what does one carry about why?"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from hejie.casefile.quantities import Timed


class Ground(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Why something was decided: the rule, its clause in our words, where it comes from, and what it rests on.

    It is kept in the entry whole, so that the reason stays readable after the rule has changed. `says` maps a
    language to the clause; `because` lists the atoms of the rule with the facts they read.
    """

    rule: str
    says: dict[str, str]
    source: str = ""
    dated: str = ""
    grade: str = ""
    because: tuple[str, ...] = ()


class Happening(Timed, frozen=True, tag=True, omit_defaults=True, forbid_unknown_fields=True):
    """One kind of thing that happens. `says` holds the sentence a user reads, a template of the fields."""

    says: ClassVar[dict[str, str]] = {}
