"""How does a pack that somebody asked for get built beside the pages: once, and even when a worker dies over it?"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import close_old_connections, connection, connections, transaction
from django.db.models import Q
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.models import PackBuild
from hejie.desk.packs import keeping
from hejie.desk.packs.building import Wanted, basis, build
from hejie.desk.packs.typesetting import NotSet

log = logging.getLogger(__name__)
State = PackBuild.State
WATCH = 0.5  # seconds between two looks for a pack that is wanted: somebody waits in front of the page
AGAIN = 5.0  # seconds until it is tried again where the data base was away
SIGN = timedelta(seconds=5)  # how often a sign of life is written at most
GIVEN_UP = timedelta(minutes=2)  # without one: its worker died, and another one takes the pack over


class ToldToStop(Exception):
    """The worker ends: the pack in hand waits for the next one."""


def ask(file: CaseFile, person: User, *, language: str = "", upload: str = "") -> PackBuild:
    """Let a pack be built of the case as it stands; return the row that is there where it was asked for already."""
    PackBuild.objects.filter(case_id=file.case_id).exclude(state__in=PackBuild.UNDERWAY).delete()
    row, _new = PackBuild.objects.get_or_create(
        case_id=file.case_id,
        language=language,
        upload=upload,
        record=basis(file).digest,
        state__in=PackBuild.UNDERWAY,
        defaults={"state": State.QUEUED, "asked_by": person, "asked_at": timezone.now()},
    )
    return row


def last(case_id: str) -> PackBuild | None:
    """Return what was asked for last in a case; None where nothing was."""
    return PackBuild.objects.filter(case_id=case_id).order_by("-id").first()


def take_next(now: datetime) -> PackBuild | None:
    """Claim the pack that waits longest, or one whose worker died; no two workers get the same one."""
    dead = Q(state=State.RUNNING, alive_at__lt=now - GIVEN_UP)
    with transaction.atomic():
        waiting = PackBuild.objects.filter(Q(state=State.QUEUED) | dead).order_by("id")
        row = waiting.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        ).first()
        if row:
            row.state, row.alive_at = State.RUNNING, now
            row.save(update_fields=["state", "alive_at"])
    return row


def run(row: PackBuild, stopped: threading.Event | None = None) -> None:
    """Build a pack, keep it in its case, and say what became of it; told to stop, leave it for the next worker."""
    try:
        row.left_out = _built(row, stopped or threading.Event())
    except ToldToStop:
        row.state = State.QUEUED
    except (NotSet, store.CaseNotFound) as error:
        row.state, row.trouble = State.FAILED, str(error)
    except Exception:
        log.exception("The pack of %s broke off", row.case_id)
        row.state, row.trouble = State.FAILED, "It broke off; the log says why. Nothing was kept."
    else:
        row.state = State.DONE
    # Where it was taken for dead and somebody else has said what became of it, that stands.
    PackBuild.objects.filter(pk=row.pk, state=State.RUNNING).update(
        state=row.state, trouble=row.trouble, left_out=row.left_out, alive_at=timezone.now()
    )


def work(stopped: threading.Event) -> None:
    """Build what is asked for until stopped. A long import holds up no pack, and a large pack no clock."""
    while not stopped.wait(WATCH):
        try:
            close_old_connections()
            if row := take_next(timezone.now()):
                run(row, stopped)
        except Exception:  # the data base is away: whoever mends it finds the packs still waiting
            log.exception("Packs could not be built; it is tried again")
            stopped.wait(AGAIN)
    connections.close_all()


def _built(row: PackBuild, stopped: threading.Event) -> list[str]:
    file = store.load(row.case_id)
    at = basis(file).entry.at
    built = build(Wanted(file, house.rules(), at, row.language, row.upload), _sign_of_life(row, stopped))
    keeping.keep(built, row.asked_by)
    return [trouble.name for trouble in built.troubles]


def _sign_of_life(row: PackBuild, stopped: threading.Event) -> Callable[[], None]:
    def tell() -> None:
        if stopped.is_set():
            raise ToldToStop
        now = timezone.now()
        if row.alive_at is None or now - row.alive_at >= SIGN:
            row.alive_at = now
            row.save(update_fields=["alive_at"])

    return tell
