"""Does no cell run anything in the spreadsheet of whoever opens a file of ours?"""

import pytest

from hejie.desk.spreadsheets import harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_starts_a_formula(text):
    assert harmless(text).startswith("'")


def test_plain_text_stays_as_it_is():
    assert harmless("陈 1-2") == "陈 1-2"
