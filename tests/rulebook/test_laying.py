"""Does an overlay change a shipped file by id and leave the rest?"""

from hejie.rulebook.laying import laid
from hejie.rulebook.loading import SHIPPED


def test_a_later_folder_changes_a_row_and_keeps_its_neighbours(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "lines.yaml").write_text("lines: {size: {per_mille: 1}}\n", encoding="utf-8")
    top = laid((SHIPPED, tmp_path), "team/lines.yaml")
    assert top["lines"]["size"] == {"per_mille": 1, "least_cases": 5, "owner": "product"}
    assert "damaged" in top["lines"]


def test_a_file_that_nobody_wrote_is_empty():
    assert laid((SHIPPED,), "team/nothing.yaml") == {}
