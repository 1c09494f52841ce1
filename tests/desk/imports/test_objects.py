"""JSON Lines: keys are columns, and a line that is no object is a bad row."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.imports.mistakes import NotATable
from hejie.desk.imports.objects import object_rows
from hejie.desk.imports.texts import Broken
from tests.desk.imports.shelf import table


def test_each_object_is_a_row_and_a_key_that_comes_late_is_a_column_too():
    late = b'{"after_sales_id": 2, "photo_given": true, "note": null, "x": {"y": 1}}'
    data = b'{"after_sales_id": "1", "amount": 12.5}\n\n' + late + b"\n"
    sheet, rows = table(data, "cases.jsonl")
    assert sheet.kind == "jsonl"
    assert sheet.headers == ("after_sales_id", "amount", "photo_given", "note", "x")
    assert rows == [(1, ["1", "12.5", "", "", ""]), (3, ["2", "", "true", "", '{"y":1}'])]


def test_a_line_that_is_no_object_is_named_and_the_others_are_read():
    _, rows = table(b'{"a": 1, "b": 2}\n{"a": 3\n[4]\n{"a": 5, "b": 6}\n', "x.jsonl")
    assert [type(row) for _, row in rows] == [list, Broken, Broken, list]
    assert [line for line, _ in rows] == [1, 2, 3, 4]


def test_more_keys_than_a_table_can_have_are_refused():
    lines = b"".join(b'{"key%d": 1}\n' % number for number in range(600))
    with pytest.raises(NotATable, match="different keys"):
        table(lines, "x.jsonl")


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail(data):
    assert isinstance(list(object_rows(io.BytesIO(b"{" + data), "x.jsonl")), list)
