"""What do calls look like? `python -m tests.desk.api.examples` writes the examples of docs/api.md anew."""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
HEADING = "\n## Examples\n"
# What differs from one run to the next.
CHANGES = (
    (r'"at": "[^"]+"', '"at": "2026-11-24T04:00:00Z"'),
    (r'"digest": "[0-9a-f]+"', '"digest": "4f1c…"'),
)
LONGEST = 400


def examples() -> Iterator[str]:
    """Each example as Markdown, from a desk that holds two cases."""
    from tests.desk.api.office import system_of  # Django must be set up before
    from tests.desk.team import LAMPS, hire, two_shops

    lamps, _ = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    note = {"text": "买家说少了一个杯子"}
    yield _told("GET", "/cases?view=due", ana.get("/cases", view="due").json())
    yield _told("POST", f"/cases/{lamps.pk}/notes", ana.post(f"/cases/{lamps.pk}/notes", note).json(), note)
    wrong = {"name": "pkg_intact", "value": "maybe"}
    yield _told("POST", f"/cases/{lamps.pk}/facts", ana.post(f"/cases/{lamps.pk}/facts", wrong).json(), wrong)


def page(before: str) -> str:
    """Return the page with its examples written anew."""
    return before.partition(HEADING)[0] + HEADING + "".join(examples())


def _told(method: str, path: str, answer: Any, said: Any = None) -> str:
    told = json.dumps(answer, ensure_ascii=False, indent=1)
    for pattern, instead in CHANGES:
        told = re.sub(pattern, instead, told)
    told = told if len(told) <= LONGEST else told[:LONGEST].rpartition("\n")[0] + "\n …"
    sent = f" {json.dumps(said, ensure_ascii=False)}" if said else ""
    return f"\n`{method} /api/v1{path}`{sent}\n\n```json\n{told}\n```\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HEJIE_HOME": home, "DJANGO_SETTINGS_MODULE": "hejie.desk.settings"}
        django.setup()
        call_command("migrate", verbosity=0)
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        sys.stdout.write(f"{PAGE.name} is written.\n")
