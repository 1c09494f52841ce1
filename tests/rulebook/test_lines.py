"""Where are the lines of alerts drawn?"""

import pytest

from hejie.rulebook.lines import read_lines
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake


def laid(tmp_path, text):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "lines.yaml").write_text(text + "\n", encoding="utf-8")
    return read_lines((SHIPPED, tmp_path))


@pytest.mark.shows("V6")
def test_every_claim_has_a_line_an_owner_and_a_measure():
    lines = read_lines((SHIPPED,))
    assert lines.line("cod_refused").owner == "operations"
    assert lines.line("question").per_mille == lines.line("any").per_mille
    assert lines.owner("cod_refused")["en"] == "operations"
    assert lines.measure("question") == lines.measure("any")
    assert all(line.owner in lines.owners for line in lines.lines.values())


def test_a_shop_draws_its_own_line(tmp_path):
    assert laid(tmp_path, "lines: {cod_refused: {per_mille: 50}}").line("cod_refused").per_mille == 50


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lines: {cod: {per_mille: 50, least_cases: 3, owner: warehouse}}", "no claim is called 'cod'"),
        ("lines: {size: {owner: nobody}}", "'owner' is 'nobody'"),
        ("lines: {size: {per_mill: 3}}", "Did you mean 'per_mille'"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path, text, said):
    with pytest.raises(RuleFileMistake, match=said):
        laid(tmp_path, text)
