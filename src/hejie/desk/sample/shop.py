"""What would a shop's desk look like after a few busy weeks? A sample shop, the same for the same seed and time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from msgspec import Struct, structs

from hejie.casefile.entries import Entry
from hejie.desk.sample.deals import DATA, PLATFORMS, Deal, deals
from hejie.desk.sample.exports import complaint_row, write_export
from hejie.desk.sample.lessons import lessons
from hejie.desk.sample.routes import afterwards
from hejie.intake import Notice, guess_columns
from hejie.intake.columns import ColumnMap, column_map
from hejie.intake.rows import Origin, RowReader
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.reading import read_yaml

EXTENSIONS = {
    "taobao": "csv",
    "pinduoduo": "csv",
    "mercadolibre": "xlsx",
    "aliexpress": "xlsx",
    "17zwd": "csv",
}


class Sample(Struct, frozen=True):
    """A complaint as its platform's export tells it, what happened after it, and what it teaches, if anything.

    One that `is_over` is told as it came in: how it ended is the desk's to tell.
    """

    notice: Notice
    later: tuple[Entry, ...] = ()
    teaches: str = ""
    is_over: bool = False


def shop(*, at: datetime, seed: int = 7, complaints: int = 300) -> Iterator[Sample]:
    """Yield the complaints of a sample shop over five platforms at `at` (aware), those that teach first.

    Each notice is read from a row as the platform would write it, so what is shown is what an import gives.
    """
    for lesson in lessons(at=at):
        yield Sample(
            _read(lesson.deal), tuple(sorted(lesson.later, key=lambda entry: entry.at)), lesson.teaches
        )
    for deal in deals(at=at, seed=seed, complaints=complaints):
        over = deal.state == "done"
        came = structs.replace(deal, state="seller") if over else deal
        yield Sample(_read(came), afterwards(deal, at=at), is_over=over)


def write_exports(folder: Path, *, at: datetime, seed: int = 7, complaints: int = 300) -> dict[str, Path]:
    """Write the sample shop as the export file of each platform, and return the paths."""
    everything = [
        *(lesson.deal for lesson in lessons(at=at)),
        *deals(at=at, seed=seed, complaints=complaints),
    ]
    paths = {platform: folder / f"{platform}.{EXTENSIONS[platform]}" for platform in PLATFORMS}
    for platform, path in paths.items():
        write_export(path, platform, everything)
    return paths


def _read(deal: Deal) -> Notice:
    row = complaint_row(deal)
    found = _reader(deal.platform, tuple(row)).read(deal.number, list(row.values()))
    assert found.notice is not None, found.bad
    return found.notice


@cache
def _reader(platform: str, headers: tuple[str, ...]) -> RowReader:
    guess = guess_columns(headers, [_columns(platform)], platform=platform)
    return RowReader(guess, Origin(f"{platform}.{EXTENSIONS[platform]}", str(DATA[platform]["shop"])))


def _columns(platform: str) -> ColumnMap:
    return column_map(platform, read_yaml(SHIPPED / "platforms" / platform / "columns.yaml"))
