"""Bad rows go to a file that Excel opens and that cannot run anything there."""

import csv

import pytest
from django.utils import translation

from hejie.desk.imports.reporting import HEADERS, bad_rows_written_to, told
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


@pytest.mark.parametrize(
    ("language", "head", "reason", "landed"),
    [
        ("zh-hans", "行", "这不是整数", "该行已导入，缺此项"),
        ("en", "Line", "this is not a whole number", "row landed without it"),
        ("pt-br", "Linha", "isto não é um número inteiro", "linha importada sem este dado"),
        ("es", "Fila", "esto no es un número entero", "fila importada sin este dato"),
    ],
)
def test_whoever_downloads_them_gets_them_in_the_language_of_the_page(
    tmp_path, language, head, reason, landed
):
    path = tmp_path / "bad.csv"
    with bad_rows_written_to(path) as write:
        write(BadCell(7, "件数", "=cmd()", "this is not a whole number", False))
    with translation.override(language):
        lines = list(told(path))
    assert lines[0].startswith("\ufeff" + head)
    first = next(csv.reader(lines[1:]))
    assert first[:4] == ["7", "件数", "'=cmd()", reason]
    assert landed in first[4]
