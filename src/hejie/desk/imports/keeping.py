"""How does landing ask the desk's store, many cases at a time?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line, read
from hejie.desk import models
from hejie.desk.cases import store
from hejie.desk.cases.index import shop_key
from hejie.desk.imports.landing import Decide

AT_ONCE = 500


class StoreKeeper:
    """The store of the desk, as landing asks it."""

    def load_some(self, case_ids: Iterable[str]) -> Mapping[str, CaseFile]:
        """Return those of the cases that are kept, with one question for a chunk of them."""
        files = {}
        for some in store.chunks(sorted(case_ids), AT_ONCE):
            entries = models.Entry.objects.filter(case_id__in=some).order_by("case_id", "seq")
            for case_id, rows in groupby(entries, key=attrgetter("case_id")):
                lines = (Line(row.seq, read(row.body), row.previous, row.digest) for row in rows)
                files[case_id] = CaseFile(case_id, lines)
        return files

    def of_orders(self, platform: str, shop: str, order_ids: Iterable[str]) -> Mapping[str, list[str]]:
        """Return the open cases of each order of a shop."""
        found: dict[str, list[str]] = {}
        ours = models.CaseIndex.objects.filter(shop_key=shop_key(platform, shop), is_open=True)
        for some in store.chunks(sorted(order_ids), AT_ONCE):
            rows = ours.filter(order_id__in=some).order_by("case_id").values_list("order_id", "case_id")
            for order_id, case_id in rows:
                found.setdefault(order_id, []).append(case_id)
        return found

    def open_many(self, files: list[CaseFile]) -> int:
        """Keep new cases; leave those that are there."""
        return store.open_many(files)

    def change(self, case_id: str, decide: Decide) -> CaseFile:
        """Add what is decided for a case, under its lock."""
        return store.change(case_id, decide)
