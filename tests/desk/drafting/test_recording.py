"""Is every question to the model kept, one line each?"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from hejie.desk.drafting.proposing import Proposal
from hejie.desk.drafting.recording import distance_of, record, record_sent, spent


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


def test_what_was_sent_is_kept_as_its_distance_from_what_was_proposed(tmp_path: Path) -> None:
    file, at = tmp_path / "asked.jsonl", datetime(2026, 11, 24, tzinfo=UTC)
    line = {"by": "ana", "at": at.isoformat(), "case_id": "taobao:lamps:1"}
    proposed = Proposal("proposed", "陈明您好，我查", (), None, {"drafted": "[name 1]您好，我查"})
    record_sent(file, "没有提过", (), line)
    assert not file.exists()
    record(file, proposed, case_id="taobao:lamps:1", by="ana", at=at)
    record_sent(file, "陈明您好，我来查", ("陈明",), line)
    record_sent(file, "别的案子", (), line | {"case_id": "taobao:lamps:2"})
    lines = [json.loads(one) for one in file.read_text(encoding="utf-8").splitlines()]
    assert [(one["state"], one.get("distance")) for one in lines] == [("proposed", None), ("sent", 1)]
    assert "陈明" not in json.dumps(lines, ensure_ascii=False)


def test_a_distance_counts_the_signs_that_a_person_changed() -> None:
    assert [distance_of("abc", other) for other in ("abc", "abd", "", "xabc")] == [0, 1, 3, 1]


def test_the_tokens_of_a_day_are_counted_and_a_broken_line_is_not(tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    assert spent(file, date(2026, 11, 24)) == 0
    rows = [{"at": "2026-11-24T09:00:00", "tokens": "30"}, {"at": "2026-11-23T09:00:00", "tokens": "5"}]
    told = "\n".join([*map(json.dumps, rows), "not a line", "[]", json.dumps(rows[0])])
    file.write_text(told, encoding="utf-8")
    assert spent(file, date(2026, 11, 24)) == 60
