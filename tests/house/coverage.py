"""Which requirements are shown by a test or a worked case, and where? `python -m tests.house.coverage` writes the page.

A test says what it shows by `@pytest.mark.shows("C1", "P3")`, a worked case of the rulebook by `shows: [C1, P3]`.
Both are read from the files, nothing is run: the page is as true as the suite is green.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.house.sources import REPOSITORY, SOURCE, Function, dotted

PAGE = REPOSITORY / "docs" / "coverage.md"
REQUIREMENTS = REPOSITORY / "docs" / "requirements.yaml"
NAMED_PER_ROW = 3
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

REQUIREMENT = re.compile(r"[A-Z]\d+")

HEAD = """# What the mission asks, and what shows it

Made by `python -m tests.house.coverage` from `docs/requirements.yaml`, the tests' `shows` marks and the worked cases of
the rulebook; a test fails when it is stale. *Shown* means that a test or a worked case which passes says so; it does
not mean that nothing is left to wish for.

**{shown} of {total} shown.**

| id | room | what is asked | 要求 | state | where |
|---|---|---|---|---|---|
"""


def requirements() -> dict[str, dict[str, str]]:
    """The rows of docs/requirements.yaml, by id."""
    rows: dict[str, dict[str, str]] = yaml.safe_load(REQUIREMENTS.read_text(encoding="utf-8"))
    return rows


@cache
def showings() -> list[tuple[str, str]]:
    """Every claim to show something: the id, and the test or the worked case that makes it."""
    found = []
    for path in sorted((REPOSITORY / "tests").rglob("test_*.py")):
        place = path.relative_to(REPOSITORY / "tests").as_posix()
        for name, ids in marks(ast.parse(path.read_text(encoding="utf-8"))):
            found += [(one, f"`{place}`" + (f" {name}" if name else "")) for one in ids]
    for path in sorted((SOURCE / "hejie" / "rulebook").rglob("*.yaml")):
        place = path.relative_to(SOURCE / "hejie" / "rulebook").as_posix()
        found += [
            (one, f"`{place}` {name}")
            for name, ids in worked(yaml.load(path.read_bytes(), QUICK))
            for one in ids
        ]
    return found


def marks(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """The marks of a test file: the name of the test in words, and the ids it shows."""
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            for mark in node.decorator_list:
                yield from ((node.name.removeprefix("test_").replace("_", " "), ids) for ids in ids_of(mark))
        elif isinstance(node, ast.Assign) and any(
            getattr(target, "id", "") == "pytestmark" for target in node.targets
        ):
            yield from (("", ids) for ids in ids_of(node.value))


def ids_of(mark: ast.AST) -> Iterator[list[str]]:
    """The ids inside each `pytest.mark.shows(...)` of an expression."""
    for node in ast.walk(mark):
        if isinstance(node, ast.Call) and dotted(node.func) == "pytest.mark.shows":
            yield [str(ast.literal_eval(argument)) for argument in node.args]


def worked(file: Any) -> Iterator[tuple[str, list[str]]]:
    """Every worked case of a file of the rulebook that shows a requirement; what else it shows are rules."""
    cases = file.get("cases") if isinstance(file, dict) else None
    for case in cases if isinstance(cases, list) else []:
        ids = case.get("shows") or []
        asked = [
            str(one) for one in (ids if isinstance(ids, list) else [ids]) if REQUIREMENT.fullmatch(str(one))
        ]
        if asked:
            yield str(case.get("name", "")), asked


def page() -> str:
    """The page as it should be."""
    where: dict[str, list[str]] = {}
    for one, place in showings():
        where.setdefault(one, []).append(place)
    asked = requirements()
    head = HEAD.format(shown=sum(one in where for one in asked), total=len(asked))
    return head + "".join(_row(one, row, sorted(set(where.get(one, [])))) for one, row in asked.items())


def _row(one: str, row: dict[str, str], places: list[str]) -> str:
    state = "shown" if places else "not yet"
    named = "; ".join(place.replace("|", "\\|") for place in places[:NAMED_PER_ROW])
    more = f"; and {len(places) - NAMED_PER_ROW} more" if len(places) > NAMED_PER_ROW else ""
    return f"| {one} | {row['room']} | {row['en']} | {row['zh']} | {state} | {named}{more} |\n"


def write(path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
    print(f"{PAGE.relative_to(REPOSITORY)} is written.")
