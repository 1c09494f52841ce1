"""What is to be done on the platforms, where does a person do it, and what may a connector take off their hands?"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from django.contrib.auth.models import User
from django.utils import timezone
from msgspec import structs

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, Entry, StepQueued
from hejie.casefile.parties import SYSTEM
from hejie.closing import errands
from hejie.closing.errands import Errand, NoSuchErrand, State
from hejie.desk import house
from hejie.desk.access import people
from hejie.desk.acts.stating import words_in
from hejie.desk.acts.verbs import Form, verb
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader
from hejie.rulebook.links import link, read_links

AT_ONCE, LONGEST = 50, 300
AGAIN = timedelta(
    minutes=10
)  # what a connector took and never told of: it is asked again, under the same key
log = logging.getLogger(__name__)


class Hand(Protocol):
    """A connector, as far as it can do things on a platform. Asked twice under one key, it does the thing once."""

    name: str

    def can(self, errand: Errand) -> bool:
        """Tell whether it can do this."""

    def do(self, errand: Errand) -> str:
        """Do it, and return the platform's receipt; raise any error with words for a person where it cannot be done.

        An errand that is queued was asked before, and nobody knows what came of it.
        """


class NotNow(Exception):
    """Raised by a connector that did nothing and will be able to later: it keeps the errand, and is asked again."""


class Shown(NamedTuple):
    """One errand as a page shows it: what is to be done, where, by when, and what came of trying."""

    errand: Errand
    says: str
    link: str
    told: str


def shown(file: CaseFile, reader: Reader) -> tuple[Shown, ...]:
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


def carry_out(now: datetime, hands: Iterable[Hand] = (), shop: str = "") -> int:
    """Let the connectors do what they can, in one shop or in all, and return how much was done.

    Before a connector is asked the case says that it was, and afterwards what came of it. Nothing is held locked while
    a platform takes its time; what a crash left in between is asked again under the same key.
    """
    able = tuple(hands)
    if not able:
        return 0
    waiting = CaseIndex.objects.exclude(errand="").filter(is_open=True).order_by("sort_at", "id")
    if shop:
        waiting = waiting.filter(shop_key=shop)
    # What only a person can do stays in this list: it is passed by, so that it holds up nobody behind it.
    came = (_of_case(case_id, able, now) for case_id in waiting.values_list("case_id", flat=True))
    return sum(islice((done for done in came if done is not None), AT_ONCE))


def _of_case(case_id: str, hands: Iterable[Hand], now: datetime) -> bool | None:
    """Tell whether something was done; None where there was nothing to try."""
    for errand in errands.to_do(store.load(case_id)):
        able = next((hand for hand in hands if _may(errand, hand, now)), None)
        if able:
            return _try(case_id, errand, able, now)
    return None


def _try(case_id: str, errand: Errand, hand: Hand, now: datetime) -> bool:
    try:
        store.change(case_id, lambda file: _taken(file, errand, hand, now))
        receipt = hand.do(errand)
    except NoSuchErrand:
        return False  # somebody did it, another process took it, or the clock was stopped, this moment
    except NotNow:
        log.info("%s does %s later", hand.name, errand.key)
        return False
    except Exception as error:
        log.warning("%s could not do %s", hand.name, errand.key, exc_info=True)
        _note_failure(case_id, errand, error, now)
        return False
    store.change(case_id, lambda file: _done(file, errand, receipt, now))
    return True


def _may(errand: Errand, hand: Hand, now: datetime) -> bool:
    waits = errand.state is State.PROPOSED
    left_lying = errand.state is State.QUEUED and errand.since is not None and now - errand.since >= AGAIN
    return (waits or left_lying) and hand.can(errand)


def _taken(file: CaseFile, errand: Errand, hand: Hand, now: datetime) -> tuple[Entry, ...]:
    """Return that a connector took an errand that is as it was when it was found; raise NoSuchErrand."""
    here = next((one for one in errands.to_do(file) if one.key == errand.key), None)
    if here is None or (here.state, here.since) != (errand.state, errand.since):
        raise NoSuchErrand(errand.key)
    fresh = errands.queued(file, errand.key, hand.name, at=now, by=SYSTEM)
    return fresh or (Entry(now, SYSTEM, StepQueued(errand.action, errand.key, hand.name)),)  # asked again


def _done(file: CaseFile, errand: Errand, receipt: str, now: datetime) -> tuple[Entry, ...]:
    return house.following(file, errands.carried_out(file, errand, receipt, at=now, by=SYSTEM), at=now)


def _note_failure(case_id: str, errand: Errand, error: Exception, now: datetime) -> None:
    why, cause = str(error)[:LONGEST], str(getattr(error, "cause", ""))

    def failed(file: CaseFile) -> tuple[Entry, ...]:
        told = errands.failed(file, errand.key, why, at=now, by=SYSTEM)
        return tuple(structs.replace(one, what=structs.replace(one.what, cause=cause)) for one in told)

    with suppress(NoSuchErrand):  # nothing is to be done any more, so nothing failed
        store.change(case_id, failed)


@verb
def errand(file: CaseFile, form: Form, person: User) -> Iterable[AnyHappening]:
    """Record that a person did on the platform what was to be done, or why it could not be."""
    key, by, at = words_in(form, "key"), people.actor(person), timezone.now()
    if form.get("outcome") == "failed":
        entries = errands.failed(file, key, words_in(form, "why"), at=at, by=by)
    else:
        entries = errands.done(file, key, form.get("proof", "").strip(), at=at, by=by)
    return [entry.what for entry in entries]


@lru_cache(maxsize=4)
def _links(roots: tuple[Path, ...]) -> dict[str, str]:
    return dict(read_links(roots))
