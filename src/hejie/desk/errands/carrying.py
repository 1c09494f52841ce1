"""Which errands does a connector take off people's hands, so that each is done once and the case tells of it?

Only those that a person of ours asked for: an answer that a person sends, a step of a settlement whose offer a person
made, what a standing order asks that a person switched on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    Entry,
    OfferMade,
    SendingAsked,
    SettlementAgreed,
    StandingOrderUsed,
    StepFailed,
    StepQueued,
)
from hejie.casefile.parties import SYSTEM, Actor
from hejie.closing import errands
from hejie.closing.errands import OURS, Errand, NoSuchErrand, State
from hejie.desk import house
from hejie.desk.access import noting
from hejie.desk.cases import store
from hejie.desk.connectors import Connector, configured
from hejie.desk.connectors.mistakes import (
    Busy,
    ConnectorTrouble,
    KeysRefused,
    NoAnswer,
    NotPossible,
    NotReached,
    Unreadable,
)
from hejie.desk.models import CaseIndex
from hejie.desk.models import Connector as Row

AT_ONCE = 50  # errands of a round, so that reading gets its turn
AGAIN = timedelta(minutes=10)  # what was taken and never told of is asked again, under the same key
MOST_TRIES = 6  # of one errand that could not be begun: then a person has it
LONGEST = 300
# Nothing was done, and it is tried again later: for this errand alone, or for the whole account.
LATER = (NoAnswer, Unreadable)
NOBODY_NOW = (NotReached, Busy, KeysRefused, configured.Held)
log = logging.getLogger(__name__)


def carry_out(row: Row, connector: Connector, clock: Callable[[], datetime] = timezone.now) -> int:
    """Let a connector do what waits in its shop, and return how much was done.

    Before the platform is asked the case says that it was, and afterwards what came of it. Nothing is locked while a
    platform takes its time; what a crash left in between is asked again under the same key. Raises the trouble that
    any other errand would meet too: each that met it would use up one of its tries.
    """
    hand = Hand(row, connector, clock)
    waiting = CaseIndex.objects.exclude(errand="").filter(is_open=True, shop_key=row.shop_key)
    cases = waiting.order_by("sort_at", "id").values_list("case_id", flat=True)
    # What only a person can do stays in this list: it is passed by, so that it holds up nobody behind it.
    tried = (hand.take_from(case_id) for case_id in cases)
    return sum(islice((done for done in tried if done is not None), AT_ONCE))


class Hand:
    """A connector at work on errands, one at a time."""

    def __init__(self, row: Row, connector: Connector, clock: Callable[[], datetime]) -> None:
        self.row, self.connector, self.clock = row, connector, clock  # a round may take an hour
        self.hold_on = configured.still_held(row)

    def take_from(self, case_id: str) -> bool | None:
        """Do one errand of a case, and tell whether it is done; None where there is nothing to try."""
        file = store.load(case_id)
        for errand in errands.to_do(file):
            if self._may(errand) and (by := asked_by(file, errand)):
                return self._try(case_id, errand, by)
        return None

    def _may(self, errand: Errand) -> bool:
        waits = errand.state is State.PROPOSED
        left = (
            errand.state is State.QUEUED and errand.since is not None and self.clock() - errand.since >= AGAIN
        )
        return (waits or left) and self.connector.can(errand)

    def _try(self, case_id: str, errand: Errand, by: str) -> bool:
        self.hold_on()
        try:
            file = store.change(case_id, lambda file: self._taken(file, errand))
            receipt = self._do(errand, file)
        except NoSuchErrand:
            return False  # somebody did it, another process took it, or the clock was stopped, this moment
        except NOBODY_NOW:
            raise
        except LATER as trouble:
            log.info("%s does %s later: %s", self.row.name, errand.key, trouble)
            return False
        except Exception as error:
            log.warning("%s could not do %s", self.row.name, errand.key, exc_info=True)
            self._note("not done on platform", errand, by, str(error))
            failed = _failure(errand, error)
            store.change(case_id, lambda file: self._failed(file, errand, failed))
            return False
        self._note("done on platform", errand, by, receipt)
        store.change(case_id, lambda file: self._done(file, errand, receipt))
        return True

    def _do(self, errand: Errand, file: CaseFile) -> str:
        if sum(what.key == errand.key for what in file.all(StepQueued)) > MOST_TRIES:
            raise NotPossible(errand.action, "tried_too_often")
        return self.connector.do(errand, file)

    def _taken(self, file: CaseFile, errand: Errand) -> tuple[Entry, ...]:
        """Return that the connector took an errand that is as it was when it was found; raise NoSuchErrand."""
        here = _still(file, errand)
        if here is None or (here.state, here.since) != (errand.state, errand.since):
            raise NoSuchErrand(errand.key)
        return (Entry(self.clock(), SYSTEM, StepQueued(errand.action, errand.key, self.row.name)),)

    def _done(self, file: CaseFile, errand: Errand, receipt: str) -> tuple[Entry, ...]:
        at = self.clock()
        return house.following(file, errands.carried_out(file, errand, receipt, at=at, by=SYSTEM), at=at)

    def _failed(self, file: CaseFile, errand: Errand, failed: StepFailed) -> tuple[Entry, ...]:
        if _still(file, errand) is None:
            return ()  # nothing is to be done any more, so nothing failed
        return (Entry(self.clock(), SYSTEM, failed),)

    def _note(self, what: str, errand: Errand, by: str, words: str) -> None:
        case_id = errand.key.rpartition("#")[0]
        noting.note(what, by, f"{self.row.name}: {errand.action} {case_id}: {words}")


def _failure(errand: Errand, error: Exception) -> StepFailed:
    """Return what the case tells of it: the code of the trouble, and the platform's words for it."""
    if isinstance(error, ConnectorTrouble):
        return StepFailed(errand.action, errand.key, error.said[:LONGEST], error.cause)
    # A mistake of ours: the log has its words, and no secret that may stand in them is kept in the case.
    return StepFailed(errand.action, errand.key, type(error).__name__, ConnectorTrouble.cause)


def asked_by(file: CaseFile, errand: Errand) -> str:
    """Return who asked for an errand: who wrote the answer, made the offer that was settled, or switched the order on.

    Empty where no person did.
    """
    number = errand.key.rpartition("#")[2].partition(".")[0]
    line = next((one for one in file.standing if str(one.seq) == number), None)
    if line is None:
        return ""
    match line.entry.what:
        case StandingOrderUsed(switched_on_by=by):
            return by
        case SendingAsked():
            return _named(line.entry.by)
        case SettlementAgreed(remedy=remedy):
            return _who_offered(file, remedy, line.seq)
    return ""


def _who_offered(file: CaseFile, remedy: str, before: int) -> str:
    """Return who made the last offer before an entry; empty where it was of something else."""
    for line in reversed(file.standing):
        what = line.entry.what
        if line.seq < before and isinstance(what, OfferMade):
            return _named(line.entry.by) if what.remedy == remedy else ""
    return ""


def _named(by: Actor) -> str:
    return (by.name or by.role.value) if by.role in OURS else ""


def _still(file: CaseFile, errand: Errand) -> Errand | None:
    return next((one for one in errands.to_do(file) if one.key == errand.key), None)
