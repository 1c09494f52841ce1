"""Is every reason why a file or a cell was refused told in the reader's language?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import hejie.desk.imports
import hejie.intake
from hejie.desk.imports.allowing import NOT_YOURS
from hejie.desk.imports.landing import BEHIND, OLDER
from hejie.desk.telling import reasons

SLOT = "7"


def sentence(node: ast.expr) -> str:
    """A sentence as the source writes it, with 7 in each slot."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr), ast.dump(node)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else SLOT for part in node.values)


def raised(package: str, name: str) -> Iterator[str]:
    """What a module tells when it raises `name`, or what the constructors of its mistakes tell."""
    for path in sorted(Path(package).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) == name
            ):
                yield from (sentence(said) for said in node.args[:1] if not isinstance(said, ast.Call))


CELLS = sorted(set(raised(hejie.intake.__path__[0], "Unreadable")) | {NOT_YOURS, OLDER, BEHIND})


@pytest.mark.parametrize("reason", CELLS)
@pytest.mark.parametrize("language", ["zh-hans", "pt-br", "es"])
def test_a_reason_of_a_cell_is_told_in_the_language_of_the_page(reason: str, language: str) -> None:
    with translation.override(language):
        told = reasons.told(reason)

    assert told != reason
    assert told.count(SLOT) == reason.count(SLOT)


def test_what_is_wrong_with_a_whole_file_is_told_too() -> None:
    said = [one for one in raised(hejie.desk.imports.__path__[0], "__init__") if " " in one]
    assert len(said) >= 5
    with translation.override("zh-hans"):
        for one in said:
            assert re.search(r"[\u4e00-\u9fff]", reasons.told(one)), one


def test_what_stood_in_the_cell_is_told_as_it_was() -> None:
    with translation.override("zh-hans"):
        odd = "the year 1066 cannot be right; give the true time, or leave the cell empty"
        assert reasons.told(odd) == "年份 1066 不可能正确：请填真实时间，没有就留空"
        assert reasons.told("'Foo%(a)s' is not a month in English, Spanish or Portuguese").startswith(
            "'Foo%(a)s'"
        )


def test_a_reason_nobody_knows_stays_as_it_was_said() -> None:
    with translation.override("zh-hans"):
        assert reasons.told("the moon is in the wrong house") == "the moon is in the wrong house"


def test_an_english_reader_reads_what_was_said() -> None:
    with translation.override("en"):
        assert all(reasons.told(reason) == reason for reason in CELLS)
