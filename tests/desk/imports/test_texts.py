"""Encodings and CSV: read in pieces, never guessed wrong in silence."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.imports.mistakes import NotATable, UnknownEncoding, UnusableFile
from hejie.desk.imports.reading import opened
from hejie.desk.imports.texts import Broken, csv_rows, delimiter_of, encoding_of
from tests.desk.imports.shelf import named, table

CHINESE = "退款编号,买家\n1800,陈\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encodings_that_platforms_write_are_recognised(encoding, found):
    stream = io.BytesIO(CHINESE.encode(encoding))
    assert encoding_of(stream, "export.csv") == found
    assert [row for _, row in csv_rows(stream, found)] == [["退款编号", "买家"], ["1800", "陈"]]


def test_an_encoding_nobody_recognises_lists_what_was_tried():
    with pytest.raises(UnknownEncoding, match="utf-8-sig fails at byte 0; gb18030 fails at byte"):
        encoding_of(io.BytesIO(b"\xff\xff,1\n"), "x.csv")


def test_an_encoding_named_by_hand_is_used_and_checked():
    text = "N.º,Reclamação\n1,não\n".encode("cp1252")
    assert table(text, encoding="cp1252")[0].headers == ("N.º", "Reclamação")
    with pytest.raises(UnknownEncoding):
        table(CHINESE.encode("gb18030"), encoding="utf-8")
    with pytest.raises(UnknownEncoding):
        table(b"a,b\n", encoding="klingon")


def test_zero_bytes_are_no_text():
    with pytest.raises(NotATable, match="zero bytes"):
        encoding_of(io.BytesIO(b"a,b\n\0,1\n"), "x.csv")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_between_cells_is_found(sign):
    assert delimiter_of(f"a{sign}b{sign}c\n1,5{sign}2{sign}3\n4{sign}5;5{sign}6\n") == sign


def test_a_cell_may_hold_commas_quotes_and_line_breaks_and_lines_keep_their_numbers():
    data = b'id,text\n1,"a, ""b""\nc"\n2,d\n'
    assert list(csv_rows(io.BytesIO(data), "utf-8-sig")) == [
        (1, ["id", "text"]),
        (2, ["1", 'a, "b"\nc']),
        (4, ["2", "d"]),
    ]


def test_a_quote_that_is_never_closed_breaks_its_row_and_not_the_program():
    data = b'id,text\n1,"' + b"x" * (1 << 21)
    rows = list(csv_rows(io.BytesIO(data), "utf-8-sig"))
    assert isinstance(rows[1][1], Broken)


@given(st.binary(max_size=400))
def test_no_bytes_make_reading_fail_other_than_by_saying_so(data):
    with suppress(UnusableFile):
        table(data)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_written_is_read_back(rows):
    text = io.StringIO()
    csv.writer(text).writerows([["退款编号", "买家", "金额", "原因"], *rows])
    _, read = table(text.getvalue().encode())
    assert [row for _, row in read] == [row for row in rows if any(cell.strip() for cell in row)]


def test_a_stream_that_cannot_be_rewound_is_copied_aside():
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.rest = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            return self.rest.readinto(buffer)

    with opened(io.BufferedReader(Pipe(CHINESE.encode("gb18030")))) as sheet:
        assert sheet.headers == ("退款编号", "买家")
    assert named(b"", "x").name == "x"
