"""What do the tests of imports share? A store in memory, and files made of rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from hejie.casefile import CaseFile
from hejie.desk.imports.landing import Decide
from hejie.desk.imports.reading import Sheet, opened


class Shelf:
    """Keeps cases in a dict, as the store keeps them in a data base; counts the changes."""

    def __init__(self) -> None:
        self.files: dict[str, CaseFile] = {}
        self.changes = 0

    def load_some(self, case_ids: Iterable[str]) -> Mapping[str, CaseFile]:
        return {case_id: self.files[case_id] for case_id in case_ids if case_id in self.files}

    def of_orders(self, platform: str, shop: str, order_ids: Iterable[str]) -> Mapping[str, list[str]]:
        wanted, found = set(order_ids), dict[str, list[str]]()
        for case_id, file in self.files.items():
            told = file.opened
            if file.is_open and (told.platform, told.shop) == (platform, shop) and told.order_id in wanted:
                found.setdefault(told.order_id, []).append(case_id)
        return found

    def open_many(self, files: list[CaseFile]) -> int:
        fresh = {file.case_id: file for file in files if file.case_id not in self.files}
        self.files |= fresh
        return len(fresh)

    def change(self, case_id: str, decide: Decide) -> CaseFile:
        before = self.files[case_id]
        self.files[case_id] = before.add(*decide(before))
        self.changes += 1
        return self.files[case_id]


def named(data: bytes, name: str = "export.csv") -> BinaryIO:
    """Return bytes as an open file with a name."""
    stream = io.BytesIO(data)
    stream.name = name
    return stream


def table(data: bytes, name: str = "export.csv", **more: str) -> tuple[Sheet, list[tuple[int, object]]]:
    """Return a file that was read whole: its sheet, and its rows."""
    with opened(named(data, name), **more) as sheet:
        return sheet, list(sheet.rows)
