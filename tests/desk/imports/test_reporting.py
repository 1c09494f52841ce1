"""Bad rows go to a file that Excel opens and that cannot run anything there."""

import csv

import pytest

from hejie.desk.imports.reporting import HEADERS, bad_rows_written_to, harmless
from hejie.intake import BadCell


def test_each_bad_cell_becomes_a_row(tmp_path):
    path = tmp_path / "bad.csv"
    with bad_rows_written_to(path) as write:
        write(BadCell(7, "退款金额", "=cmd()", "this is not an amount", False))
        write(BadCell(8, "退款编号", "", "empty", True))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(HEADERS)
    assert rows[1] == ["7", "退款金额", "'=cmd()", "this is not an amount", "yes, without this cell"]
    assert rows[2][-1] == "no"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_starts_a_formula(text):
    assert harmless(text).startswith("'")


def test_plain_text_stays_as_it_is():
    assert harmless("陈 1-2") == "陈 1-2"
