"""Is every setting told on the page for whoever runs a desk, and does each do what it says?"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SETTING = re.compile(r"HEJIE_[A-Z_]+[A-Z]")


def told(name: str, **environment: str) -> str:
    """What a setting of Django is with these variables."""
    run = {"PYTHONPATH": ":".join(sys.path), "PATH": os.environ["PATH"]} | environment
    asks = f"from hejie.desk import settings; print(settings.{name})"
    return subprocess.run(
        [sys.executable, "-c", asks], env=run, text=True, capture_output=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("file", ["settings.py", "places.py", "cases/databases.py"])
def test_every_setting_is_told_on_the_page(repository: Path, file: str) -> None:
    page = (repository / "docs" / "administration.md").read_text(encoding="utf-8")
    code = (repository / "src" / "hejie" / "desk" / file).read_text(encoding="utf-8")
    assert not [name for name in SETTING.findall(code) if name not in page]


def test_a_sitting_lasts_and_codes_are_asked_for_as_the_settings_say() -> None:
    assert told("SESSION_COOKIE_AGE", HEJIE_IDLE_MINUTES="15") == "900"
    assert told("SIGNED_IN_DAYS", HEJIE_SIGNED_IN_DAYS="1") == "1"
    assert "supervisor" in told("SECOND_FACTOR_ROLES", HEJIE_SECOND_FACTOR="admin,supervisor")
    assert told("OIDC_ISSUER", HEJIE_OIDC_ISSUER="https://id.example/") == "https://id.example"
