"""Workbooks: what is in their cells, and those that are not safe to open."""

import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta

import pytest
import xlsxwriter

from hejie.desk.imports.mistakes import DamagedFile, NotATable, TooLarge
from hejie.desk.imports.sheets import cell_text
from tests.desk.imports.shelf import table


def workbook(rows, *, sheets=1):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for _ in range(sheets - 1):
            book.add_worksheet()
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return data.getvalue()


def archive(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def test_a_workbook_is_read_with_the_numbers_of_its_rows():
    sheet, rows = table(workbook([["退款编号", "金额"], ["1800", 12.5], ["", ""], ["1801", 3]]), "x.xlsx")
    assert sheet.kind == "xlsx"
    assert sheet.headers == ("退款编号", "金额")
    assert rows == [(2, ["1800", "12.5"]), (4, ["1801", "3"])]


def test_the_sheet_with_the_rows_is_taken():
    assert table(workbook([["a", "b"], ["1", "2"]], sheets=3), "x.xlsx")[0].headers == ("a", "b")


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


@pytest.mark.shows("P1")
def test_a_bomb_is_not_unpacked():
    with pytest.raises(TooLarge, match="MB"):
        table(archive(xl__workbook_xml="<workbook/>", xl__sheet_xml="0" * 60_000_000), "bomb.xlsx")


def test_an_archive_of_something_else_says_what_is_inside():
    with pytest.raises(NotATable, match="ExportOrderList"):
        table(archive(**{"ExportOrderList.csv": "a,b"}), "orders.xlsx")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 and nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_a_damaged_workbook_says_so(data):
    with pytest.raises(DamagedFile, match="again"):
        table(data, "x.xlsx")


def test_an_archive_with_the_name_of_a_workbook_and_nonsense_in_it_says_so():
    with pytest.raises(DamagedFile):
        table(archive(xl__workbook_xml="<nonsense"), "x.xlsx")
