"""Who takes part in a case, and in which role?"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """The parts people and systems play. `system` is Hejie itself, acting on a rule or a standing order."""

    BUYER = "buyer"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
    SELLER = "seller"
    CARRIER = "carrier"
    PLATFORM = "platform"
    SUPPLIER = "supplier"
    WAREHOUSE = "warehouse"
    SYSTEM = "system"


class Actor(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whoever did a thing: a role, and a name where a person stands behind it."""

    role: Role
    name: str = ""


SYSTEM = Actor(Role.SYSTEM)
