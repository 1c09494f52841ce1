"""How do the rows of a file become cases, so that good rows land, bad ones are named, and nothing lands twice?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Protocol

from msgspec import Struct, field, structs

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.casefile.parties import Actor
from hejie.intake import BadCell, Notice, merge, open_case
from hejie.intake.age import CLOSED, older
from hejie.intake.rows import Found
from hejie.rulebook import Rulebook

CHUNK = 500
MOST_SHOWN = 1000  # bad cells kept in memory; a report file gets all of them
MOST_WORDS = 200
OLDER = (
    "this row is older than what is on record: the platform has closed the case since, so it was not applied; if the "
    "platform opened it again, bring an export with a later time of change, or its new after-sales id"
)
BEHIND = (
    "this row tells an earlier state of the case than what is on record, and no time in it is newer, so it was not "
    "applied; if the platform did take it back, bring an export with a later time of change or deadline"
)

Walk = Callable[[CaseFile, datetime], CaseFile]
Decide = Callable[[CaseFile], Iterable[Entry]]


class Keeper(Protocol):
    """What landing asks of the store."""

    def load_some(self, case_ids: Iterable[str], /) -> Mapping[str, CaseFile]:
        """Return those of the cases that are kept."""

    def of_orders(self, platform: str, shop: str, order_ids: Iterable[str], /) -> Mapping[str, list[str]]:
        """Return the open cases of each order."""

    def open_many(self, files: list[CaseFile], /) -> int:
        """Keep new cases; leave those that are there."""

    def change(self, case_id: str, decide: Decide, /) -> CaseFile:
        """Add what is decided for a case, under its lock."""


class Landed(Struct):
    """What became of a file: rows by what happened to them, and everything that could not be read.

    `rows` = `opened` + `updated` + `unchanged` + `refused` + `unmatched`. `bad_cells` counts unreadable cells, also
    those of rows that landed without them; `bad` keeps the first of them. `unknown` counts words without a code.
    `unmatched` are rows of an order export whose order has no open case.
    """

    rows: int = 0
    opened: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    unmatched: int = 0
    bad_cells: int = 0
    bad: list[BadCell] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)


class Landing:
    """Lands one file into a store. `walk` takes a new or changed case through the house, where that is wanted.

    What `may_be_old`, as an export that somebody kept, takes no case back to where it was before.
    """

    def __init__(
        self, keeper: Keeper, rules: Rulebook, walk: Walk | None = None, *, may_be_old: bool = False
    ) -> None:
        self.keeper, self.rules, self.walk, self.may_be_old = keeper, rules, walk, may_be_old
        self._told: set[str] = set()  # cases of which this file told before: its later rows are younger

    def land(
        self,
        found: Iterable[Found],
        *,
        at: datetime,
        by: Actor,
        tell: Callable[[Landed], None] | None = None,
        report: Callable[[BadCell], None] | None = None,
    ) -> Landed:
        """Land what the rows told, a chunk at a time; `tell` hears after each chunk, `report` of each bad cell."""
        landed = Landed()
        rows = iter(found)
        while chunk := list(islice(rows, CHUNK)):
            landed.rows += len(chunk)
            known = self._known(chunk)
            if self.may_be_old:
                chunk = [self._unless_older(one, known) for one in chunk]
            self._keep((_noted(landed, chunk, report), known), landed, at, by)
            if tell:
                tell(landed)
        return landed

    def _known(self, chunk: list[Found]) -> dict[str, CaseFile]:
        notices = [one.notice for one in chunk if one.notice and not one.notice.is_order]
        return dict(self.keeper.load_some({notice.case_id for notice in notices}))

    def _unless_older(self, one: Found, known: Mapping[str, CaseFile]) -> Found:
        """Return what a row told, refused where the platform told something later, in another file than this."""
        notice = one.notice
        if notice is None or notice.is_order or notice.case_id in self._told:
            return one
        file = known.get(notice.case_id)
        why = older(file, notice, rules=self.rules) if file else ""
        if not why:
            self._told.add(notice.case_id)
            return one
        column = next((name for name, word in notice.native.items() if word == notice.status), "status")
        reason = OLDER if why == CLOSED else BEHIND
        older_row = BadCell(line_of(notice), column, notice.status, reason, True)
        return structs.replace(one, notice=None, bad=(*one.bad, older_row))

    def _keep(
        self, told: tuple[list[Notice], dict[str, CaseFile]], landed: Landed, at: datetime, by: Actor
    ) -> None:
        notices, known = told
        complaints = [notice for notice in notices if not notice.is_order]
        fresh: dict[str, CaseFile] = {}
        for notice in complaints:
            if notice.case_id in known:
                known[notice.case_id] = self._add(known[notice.case_id], notice, landed, at, by)
            elif notice.case_id in fresh:
                self._fold(fresh, notice, landed, at, by)
            else:
                fresh[notice.case_id] = open_case(notice, rules=self.rules, at=at, by=by)
        self._open(list(fresh.values()), landed, at)
        self._enrich([notice for notice in notices if notice.is_order], landed, at, by)

    def _open(self, files: list[CaseFile], landed: Landed, at: datetime) -> None:
        if self.walk:
            files = [self.walk(file, at) for file in files]
        opened = self.keeper.open_many(files) if files else 0
        landed.opened += opened
        # Another import opened the rest this moment; what they say now is added when the file is brought again.
        landed.unchanged += len(files) - opened

    def _fold(
        self, fresh: dict[str, CaseFile], notice: Notice, landed: Landed, at: datetime, by: Actor
    ) -> None:
        before = fresh[notice.case_id]
        entries = merge(before, notice, rules=self.rules, at=at, by=by)
        fresh[notice.case_id] = before.add(*entries)
        _count(landed, entries)

    def _add(self, file: CaseFile, notice: Notice, landed: Landed, at: datetime, by: Actor) -> CaseFile:
        # Asked first without the lock: most rows of an export brought again say nothing new.
        if not merge(file, notice, rules=self.rules, at=at, by=by):
            landed.unchanged += 1
            return file
        added: list[Entry] = []

        def decide(now: CaseFile) -> Iterator[Entry]:
            added[:] = merge(now, notice, rules=self.rules, at=at, by=by)
            if not added:
                return
            after = now.add(*added)
            walked = self.walk(after, at) if self.walk else after
            yield from (line.entry for line in walked.lines[len(now.lines) :])

        after = self.keeper.change(file.case_id, decide)
        _count(landed, added)
        return after

    def _enrich(self, notices: list[Notice], landed: Landed, at: datetime, by: Actor) -> None:
        for (platform, shop), some in _by_shop(notices).items():
            cases = self.keeper.of_orders(platform, shop, {notice.order_id for notice in some})
            files = dict(self.keeper.load_some({case_id for ids in cases.values() for case_id in ids}))
            for notice in some:
                ids = [case_id for case_id in cases.get(notice.order_id, ()) if case_id in files]
                if not ids:
                    landed.unmatched += 1
                    continue
                counted = Landed()
                for case_id in ids:
                    files[case_id] = self._add(files[case_id], notice, counted, at, by)
                landed.updated += bool(counted.updated)
                landed.unchanged += not counted.updated


def line_of(notice: Notice) -> int:
    """Return the line of the file that a notice comes from, or 0 where it does not say."""
    place = notice.facts[0].source.rpartition(" ")[2] if notice.facts else ""
    return int(place) if place.isdecimal() else 0


def _noted(landed: Landed, chunk: list[Found], report: Callable[[BadCell], None] | None) -> list[Notice]:
    notices = []
    for found in chunk:
        for bad in found.bad:
            landed.bad_cells += 1
            if len(landed.bad) < MOST_SHOWN:
                landed.bad.append(bad)
            if report:
                report(bad)
        for word in found.unknown:
            if word in landed.unknown or len(landed.unknown) < MOST_WORDS:
                landed.unknown[word] += 1
        if found.notice is None:
            landed.refused += 1
        else:
            notices.append(found.notice)
    return notices


def _by_shop(notices: list[Notice]) -> dict[tuple[str, str], list[Notice]]:
    shops: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        shops.setdefault((notice.platform, notice.shop), []).append(notice)
    return shops


def _count(landed: Landed, entries: Iterable[Entry]) -> None:
    if any(True for _ in entries):
        landed.updated += 1
    else:
        landed.unchanged += 1
