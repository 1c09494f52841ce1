"""When does each connector read and act, and what happens where it cannot?

A round carries out what waits, then reads what is new. It is bounded, it belongs to one process, and after a failure
the next one comes later each time.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import close_old_connections
from django.utils import timezone

from hejie.desk.access import noting
from hejie.desk.connectors import configured
from hejie.desk.connectors.calling import Wait
from hejie.desk.connectors.inbox import DeskInbox
from hejie.desk.connectors.mistakes import Busy, ConnectorTrouble, KeysRefused
from hejie.desk.errands.carrying import carry_out
from hejie.desk.models import Connector as Row

LOOKS = 2.0  # seconds between two looks for a connector that is due
EVERY = timedelta(minutes=2)
AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60))
LONGEST = 300
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
        _note_trouble(row, error)
        return None
    now = timezone.now()
    _note(row, tries=0, trouble="", cause="", good_at=now)
    # Who asked for something during this round made the next one due: that stands.
    Row.objects.filter(pk=row.pk, next_at__lte=row.next_at).update(next_at=now + EVERY)
    return went


def go_round(row: Row, wait: Wait) -> Round:
    """Carry out what waits for this connector, then read what is new; raise ConnectorTrouble."""
    connector = configured.connected(row, wait)
    done = carry_out(row, connector) if row.acts else 0
    inbox = DeskInbox(row, configured.still_held(row))
    connector.read(inbox)
    return Round(inbox.landed.opened, inbox.landed.updated, inbox.scanned, done)


def _note_trouble(row: Row, error: Exception) -> None:
    after = AGAIN_AFTER[min(row.tries, len(AGAIN_AFTER) - 1)]
    if isinstance(error, ConnectorTrouble):
        log.warning("The connector %s broke off: %s", row.name, error)
        words, cause = str(error), error.cause
    else:
        log.error("The connector %s broke off", row.name, exc_info=error)
        words, cause = f"{type(error).__name__}; the log says why", "mistake"
    if isinstance(error, Busy):
        after = max(after, timedelta(seconds=error.seconds))
    if isinstance(error, KeysRefused) and row.trouble != words[:LONGEST]:
        noting.note("connector refused", row.name, words)  # once, however often it is tried again
    _note(row, next_at=timezone.now() + after, tries=row.tries + 1, trouble=words[:LONGEST], cause=cause)


def _note(row: Row, **told: datetime | int | str) -> None:
    Row.objects.filter(pk=row.pk).update(**told)
