"""Can a rule file do harm by being read?"""

from pathlib import Path

import pytest

from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.reading import MOST_BYTES, read_text, read_yaml

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"
HOSTILE = {
    "an anchor": BOMB,
    "an alias": "a: [*x]",
    "an object tag": "a: !!python/object/apply:os.system ['true']",
    "a local tag": "a: !run x",
    "deep nesting": "a: " + "[" * 5000 + "]" * 5000,
    "deep mappings": "".join(" " * depth + "a:\n" for depth in range(60)),
    "a double key": "a: 1\na: 2",
    "a list as key": "? [a, b]\n: 1",
    "a huge number": "a: " + "9" * 40,
    "a day that is none": "a: 2026-02-31",
    "two documents": "a: 1\n---\nb: 2",
    "no mapping": "- a",
    "broken text": "a: [",
    "a control sign": "a: \x00",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_in_an_error_with_its_place(text: str) -> None:
    with pytest.raises(RuleFileMistake, match=r"bad\.yaml:\d+: .*\. .+"):
        read_text(text, "bad.yaml")


def test_a_file_beyond_any_sensible_size_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(RuleFileMistake, match="Split it"):
        read_yaml(tmp_path / "big.yaml")


def test_words_such_as_no_and_off_stay_words_and_lines_are_kept() -> None:
    top = read_text("a: no\nb: off\nc: true\nd: 1_000\ne: '5'\nf: ~", "x.yaml")
    assert dict(top) == {"a": "no", "b": "off", "c": True, "d": 1000, "e": "5", "f": None}
    assert top.at("d").line == 4


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert dict(read_text("# nothing yet", "x.yaml")) == {}
