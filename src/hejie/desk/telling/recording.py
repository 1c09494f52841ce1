"""What can a person record in this case by hand now, and why did it move up?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.casefile.entries import CarrierClaimFiled, Escalated, EvidenceListed, PromiseMade, RulingGiven
from hejie.casefile.stages import FOLLOWS, Stage, Turn
from hejie.desk.acts.correcting import may_correct
from hejie.desk.acts.records import MOVES_UP_TO, RULED_FOR
from hejie.desk.cases.index import amount, open_promises, waiting_claim
from hejie.desk.sums import field_text
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader, Reason, reason

Choices = tuple[tuple[str, str], ...]  # the code in the form, and what it is called


class MovedUp(NamedTuple):
    """To whom a case moved up, when and why; `by_hand` where a person did it."""

    to: str
    at: datetime
    by: str
    reason: Reason


class ByHand(NamedTuple):
    """What the forms of the case offer."""

    stages: Choices
    turns: Choices
    winners: Choices
    above: Choices
    exhibits: Choices
    promises: tuple[PromiseMade, ...]
    claimed: CarrierClaimFiled | None
    carrier: str
    loss: str
    wish: str
    ruled: bool
    moved_up: MovedUp | None
    correctable: frozenset[int]


def by_hand(file: CaseFile, reader: Reader) -> ByHand:
    """Return what can be recorded now."""
    listed, worth = file.last(EvidenceListed), amount(file)
    exhibits = listed.exhibits if listed else ()
    return ByHand(
        stages=_called("STAGES", stages_after(file.stage), reader),
        turns=_called("ROLES", [file.turn, *(turn for turn in Turn if turn is not file.turn)], reader),
        winners=_called("ROLES", RULED_FOR, reader),
        above=_called("ROLES", MOVES_UP_TO, reader),
        exhibits=tuple((one.exhibit, naming.said(one.title, reader.language)) for one in exhibits),
        promises=open_promises(file),
        claimed=waiting_claim(file),
        carrier=_said(file, "carrier"),
        loss=field_text(worth) if worth else "",
        wish=_said(file, "buyer_wish"),
        ruled=file.last(RulingGiven) is not None,
        moved_up=moved_up(file, reader),
        correctable=frozenset(line.seq for line in file.standing if may_correct(line, reader.person)),
    )


def stages_after(now: Stage) -> list[Stage]:
    """Return the stages a person may move the case to, the present one first: the turn alone may change."""
    return [now, *(stage for stage in Stage if stage in FOLLOWS[now] and stage is not Stage.CLOSED)]


def moved_up(file: CaseFile, reader: Reader) -> MovedUp | None:
    """Return why an open case moved up last, or None where it did not."""
    for line in reversed(file.standing) if file.is_open else ():
        what, by = line.entry.what, line.entry.by
        if isinstance(what, Escalated):
            who = by.name or naming.label("ROLES", by.role, reader.language)
            to = naming.label("ROLES", what.to, reader.language)
            return MovedUp(to, line.entry.at, who, reason(what.ground, reader))
    return None


def _called(table: str, codes: Iterable[str], reader: Reader) -> Choices:
    return tuple((str(code), naming.label(table, code, reader.language)) for code in codes)


def _said(file: CaseFile, name: str) -> str:
    fact = file.facts.get(name)
    return str(fact.value) if fact and fact.has_value else ""
