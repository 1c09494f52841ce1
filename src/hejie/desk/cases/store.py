"""How is a case kept, read and changed, by many people at once, without losing a word?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line, read, write
from hejie.casefile.entries import Entry
from hejie.desk import models
from hejie.desk.cases.index import Row, row_of

CHUNK = 500
ROWS_AT_ONCE = 2000
Decide = Callable[[CaseFile], Iterable[Entry]]
T = TypeVar("T")


class CaseNotFound(LookupError):
    """A case id that no entry carries."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f"There is no case {case_id!r}, so nothing can be shown or added. "
            "Its id is platform:shop:after-sales id; look it up in the queue, or import the export that holds it."
        )


def load(case_id: str) -> CaseFile:
    """Return the case with all its lines; raise CaseNotFound."""
    file = CaseFile(case_id, _lines(models.Entry.objects.filter(case_id=case_id).order_by("seq")))
    if not file.lines:
        raise CaseNotFound(case_id)
    return file


def change(case_id: str, decide: Decide) -> CaseFile:
    """Add to a case what `decide` returns for the case as it now stands, and return it.

    The case is locked from before it is read until its entries and its index row are written, so two people who
    act on it at once follow one another and each sees what the other did. Where `decide` raises, nothing is kept.
    """
    with transaction.atomic():
        before = locked(case_id)
        after = before.add(*decide(before))
        append(before, after)
    return after


def locked(case_id: str) -> CaseFile:
    """Return the case, locked until the transaction of the caller ends; raise CaseNotFound."""
    # SQLite has locked the whole file when the transaction began (IMMEDIATE); PostgreSQL locks this one row.
    row = models.CaseIndex.objects.select_for_update().filter(case_id=case_id)
    if not row.values_list("id", flat=True):
        raise CaseNotFound(case_id)
    return load(case_id)


def append(before: CaseFile, after: CaseFile) -> None:
    """Write the lines that `after` has beyond `before`; the caller holds the lock of the case."""
    fresh = after.lines[len(before.lines) :]
    if fresh:
        models.Entry.objects.bulk_create(models.Entry(**_columns(after.case_id, line)) for line in fresh)
        models.CaseIndex.objects.filter(case_id=after.case_id).update(**row_of(after))


def open_many(files: Sequence[CaseFile]) -> int:
    """Keep new cases, and return how many; a case that is already there is left as it is."""
    return sum(_open_some(chunk) for chunk in chunks(files, CHUNK))


def existing(case_ids: Iterable[str]) -> set[str]:
    """Return which of these cases are kept here."""
    rows = models.CaseIndex.objects
    return {
        case_id
        for some in chunks(case_ids, CHUNK)
        for case_id in rows.filter(case_id__in=some).values_list("case_id", flat=True)
    }


def every(case_ids: Iterable[str] | None = None) -> Iterator[CaseFile]:
    """Yield all cases, or these, ordered by id, in bounded memory."""
    if case_ids is not None:
        yield from (load(case_id) for case_id in sorted(case_ids))
        return
    yield from between("", "")


def between(first: str, end: str) -> Iterator[CaseFile]:
    """Yield the cases from the id `first` to before the id `end`, in bounded memory; an empty id is no bound."""
    bounds = {"case_id__gte": first, "case_id__lt": end}
    entries = models.Entry.objects.filter(**{name: bound for name, bound in bounds.items() if bound})
    rows = entries.order_by("case_id", "seq").iterator(chunk_size=ROWS_AT_ONCE)
    for case_id, mine in groupby(rows, key=attrgetter("case_id")):
        yield CaseFile(case_id, _lines(mine))


def several(case_ids: Iterable[str]) -> Iterator[CaseFile]:
    """Yield these cases, some hundred read at a time; an id that no entry carries is passed over."""
    for some in chunks(case_ids, CHUNK):
        rows = models.Entry.objects.filter(case_id__in=some).order_by("case_id", "seq")
        for case_id, mine in groupby(rows, key=attrgetter("case_id")):
            yield CaseFile(case_id, _lines(mine))


def chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in lists of at most `size`."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def _open_some(files: list[CaseFile]) -> int:
    try:
        return _insert(files)
    except IntegrityError:  # another import opened one of them this moment: now it is seen
        return _insert(files)


def _insert(files: list[CaseFile]) -> int:
    with transaction.atomic():
        known = existing(file.case_id for file in files)
        fresh = {file.case_id: file for file in files if file.case_id not in known}.values()
        rows = [row_of(file) for file in fresh]
        _keep_shops(rows)
        _insert_rows(models.CaseIndex, rows)
        _insert_rows(models.Entry, [_columns(file.case_id, line) for file in fresh for line in file.lines])
    return len(rows)


def _insert_rows(model: type[Model], rows: Sequence[Row]) -> None:
    # bulk_create makes an object and a piece of SQL of every row, which took a third of landing an export.
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    usual = {field.attname: field.get_default() for field in fields}
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    adapted = connection.ops.adapt_datetimefield_value
    values = [
        [adapted(value) if isinstance(value, datetime) else value for value in {**usual, **row}.values()]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names of models


def _keep_shops(rows: list[Row]) -> None:
    shops = {row["shop_key"]: row for row in rows}
    models.Shop.objects.bulk_create(
        [
            models.Shop(
                key=key,
                platform=row["platform"],
                name=key.partition(":")[2],
                currency=row["currency"] or "CNY",
            )
            for key, row in shops.items()
        ],
        ignore_conflicts=True,
    )


def _columns(case_id: str, line: Line) -> Row:
    return {
        "case_id": case_id,
        "seq": line.seq,
        "at": line.entry.at,
        "kind": type(line.entry.what).__name__,
        "body": write(line.entry).decode(),
        "previous": line.previous,
        "digest": line.digest,
    }


def _lines(rows: Iterable[models.Entry]) -> Iterator[Line]:
    return (Line(row.seq, read(row.body), row.previous, row.digest) for row in rows)
