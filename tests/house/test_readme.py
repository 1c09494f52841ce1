"""Does what the first page tells a newcomer to type still answer as it says?"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TYPED = re.compile(r"^\$ \.venv/bin/hejie (.+)\n((?:(?!```|\$ ).*\S.*\n)*)", re.M)


def shown(page: str) -> list[tuple[str, str]]:
    """What is to be typed after `hejie`, and the lines that stand under it."""
    return TYPED.findall((REPOSITORY / page).read_text("utf-8"))


def test_the_chinese_first_page_shows_no_command_that_the_english_one_lacks() -> None:
    english = [command.replace(" --language en", "") for command, _ in shown("README.md")]
    chinese = [command for command, _ in shown("README.zh-CN.md")]

    assert len(chinese) >= 3
    assert set(chinese) <= set(english)


def said(text: str) -> str:
    """A text however its lines are broken."""
    return " ".join(text.split())


@pytest.mark.parametrize(("command", "lines"), shown("README.md"))
def test_a_command_of_the_first_page_answers_as_shown(command: str, lines: str) -> None:
    """Each is started as a person starts it: what only works once something else was loaded does not work."""
    typed = [sys.executable, "-m", "hejie.desk.commands.root", *shlex.split(command)]
    told = subprocess.run(typed, cwd=REPOSITORY, capture_output=True, text=True)

    assert told.returncode == 0, told.stderr
    # A table is drawn as wide as the terminal is: of it the first line is looked at.
    quoted = lines.partition("\n")[0] if command.startswith("triage") else lines
    for part in quoted.split("..."):
        assert said(part) in said(told.stdout + told.stderr)
