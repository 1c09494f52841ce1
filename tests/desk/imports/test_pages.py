"""A web page that was saved as .xls is read as the table it is."""

import io

from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.imports.pages import page_rows
from tests.desk.imports.shelf import table

PAGE = """<html><head><meta charset="gbk"><style>td{x:y}</style></head><body><table border=1>
<tr><th>退款编号<th>买家<th>说明</tr>
<tr><td>1800</td><td>陈 &amp; 李</td><td>第一行<br>第二行</td></tr>
<TR><TD colspan=2>1801</TD><TD>x<table><tr><td>inner</td></tr></table></TD></TR>
</table></body></html>"""


def test_rows_and_cells_are_found_with_their_lines_entities_and_spans():
    sheet, rows = table(PAGE.encode("gb18030"), "refunds.xls")
    assert (sheet.kind, sheet.encoding) == ("html", "gb18030")
    assert sheet.headers == ("退款编号", "买家", "说明")
    assert rows == [(3, ["1800", "陈 & 李", "第一行\n第二行"]), (4, ["1801", "", "xinner"])]


@given(st.text(max_size=200))
def test_no_page_makes_reading_fail(text):
    assert isinstance(list(page_rows(io.BytesIO(f"<table>{text}".encode("utf-8", "ignore")), "utf-8")), list)
