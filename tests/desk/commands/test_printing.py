"""Is what a program reads one line of JSON, whatever is in it?"""

import json
from datetime import UTC, datetime

import pytest

from hejie.desk.commands.printing import print_json
from hejie.intake import BadCell


def test_structs_and_times_are_told_by_name_and_in_iso(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"bad": [BadCell(2, "金额", "x", "why")], "at": datetime(2026, 11, 25, 8, tzinfo=UTC)})
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out) == {
        "bad": [{"line": 2, "column": "金额", "value": "x", "reason": "why", "refused": False}],
        "at": "2026-11-25T08:00:00Z",
    }
