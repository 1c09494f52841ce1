"""What does a newcomer find on an empty desk? A sample shop that has walked the house, and people to sign in as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.contrib.auth.models import User

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseTaken, Entry
from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.casefile.stages import StageCannotFollow
from hejie.desk import house, models
from hejie.desk.access import people
from hejie.desk.cases import store
from hejie.desk.imports import ordering
from hejie.desk.sample.endings import ended, improve
from hejie.desk.sample.orders import orders
from hejie.desk.sample.shop import Sample, shop
from hejie.desk.walk import walk
from hejie.intake import Notice, open_case

MINE = 9  # of the sample's open cases, so that "mine" is a day's work and not a wall


class NotEmpty(Exception):
    """A desk with cases of its own."""

    def __init__(self, cases: int) -> None:
        super().__init__(
            f"This desk holds {cases} cases already, and invented ones must not be mixed with real ones. "
            "Use another data folder: HEJIE_HOME=/some/empty/folder hejie demo"
        )


def is_empty() -> bool:
    """Tell whether nobody has worked with this desk yet."""
    return not models.CaseIndex.objects.exists() and not User.objects.exists()


def load(*, at: datetime, complaints: int = 300, tell: Callable[[int], None] | None = None) -> int:
    """Fill an empty desk with the sample shop as it stands at `at`; raise NotEmpty. Returns the number of cases."""
    if not is_empty():
        raise NotEmpty(models.CaseIndex.objects.count())
    kept = 0
    for some in store.chunks(_files(at, complaints), 50):
        kept += store.open_many(some)
        if tell:
            tell(kept)
    ordering.keep(orders(_complaints(at, complaints), at=at), at=at)
    _cast()
    improve(at)
    return kept


def _files(at: datetime, complaints: int) -> Iterator[CaseFile]:
    for number, sample in enumerate(shop(at=at, complaints=complaints)):
        yield _lived(sample, number, at)


def _complaints(at: datetime, complaints: int) -> Iterator[Notice]:
    return (sample.notice for sample in shop(at=at, complaints=complaints))


def _lived(sample: Sample, number: int, at: datetime) -> CaseFile:
    """Return a sample as a team would have it: opened when it came, worked on since, and looked at now."""
    came = min(sample.notice.received_at or at, at)
    file = walk(
        open_case(sample.notice, rules=house.rules(), at=came, by=SYSTEM), rules=house.rules(), at=came
    )
    for entry in sample.later:
        file = _also(file, entry)
    if number % MINE == 1 and file.is_open and not sample.is_over:
        file = file.add(Entry(at, Actor(Role.AGENT, "ana"), CaseTaken("ana")))
    if sample.is_over and file.is_open:
        file = ended(file, number, at)
    return walk(file, rules=house.rules(), at=at)


def _also(file: CaseFile, entry: Entry) -> CaseFile:
    try:
        return file.add(entry)
    except StageCannotFollow:
        return file  # the story of the sample was overtaken by what the rooms decided


def _cast() -> None:
    shops = list(models.Shop.objects.values_list("key", flat=True))
    for name, role in people.DEMO.items():
        person = people.add(name, people.DEMO_PASSWORD, role, shops)
        User.objects.filter(pk=person.pk).update(last_name="demo")
    models.Shop.objects.filter(platform="mercadolibre").update(zone="America/Sao_Paulo")
