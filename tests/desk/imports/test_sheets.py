"""Workbooks: what is in their cells, and those that are not safe to open."""

import io
import zipfile

import pytest
import xlsxwriter

from hejie.desk.imports.mistakes import DamagedFile, FillsTheMemory, NotATable, TooLarge
from hejie.desk.imports.reading import opened
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


def corners(last_column):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "退款编号")
        sheet.write(1_048_575, last_column, "1")
    return data.getvalue()


def one_text_in_many_cells():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(60_000):
            sheet.write(row, 0, "x" * 32_000)
    return data.getvalue()


def open_document(table_rows):
    body = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
        <table:table table:name="S">{table_rows}</table:table></office:spreadsheet></office:body>
        </office:document-content>"""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listed = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest>'
    return archive(mimetype=kind, content_xml=body, **{"META-INF__manifest_xml": listed})


def open_row(*texts, repeated=1):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


@pytest.mark.parametrize(
    "data",
    [
        corners(16_383),
        one_text_in_many_cells(),
        open_document(open_row("a") + open_row("x" * 5_000, repeated=400_000)),
    ],
    ids=["two cells in the corners", "one text in many cells", "a row that repeats"],
)
def test_a_small_workbook_that_would_fill_the_memory_is_left_alone(data):
    assert len(data) < 1_000_000
    with pytest.raises(FillsTheMemory, match="CSV"):
        table(data, "bomb.xlsx")


def test_a_long_sheet_of_few_columns_is_read():
    sheet, rows = table(corners(2), "long.xlsx")
    assert (sheet.headers, len(rows)) == (("退款编号",), 1)


def test_an_open_document_is_read_too():
    sheet, rows = table(
        open_document(open_row("id", "text") + open_row("1800", "x") + open_row(repeated=9)), "x.ods"
    )
    assert (sheet.headers, rows) == (("id", "text"), [(2, ["1800", "x"])])


def test_a_workbook_of_which_nobody_wants_more_rows_is_let_go():
    with opened(io.BytesIO(workbook([["id", "text"]] + [["1800", "x"]] * 5000))) as sheet:
        assert next(sheet.rows)[0] == 2
        assert sheet.share() == 1.0
