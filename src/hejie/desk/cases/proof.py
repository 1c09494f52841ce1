"""Is what the desk keeps sound: is the index what the entries say, and is every chain whole?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction

from hejie.casefile.chain import ChainBroken
from hejie.desk import models
from hejie.desk.cases import searching, store
from hejie.desk.cases.index import Row, row_of

CASES_AT_ONCE = 200
COLUMNS = tuple(
    field.attname
    for field in models.CaseIndex._meta.concrete_fields
    if field.attname not in ("id", "swept_at")
)


class Difference(NamedTuple):
    """One column of one index row that was not what the entries say."""

    case_id: str
    column: str
    was: object
    now: object


class Report(NamedTuple):
    """What a rebuild found: how many cases, and every difference it put right."""

    cases: int
    differences: tuple[Difference, ...]


class Broken(NamedTuple):
    """A case whose chain does not hold, and why."""

    case_id: str
    why: str


def rebuild() -> Report:
    """Make the index again from the entries, and report each place where it differed.

    Work goes on meanwhile: some cases at a time are locked and compared as they then stand.
    """
    ids = models.Entry.objects.filter(seq=1).order_by("case_id").values_list("case_id", flat=True)
    cases, found = 0, list(_without_entries())
    for some in store.chunks(ids.iterator(chunk_size=CASES_AT_ONCE), CASES_AT_ONCE):
        found += _compare(some)
        cases += len(some)
    searching.make_again()
    return Report(cases, tuple(found))


def broken_chains(*, most: int | None = None) -> Iterator[Broken]:
    """Yield the cases in which an entry was changed, removed or added behind the desk's back.

    With `most` only that many cases are looked at, the newest ones.
    """
    rows = models.CaseIndex.objects.order_by("-id").values_list("case_id", "head")
    for case_id, head in rows[:most] if most else rows.iterator(chunk_size=CASES_AT_ONCE):
        try:
            file = store.load(case_id)
            file.verify()
        except (ChainBroken, store.CaseNotFound) as error:
            yield Broken(case_id, str(error))
            continue
        if head != file.lines[-1].digest:
            yield Broken(
                case_id, "Its last entry is not the one that the index remembers: lines are missing."
            )


def _without_entries() -> Iterator[Difference]:
    opened = models.Entry.objects.filter(seq=1).values("case_id")
    orphans = models.CaseIndex.objects.exclude(case_id__in=opened)
    for case_id in list(orphans.values_list("case_id", flat=True)):
        yield Difference(case_id, "row", "present", "removed: no entries")
    orphans.delete()


@transaction.atomic
def _compare(case_ids: list[str]) -> list[Difference]:
    locked = models.CaseIndex.objects.select_for_update().filter(case_id__in=case_ids)
    was: dict[str, Row] = {row["case_id"]: row for row in locked.values(*COLUMNS)}
    found: list[Difference] = []
    for case_id in case_ids:
        now = row_of(store.load(case_id))
        found += _mend(case_id, was.get(case_id), now)
    return found


def _mend(case_id: str, was: Row | None, now: Row) -> list[Difference]:
    if was is None:
        models.CaseIndex.objects.create(**now)
        return [Difference(case_id, "row", "missing", "made")]
    differing = [
        Difference(case_id, column, was[column], now[column])
        for column in COLUMNS
        if was[column] != now[column]
    ]
    if differing:
        models.CaseIndex.objects.filter(case_id=case_id).update(**now)
    return differing
