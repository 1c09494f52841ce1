"""What does one file of the rulebook say once every overlay has been laid over it?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hejie.rulebook.loading import merged
from hejie.rulebook.mistakes import Place
from hejie.rulebook.reading import Block, read_yaml


def laid(roots: Iterable[Path], relative: str) -> Block:
    """Return the file of the first root with those of later roots laid over it by id; lists are replaced whole."""
    top = Block(Place(relative, 1))
    for root in roots:
        path = root / relative
        if path.exists():
            top = merged(top, read_yaml(path, shown_as=f"{root.name}/{relative}"))
    return top
