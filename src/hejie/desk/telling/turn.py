"""Why has a case its place in the plan, in the reader's words?"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hejie.casefile.money import Money
from hejie.dispatch.explaining import Turn, why_now
from hejie.dispatch.ordering import COMMON


def why(row: dict[str, Any], language: str) -> str:
    """Return the sentence for a row that was read with its place in the plan; empty where it has none."""
    return _said(_turn(row), language) if row.get("planned__stake") is not None else ""


@lru_cache(maxsize=20_000)  # the same sentences are asked for with every page
def _said(turn: Turn, language: str) -> str:
    return why_now(turn, language)


def _turn(row: dict[str, Any]) -> Turn:
    price = row["planned__price"]
    return Turn(
        Money(row["planned__stake"], row["planned__currency"]),
        row["planned__minutes"],
        Money(row["planned__by_minute"], COMMON),
        Money(price, COMMON) if price is not None else None,
        row["planned__guessed"],
        row["planned__too_late"],
        timed=row["due_at"] is not None,
    )
