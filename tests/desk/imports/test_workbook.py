"""The process that reads workbooks: what a cell says."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hejie.desk.imports.workbook import cell_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.5, "12.5"), (3.0, "3"), (0.1 + 0.2, "0.3"), (True, "true"), (None, ""), ("x", "x"),
        (datetime(2026, 11, 24, 10, 35, tzinfo=UTC).replace(tzinfo=None), "2026-11-24 10:35:00"),
        (date(2026, 11, 24), "2026-11-24"), (time(10, 35), "10:35:00"), (timedelta(hours=1), "1:00:00"),
        (2198765432109876543.0, "2.19876543210988E+18"),
    ],
)  # fmt: skip
def test_a_cell_is_told_as_its_reader_sees_it_and_a_damaged_number_shows_its_damage(cell, text):
    assert cell_text(cell) == text
