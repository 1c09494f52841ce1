"""Where do the bad rows of an import go, so that somebody can correct them?"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hejie.intake import BadCell

HEADERS = ("line", "column", "value", "reason", "row_landed")
# The wide ones too: Excel and WPS in Chinese take them for the others.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@contextmanager
def bad_rows_written_to(path: Path) -> Iterator[Callable[[BadCell], None]]:
    """Give a function that writes each bad cell as a row of a CSV that Excel opens."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)

        def write(bad: BadCell) -> None:
            landed = "no" if bad.refused else "yes, without this cell"
            writer.writerow([bad.line, *map(harmless, (bad.column, bad.value, bad.reason)), landed])

        yield write


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
