"""When does each connector read and act, and what happens where it cannot?

A round carries out what waits, then reads what is new. It is bounded, it belongs to one process, and after a failure
the next one comes later each time. Nothing is acted on that no person asked for: an answer that a person sends, a
settlement of an offer that a person made, or a standing order that a person switched on.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import close_old_connections
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import OfferMade, SendingAsked, SettlementAgreed, StandingOrderUsed, StepQueued
from hejie.closing.errands import OURS, Errand, NoSuchErrand
from hejie.desk.access import noting
from hejie.desk.cases import store
from hejie.desk.connectors import Connector, configured
from hejie.desk.connectors.calling import Wait
from hejie.desk.connectors.inbox import DeskInbox
from hejie.desk.connectors.mistakes import (
    Busy,
    ConnectorTrouble,
    KeysRefused,
    NoAnswer,
    NotPossible,
    NotReached,
    Unreadable,
)
from hejie.desk.handing import errands
from hejie.desk.models import Connector as Row

LOOKS = 2.0  # seconds between two looks for a connector that is due
EVERY = timedelta(minutes=2)
AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60))
MOST_TRIES = 6  # of one errand that could not be begun: then a person has it
LONGEST = 300
NOTHING_DONE = (NotReached, Busy, KeysRefused, NoAnswer, Unreadable, configured.Held)
PROVIDERS = {"seventeentrack": "17track"}
log = logging.getLogger(__name__)


class Round(NamedTuple):
    """What came of one round."""

    opened: int
    updated: int
    scans: int
    done: int


def run(stopped: threading.Event) -> None:
    """Work until stopped, one connector after the other. A platform that is slow holds up nothing but these."""
    while not stopped.wait(LOOKS):
        try:
            close_old_connections()
            while not stopped.is_set() and (row := configured.take_due(timezone.now())):
                try:
                    go_noted(row, stopped.wait)
                finally:
                    configured.let_go(row)
        except Exception:  # the data base is away: whoever mends it finds the connectors as they were
            log.exception("The connectors could not go on; it is tried again")


def go_noted(row: Row, wait: Wait) -> Round | None:
    """Go one round and note when the next one is; None where it broke off, with the reason in the row."""
    try:
        went = go_round(row, wait)
    except configured.Held:
        return None
    except Exception as error:
        known = isinstance(error, ConnectorTrouble)
        log.log(
            logging.WARNING if known else logging.ERROR,
            "The connector %s broke off",
            row.name,
            exc_info=not known,
        )
        after = AGAIN_AFTER[min(row.tries, len(AGAIN_AFTER) - 1)]
        if isinstance(error, Busy):
            after = max(after, timedelta(seconds=error.seconds))
        words = str(error) if known else f"{type(error).__name__}; the log says why"
        if isinstance(error, KeysRefused) and row.trouble != words[:LONGEST]:
            noting.note("connector refused", row.name, words)  # once, however often it is tried again
        _note(row, next_at=timezone.now() + after, tries=row.tries + 1, trouble=words[:LONGEST])
        return None
    now = timezone.now()
    _note(row, tries=0, trouble="", good_at=now)
    # Who asked for something during this round made the next one due: that stands.
    Row.objects.filter(pk=row.pk, next_at__lte=row.next_at).update(next_at=now + EVERY)
    return went


def go_round(row: Row, wait: Wait) -> Round:
    """Carry out what waits for this connector, then read what is new; raise ConnectorTrouble."""
    connector = configured.connected(row, wait)
    done = errands.carry_out(timezone.now(), [Hand(row, connector)], row.shop_key) if row.acts else 0
    inbox = DeskInbox(row, PROVIDERS.get(row.kind, ""), configured.still_held(row))
    connector.read(inbox)
    return Round(inbox.landed.opened, inbox.landed.updated, inbox.scanned, done)


class Hand:
    """A connector as the errands know it: it looks at who asked before anything is done."""

    def __init__(self, row: Row, connector: Connector) -> None:
        self.name, self.connector, self.hold_on = row.name, connector, configured.still_held(row)

    def can(self, errand: Errand) -> bool:
        """Tell whether the connector could do this and a person asked for it."""
        return self.connector.can(errand) and bool(asked_by(store.load(_case_of(errand)), errand))

    def do(self, errand: Errand) -> str:
        """Do it once; raise NotNow where nothing was done and it may be tried again, else a trouble for a person."""
        self.hold_on()
        file = store.load(_case_of(errand))
        try:
            if sum(what.key == errand.key for what in file.all(StepQueued)) > MOST_TRIES:
                raise NotPossible(errand.action, "it was tried several times and could not be begun")
            receipt = self.connector.do(errand, file)
        except NOTHING_DONE as trouble:
            raise errands.NotNow(str(trouble)) from trouble
        except ConnectorTrouble as trouble:
            self._note("not done on platform", errand, file, str(trouble))
            raise
        self._note("done on platform", errand, file, receipt)
        return receipt

    def _note(self, what: str, errand: Errand, file: CaseFile, words: str) -> None:
        noting.note(what, asked_by(file, errand), f"{self.name}: {errand.action} {file.case_id}: {words}")


def asked_by(file: CaseFile, errand: Errand) -> str:
    """Return who asked for an errand: who wrote the answer, made the offer that was settled, or switched the order on.

    Empty where no person did. Raises NoSuchErrand for a key that names no line of the case.
    """
    number = errand.key.rpartition("#")[2].partition(".")[0]
    line = next((one for one in file.standing if str(one.seq) == number), None)
    if line is None:
        raise NoSuchErrand(errand.key)
    match line.entry.what:
        case StandingOrderUsed(switched_on_by=by):
            return by
        case SendingAsked() if line.entry.by.role in OURS:
            return line.entry.by.name or line.entry.by.role.value
        case SettlementAgreed(remedy=remedy):
            offers = [
                one.entry
                for one in file.standing
                if one.seq < line.seq and isinstance(one.entry.what, OfferMade)
            ]
            last = offers[-1] if offers else None
            if (
                last
                and last.by.role in OURS
                and isinstance(last.what, OfferMade)
                and last.what.remedy == remedy
            ):
                return last.by.name or last.by.role.value
    return ""


def _case_of(errand: Errand) -> str:
    return errand.key.rpartition("#")[0]


def _note(row: Row, **told: datetime | int | str) -> None:
    Row.objects.filter(pk=row.pk).update(**told)
