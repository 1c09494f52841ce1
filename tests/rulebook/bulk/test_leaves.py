"""Do comparisons that are reckoned together come out as each would alone, chunk by chunk and at every edge?"""

from typing import Any

import numpy as np
import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.bulk import leaves
from hejie.rulebook.bulk.circuits import Node
from hejie.rulebook.bulk.leaves import NO_ANSWERS, Answers, Leaves, Sheets
from hejie.rulebook.bulk.tables import Table, table_of, unpack, words
from hejie.rulebook.scalar import outcome_bits

X, Y = t.FactValue("w_item"), t.FactValue("w_carrier")
CASES: list[dict[str, Any]] = [{"w_item": row, "w_carrier": 150 - row} for row in range(150)]


def planes(atoms: list[Any], table: Table, now: int = 0, step: int = 3) -> list[list[int]]:
    """Return the plane of each atom, fetched in chunks of `step` words."""
    made = Leaves((slot, Node("atom", atom=atom)) for slot, atom in enumerate(atoms))
    sheets, parts = Sheets(made, table, now, NO_ANSWERS), []
    for first in range(0, words(table.rows), step):
        into: list[Any] = [None] * len(atoms)
        sheets.fetch(first, min(first + step, words(table.rows)), into)
        parts.append(into)
    whole = [np.concatenate(found) for found in zip(*parts, strict=True)]
    return [unpack(plane, table.rows).tolist() for plane in whole]


@pytest.mark.parametrize(("step", "room"), [(3, 1 << 18), (1, 1 << 18), (3, 64)])
def test_comparisons_of_all_kinds_come_out_row_by_row(
    sample: Rulebook, monkeypatch: pytest.MonkeyPatch, step: int, room: int
) -> None:
    monkeypatch.setattr(leaves, "ROOM", room)
    told = {
        t.Compare("<", X, t.Const(64)): lambda x, y: x < 64,
        t.Compare("<=", X, t.Const(64)): lambda x, y: x <= 64,
        t.Compare(">", t.Sum(t.Now(), X, -1), t.Const(50)): lambda x, y: 100 - x > 50,
        t.Compare("==", X, t.Const(7)): lambda x, y: x == 7,
        t.Compare(">=", t.Sum(X, Y, -1), t.Const(10)): lambda x, y: x - y >= 10,
        t.Compare("<=", X, Y): lambda x, y: x <= y,
        t.Compare("<", X, t.Const(2**40)): lambda x, y: True,
        t.Compare(">=", X, t.Const(-(2**40))): lambda x, y: True,
        t.Compare("==", X, t.Const(2**40)): lambda x, y: False,
        t.Compare("<", t.Now(), t.Const(3)): lambda x, y: False,
        t.Since("w_item", 70): lambda x, y: x >= 70,
    }
    found = planes(list(told), table_of(CASES, sample.definitions.facts), now=100, step=step)
    for plane, truth in zip(found, told.values(), strict=True):
        assert plane == [truth(case["w_item"], case["w_carrier"]) for case in CASES]


def test_what_is_not_known_is_neither_yes_nor_any_code(sample: Rulebook) -> None:
    table = table_of(
        [{"claim": "quality", "cod": True}, {"claim": "customs", "cod": False}, {}], sample.definitions.facts
    )
    atoms = [t.Among("claim", (code,)) for code in ("quality", "customs", "never heard of")] + [t.Flag("cod")]
    assert planes(atoms, table) == [[1, 0, 0], [0, 1, 0], [0, 0, 0], [1, 0, 0]]


def test_limits_follow_the_minute_and_a_second_minute_gets_its_own(sample: Rulebook) -> None:
    table = table_of(CASES, sample.definitions.facts)
    made = Leaves([(0, Node("atom", atom=t.Compare("<", X, t.Now())))])
    for now in (10, 20, 10):
        into = [None]
        Sheets(made, table, now, NO_ANSWERS).fetch(0, 3, into)
        assert unpack(into[0], table.rows).sum() == now


def test_answers_that_are_there_already_can_be_read(sample: Rulebook) -> None:
    decisions = sample.definitions.decisions
    bits = outcome_bits(decisions["liability"])
    numbers = np.array([bits["seller"], bits["seller"] | bits["buyer"], bits["buyer"]], np.uint8)
    made = Leaves(
        (slot, Node(op, atom=("liability", ("seller",)))) for slot, op in enumerate(("only", "any"))
    )
    into = [None, None]
    Sheets(made, Table(3, {}), 0, Answers({"liability": numbers}, decisions)).fetch(0, 1, into)
    assert [unpack(plane, 3).tolist() for plane in into] == [[1, 0, 0], [1, 1, 0]]
