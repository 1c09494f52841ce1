"""What do the tests of the rulebook share? A small rulebook of their own, made-up ones, and a way to write one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hejie.casefile.facts import Fact
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.mistakes import Circular
from hejie.rulebook.spans import minute
from hejie.rulebook.worked_cases import facts_of
from tests.rulebook.invented import invent

SAMPLE = Path(__file__).parent / "sample"
NOW = minute(datetime(2026, 1, 10, 1, 0, tzinfo=UTC))

Write = Callable[[str], Rulebook]


@pytest.fixture(scope="session")
def sample() -> Rulebook:
    """The small rulebook: late shipment and customs on one platform."""
    return load_rulebook(shipped=SAMPLE)


@pytest.fixture(scope="session")
def shipped() -> Rulebook:
    """The rules we ship."""
    return load_rulebook()


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rulebook, ...]:
    """Rulebooks invented at random that can be loaded."""
    books: list[Rulebook] = []
    seed = 0
    while len(books) < 4:
        seed += 1
        try:
            books.append(load_rulebook(shipped=invent(tmp_path_factory.mktemp(f"book{seed}"), seed)))
        except Circular:
            continue  # two rules happened to beat each other
    return tuple(books)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rules over the sample's facts and load them as an overlay of the sample."""

    def written(text: str) -> Rulebook:
        folder = tmp_path / "over" / "platforms" / "taobao" / "rules"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "over.yaml").write_text(text, encoding="utf-8")
        return load_rulebook(tmp_path / "over", shipped=SAMPLE)

    return written


def told(book: Rulebook, name: str) -> tuple[dict[str, Fact], datetime]:
    """Return the facts and the time of the worked case whose name holds these words."""
    return facts_of(next(case for case in book.cases if name in case.name), book.definitions)
