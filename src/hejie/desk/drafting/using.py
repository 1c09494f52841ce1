"""How often was each script sent, did the buyer agree after it, and did the case come back?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseReopened, MessageSent, OfferAnswered, SettlementAgreed

_YES = "accepted"


class Use(NamedTuple):
    """One script over some cases: `used` counts sendings, `accepted` and `reopened` cases in which that followed."""

    script: str
    used: int
    accepted: int
    reopened: int


def uses(files: Iterable[CaseFile]) -> tuple[Use, ...]:
    """Return the scripts that were sent, the most used first."""
    found: dict[str, Use] = {}
    for file in files:
        for one in _in_case(file):
            so_far = found.get(one.script, Use(one.script, 0, 0, 0))
            found[one.script] = Use(one.script, *(a + b for a, b in zip(so_far[1:], one[1:], strict=True)))
    return tuple(sorted(found.values(), key=lambda use: (-use.used, use.script)))


def _in_case(file: CaseFile) -> Iterable[Use]:
    told = [line.entry.what for line in file.standing]
    sent = [
        (at, what.script) for at, what in enumerate(told) if isinstance(what, MessageSent) and what.script
    ]
    for script in dict.fromkeys(name for _, name in sent):
        first = next(at for at, name in sent if name == script)
        after = told[first:]
        yield Use(
            script,
            sum(name == script for _, name in sent),
            int(any(_agreed(what) for what in after)),
            int(any(isinstance(what, CaseReopened) for what in after)),
        )


def _agreed(what: object) -> bool:
    return isinstance(what, SettlementAgreed) or (isinstance(what, OfferAnswered) and what.answer == _YES)
