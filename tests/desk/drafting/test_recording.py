"""Is every question to the model kept, one line each?"""

import json
from datetime import UTC, datetime
from pathlib import Path

from hejie.desk.drafting.proposing import Proposal
from hejie.desk.drafting.recording import record


def test_lines_are_added_and_hold_no_restored_draft(tmp_path: Path) -> None:
    file, at = tmp_path / "asked.jsonl", datetime(2026, 11, 24, tzinfo=UTC)
    asked = Proposal(
        "refused", "陈明您好", ("stated: ¥500",), None, {"model": "small", "said": "[name 1]您好"}
    )
    for _ in range(2):
        record(file, asked, case_id="taobao:lamps:1", by="ana", at=at)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    assert lines[0]["problems"] == ["stated: ¥500"]
    assert "陈明" not in json.dumps(lines, ensure_ascii=False)
