"""What is to be done on the platform now, where, and what came of trying, as the page of a case tells it?"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.closing import errands
from hejie.closing.errands import Errand, State
from hejie.desk import house
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader
from hejie.rulebook.links import link, read_links


class Shown(NamedTuple):
    """One errand as a page shows it: what is to be done, where, by when, and what came of trying."""

    errand: Errand
    says: str
    link: str
    told: str


def to_do(file: CaseFile, reader: Reader) -> tuple[Shown, ...]:
    """Return what a person of ours is to do on the platform now, beside the steps of a settlement."""
    return tuple(
        Shown(
            one,
            naming.said(one.says, reader.language),
            where(one),
            "" if one.state is State.PROPOSED else one.told,
        )
        for one in errands.to_do(file)
        if one.due_at is not None
    )


def where(errand: Errand) -> str:
    """Return the address at which it is done; empty where nobody wrote one."""
    return link(_links(house.rules().roots), errand.platform, errand.params)


@lru_cache(maxsize=4)
def _links(roots: tuple[Path, ...]) -> dict[str, str]:
    return dict(read_links(roots))
