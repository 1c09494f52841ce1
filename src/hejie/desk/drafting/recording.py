"""What was asked of the model, and what became of it? One line of JSON each, redacted as it was sent."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from hejie.desk.drafting.proposing import Proposal


def record(file: Path, proposal: Proposal, *, case_id: str, by: str, at: datetime) -> None:
    """Add one line to the record; the key of the endpoint and the restored draft are not in it."""
    line = {"at": at.isoformat(), "by": by, "case_id": case_id, "state": proposal.state}
    told = line | {"problems": list(proposal.problems)} | dict(proposal.record)
    with file.open("a", encoding="utf-8") as record_file:
        record_file.write(json.dumps(told, ensure_ascii=False) + "\n")
