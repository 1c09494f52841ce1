"""The fixed cast of all stories: Ana the agent, Bo the supervisor, Chen the buyer, the carrier, and their shop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, CaseOpened, Entry
from hejie.casefile.facts import Fact
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Actor, Role

NOON = datetime(2026, 11, 11, 4, 0, tzinfo=UTC)  # noon of Double 11 in Shanghai
ANA = Actor(Role.AGENT, "Ana")
BO = Actor(Role.SUPERVISOR, "Bo")
CHEN = Actor(Role.BUYER, "Chen")
CARRIER = Actor(Role.CARRIER)


def yuan(amount: str) -> Money:
    """Return an amount of yuan."""
    return Money.of(amount, "CNY")


def hours(count: float) -> timedelta:
    """Return that many hours."""
    return timedelta(hours=count)


def opened(*facts: Fact, platform: str = "taobao", claim: str = "missing_item", **more: Any) -> CaseFile:
    """Return a case of Chen's, opened at noon of Double 11."""
    told: dict[str, Any] = {
        "amount": yuan("128"),
        "buyer": "Chen",
        "goods": "保温杯 500ml",
        "order_id": "20261111001",
    }
    what = CaseOpened(
        platform=platform, shop="lantern", after_sales_id="900001", claim=claim, facts=facts, **(told | more)
    )
    return CaseFile.begin(f"{platform}:lantern:900001", Entry(NOON, SYSTEM, what))


def then(file: CaseFile, *whats: AnyHappening, at: datetime = NOON, by: Actor = ANA) -> CaseFile:
    """Return the file after these things happened."""
    return file.add(*(Entry(at, by, what) for what in whats))


def happened(entries: tuple[Entry, ...]) -> list[AnyHappening]:
    """Return what the entries of a room say happened."""
    return [entry.what for entry in entries]
