"""Which export is a file, and what do its rows tell? From an opened sheet to notices, with every bad cell named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from hejie.desk.imports.reading import Score, Sheet
from hejie.desk.imports.texts import Beneath, Broken, Cells, NumberedRow
from hejie.intake import BadCell, cells, guess_columns
from hejie.intake.columns import ColumnMap, column_map, heading
from hejie.intake.fields import FIELDS, Kind
from hejie.intake.guessing import Guess
from hejie.intake.mistakes import RoundedIds
from hejie.intake.rows import Found, Origin, RowReader
from hejie.rulebook import Rulebook
from hejie.rulebook.reading import read_yaml

OWN = "hejie"
SAMPLED = 200  # rows looked at for ids that a spreadsheet has rounded


@lru_cache(maxsize=4)
def column_maps(rules: Rulebook) -> tuple[ColumnMap, ...]:
    """Return the column maps of all platform folders, overlays included, and that of our own format."""
    shipped = tuple(
        column_map(name, platform.columns) for name, platform in rules.platforms.items() if platform.columns
    )
    return (*shipped, column_map(OWN, read_yaml(Path(__file__).with_name("own.yaml"))))


def heading_score(maps: Sequence[ColumnMap]) -> Score:
    """Return how well a row would do as headers: by the headers we know, then by how many words it has."""
    known = {
        name
        for one in maps
        for export in one.exports.values()
        for names in export.headers.values()
        for name in names
    }

    def score(row: Sequence[str]) -> float:
        words = {heading(cell) for cell in row if cell.strip()}
        return len(words & known) + len(words) / 1000

    return score


def recognised(
    sheet: Sheet,
    maps: Sequence[ColumnMap],
    *,
    platform: str = "",
    corrections: Mapping[str, str] | None = None,
) -> Guess:
    """Return what the sheet is taken for; raise an IntakeMistake where that cannot be told."""
    return guess_columns(sheet.headers, maps, platform=platform, corrections=corrections)


def told(sheet: Sheet, guess: Guess, origin: Origin) -> Iterator[Found]:
    """Yield what each row tells, in order; raise RoundedIds where a spreadsheet has spoiled an id column."""
    reader = RowReader(guess, origin)
    ids = [numbers[0] for name, numbers in guess.fields.items() if FIELDS[name].kind is Kind.ID]
    first = list(islice(sheet.rows, SAMPLED))
    _check_ids(first, guess)
    for line, row in chain(first, sheet.rows):
        if isinstance(row, Broken):
            yield Found(None, (BadCell(line, "", "", row.reason, True),))
        else:
            yield reader.read(line, _with_ids_carried(row, ids))


def _with_ids_carried(row: Cells, ids: Sequence[int]) -> Cells:
    """Give a row the ids of the merged cells above it. Only ids: an amount that was carried would count twice."""
    for number in ids:
        cell = row[number] if number < len(row) else ""
        if isinstance(cell, Beneath):
            row[number] = cell.above
    return row


def _check_ids(rows: Sequence[NumberedRow], guess: Guess) -> None:
    for field in guess.export.needs:
        if FIELDS[field].kind is not Kind.ID:
            continue
        number = guess.fields[field][0]
        ids = {
            cells.plain(row[number]) for _, row in rows if not isinstance(row, Broken) and number < len(row)
        }
        example = cells.rounded_example(sorted(ids))
        if example:
            raise RoundedIds(guess.headers[number], example)
