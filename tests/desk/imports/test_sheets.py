"""Workbooks: what is in their cells, and those that are not safe to open."""

import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta

import pytest
import xlsxwriter

from hejie.desk.imports.mistakes import DamagedFile, NotATable, TooLarge
from hejie.desk.imports.sheets import cell_text, check_archive
from hejie.desk.imports.texts import Beneath
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


def merged(*, down_from=0):
    """Two goods of one order under one merged order number and one merged amount, from a row and column on."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(down_from, down_from, ["order_id", "goods", "amount"])
        for number, goods in enumerate(("cup", "lid", "bag"), start=1 + down_from):
            sheet.write(number, down_from + 1, goods)
        sheet.merge_range(down_from + 1, down_from, down_from + 2, down_from, "A1")
        sheet.merge_range(down_from + 1, down_from + 2, down_from + 2, down_from + 2, 178)
        sheet.write(down_from + 3, down_from, "A2")
    return data.getvalue()


@pytest.mark.parametrize("down_from", [0, 3])
def test_a_cell_under_a_merged_one_is_empty_and_knows_what_stands_above(down_from):
    _, rows = table(merged(down_from=down_from), "x.xlsx")
    assert rows == [
        (2 + down_from, ["A1", "cup", "178"]),
        (3 + down_from, ["", "lid", ""]),
        (4 + down_from, ["A2", "bag", ""]),
    ]
    assert [getattr(cell, "above", None) for cell in rows[1][1]] == ["A1", None, "178"]
    assert not any(isinstance(cell, Beneath) for cell in rows[0][1] + rows[2][1])


def test_two_cells_in_the_corners_of_a_sheet_do_not_fill_the_memory():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "退款编号")
        sheet.write(1_048_575, 16_383, "1")
    with pytest.raises(TooLarge):
        check_archive(data, "corners.xlsx")


def test_a_long_sheet_of_few_columns_is_safe():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "退款编号")
        sheet.write(1_048_575, 9, "1")
    check_archive(data, "long.xlsx")
