"""How quick are the same rules as plain NumPy, with a boolean column a condition and two truth values?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.rules_peers.translate import Said

Columns = Mapping[str, NDArray[Any]]


def written(told: list[Said]) -> Callable[[Columns], dict[str, NDArray[np.int8]]]:
    """Return a function as one would write it by hand: a column a rule, then the outcome of the one that holds."""
    lines = ["def judge(f, n):", " d = {}"]
    for decision in told:
        lines.append(" o = np.full(n, -1, np.int8)")
        for name, condition, winners, outcome in decision.rules:
            beaten = "".join(f" & ~{winner}" for winner in winners)
            lines.append(f" {name} = ({condition}){beaten}")
            if outcome:
                lines.append(f" o[{name}] = {decision.outcomes.index(outcome)}")
        lines.append(f" d[{decision.decision!r}] = o")
    lines.append(" return d")
    space: dict[str, Any] = {"np": np}
    exec(compile("\n".join(lines), "<by hand>", "exec"), space)
    judge = space["judge"]
    return lambda columns: judge(columns, len(next(iter(columns.values()))))


def in_chunks(
    judge: Callable[[Columns], dict[str, NDArray[np.int8]]], columns: Columns, rows: int, size: int
) -> dict[str, NDArray[np.int8]]:
    """Judge a chunk at a time, which keeps the columns in the cache: the best plain NumPy we could write."""
    parts = [
        judge({name: data[start : start + size] for name, data in columns.items()})
        for start in range(0, rows, size)
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
