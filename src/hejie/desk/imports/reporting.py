"""Where do the bad rows of an import go, so that somebody can correct them, in their own language?

They are kept in English, as everything of a log and of the API; whoever downloads them gets them in the language of
the page, with the mark by which Excel knows UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from hejie.desk.spreadsheets import harmless
from hejie.desk.telling import reasons
from hejie.intake import BadCell

HEADERS = ("line", "column", "value", "reason", "row_landed")
LANDED, REFUSED = "yes, without this cell", "no"
MARK = "\ufeff"


@contextmanager
def bad_rows_written_to(path: Path) -> Iterator[Callable[[BadCell], None]]:
    """Give a function that writes each bad cell as a row of a CSV that Excel opens."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)

        def write(bad: BadCell) -> None:
            landed = REFUSED if bad.refused else LANDED
            writer.writerow([bad.line, *map(harmless, (bad.column, bad.value, bad.reason)), landed])

        yield write


def told(path: Path) -> Iterator[str]:
    """Yield the lines of a file of bad rows in the language of the page, the mark first."""
    ends = {REFUSED: _("row refused"), LANDED: _("row landed without it")}
    yield MARK + _line([_("Line"), _("Column"), _("Value"), _("Reason"), _("What became of it")])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for line, column, value, reason, landed in rows:
            yield _line([line, column, value, reasons.told(reason), ends.get(landed, landed)])


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
