"""A file is what is in it, whatever its name says; each mistake has its message."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.imports.mistakes import EmptyFile, NotATable, UnusableFile
from hejie.desk.imports.reading import opened
from tests.desk.imports.shelf import named, table


@pytest.mark.parametrize(
    ("data", "mistake", "says"),
    [
        (b"", EmptyFile, "empty"),
        (b"\xef\xbb\xbf \r\n\r\n", EmptyFile, "empty"),
        (b"%PDF-1.7 ...", NotATable, "PDF"),
        (b"\x89PNG\r\n", NotATable, "picture"),
        (b"Rar!\x1a\x07", NotATable, "RAR"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x">', NotATable, "save it as .xlsx"),
        (b'[{"a": 1}]', NotATable, "one object a line"),
        (b"<html><body>Please sign in</body></html>", EmptyFile, "nothing to import"),
    ],
)
def test_a_file_that_holds_no_rows_says_what_it_is_and_what_to_do(data, mistake, says):
    with pytest.raises(mistake, match=says):
        table(data)


def test_a_path_that_does_not_exist_is_a_mistake_like_others(tmp_path):
    with pytest.raises(UnusableFile, match="cannot be opened"), opened(tmp_path / "no.csv"):
        pass


@pytest.mark.parametrize("name", ["export.xlsx", "export.xls", "export.txt", "export"])
def test_a_csv_is_read_under_any_name(name):
    assert table(b"a,b\n1,2\n", name)[0].kind == "csv"


def test_titles_above_the_headers_are_passed_over_and_lines_keep_their_numbers():
    data = b"Mercado Libre,,\nVentas de noviembre,,\n,,\n# de venta,Estado,Total (ARS)\n2000,Entregado,10\n"
    sheet, rows = table(data)
    assert sheet.headers == ("# de venta", "Estado", "Total (ARS)")
    assert rows == [(5, ["2000", "Entregado", "10"])]


def test_what_counts_as_headers_can_be_told_by_somebody_who_knows_them():
    data = b"one,two,three,four\nid,why\n1,2\n"
    with opened(named(data), is_heading=lambda cells: cells[0] == "id") as sheet:
        assert sheet.headers == ("id", "why")


def test_headers_of_the_same_name_are_told_apart():
    assert table(b"Estado,Unidades,Unidades,Estado,\na,1,2,b,\n")[0].headers == (
        "Estado",
        "Unidades",
        "Unidades (2)",
        "Estado (2)",
    )


def test_the_share_that_was_read_grows_to_the_whole():
    data = b"a,b\n" + b"1,2\n" * 100_000
    with opened(named(data)) as sheet:
        shares = [sheet.share() for number, _ in enumerate(sheet.rows) if number % 20_000 == 0]
        assert shares == sorted(shares)
        assert sheet.share() == 1.0


def test_the_first_rows_of_a_large_file_come_before_it_is_read_whole(tmp_path):
    path = tmp_path / "large.csv"
    row = b"1800000000000000001," + b"x" * 2000 + b"\n"
    with path.open("wb") as file:
        file.write(b"id,text\n")
        for _ in range(10):
            file.write(row * 100)
    with opened(path) as sheet:
        first = next(sheet.rows)
        assert first[0] == 2
        assert sheet.share() < 0.2


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"<table>", b"{", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
)
def test_whatever_is_dropped_in_is_read_or_refused_with_a_message(data, start):
    with suppress(UnusableFile), opened(io.BytesIO(start + data)) as sheet:
        assert all(isinstance(line, int) for line, _ in sheet.rows)
