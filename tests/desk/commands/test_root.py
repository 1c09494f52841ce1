"""Does every command explain itself, and end a person's mistake with a sentence and never with a trace?"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hejie.desk.commands.root import main

pytestmark = pytest.mark.usefixtures("store_on")
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def hejie(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_help_names_every_command_and_where_the_data_lie() -> None:
    told = hejie("--help")
    assert told.exit_code == 0
    for word in ("serve", "demo", "triage", "rebuild", "export", "import", "doctor", "user", "HEJIE_HOME"):
        assert word in told.output
    assert "work " not in told.output


@pytest.mark.parametrize(
    "command", ["serve", "demo", "rebuild", "export", "import", "import-file", "doctor", "user"]
)
def test_every_command_explains_itself(command: str) -> None:
    told = hejie(command, "--help")
    assert told.exit_code == 0
    assert len(told.output) > 80


def test_an_unknown_command_is_told_so() -> None:
    assert hejie("fly").exit_code == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "--case", "taobao:lamps:nobody"), "There is no case"),
        (("import", str(SAMPLES / "broken-cells.csv")), "not part of an exported case"),
        (("import-file", str(SAMPLES / "broken-empty.csv"), "--shop", "x"), "is empty"),
        (("import-file", str(SAMPLES / "broken-encoding.csv"), "--shop", "x"), "encoding"),
        (("user", "add", "cy", "--password", "short"), "Choose a longer one"),
        (
            ("user", "add", "cy", "--password", "lamp-and-shade-7", "--shop", "nowhere"),
            "There is no shop nowhere",
        ),
    ],
)
def test_a_mistake_ends_with_a_sentence_and_code_one(words: tuple[str, ...], says: str) -> None:
    told = hejie(*words)
    assert told.exit_code == 1
    assert says in told.output
    assert "Traceback" not in told.output
