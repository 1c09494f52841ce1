"""Does what the first page tells a newcomer to type still answer as it says?"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TYPED = re.compile(r"^\$ \.venv/bin/hejie (.+)\n(.*)$", re.M)


def shown(page: str) -> list[tuple[str, str]]:
    """What is to be typed after `hejie`, and the line that stands under it."""
    return TYPED.findall((REPOSITORY / page).read_text("utf-8"))


def test_the_chinese_first_page_shows_no_command_that_the_english_one_lacks() -> None:
    english = [command.replace(" --language en", "") for command, _ in shown("README.md")]
    chinese = [command for command, _ in shown("README.zh-CN.md")]

    assert len(chinese) >= 3
    assert set(chinese) <= set(english)


@pytest.mark.parametrize(("command", "first_line"), shown("README.md"))
def test_a_command_of_the_first_page_answers_as_shown(command: str, first_line: str) -> None:
    """Each is started as a person starts it: what only works once something else was loaded does not work."""
    typed = [sys.executable, "-m", "hejie.desk.commands.root", *shlex.split(command)]
    told = subprocess.run(typed, cwd=REPOSITORY, capture_output=True, text=True)

    assert told.returncode == 0, told.stderr
    assert first_line.strip() in told.stdout + told.stderr
