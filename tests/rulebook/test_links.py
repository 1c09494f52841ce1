"""Does a person find the case on its platform?"""

import pytest

from hejie.rulebook.links import link, read_links
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake

LINKS = read_links((SHIPPED,))
NUMBERS = {"after_sales_id": "23/1 1", "order_id": "26-77"}


def laid(tmp_path, text):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "links.yaml").write_text(text, encoding="utf-8")
    return read_links((SHIPPED, tmp_path))


def test_the_numbers_are_written_into_the_address_and_cannot_break_out_of_it():
    assert link(LINKS, "pinduoduo", NUMBERS).endswith("detail?id=23%2F1%201&orderSn=26-77")


def test_without_its_number_or_a_line_there_is_no_link():
    assert link(LINKS, "pinduoduo", {"order_id": "26-77"}) == ""
    assert link(LINKS, "17zwd", NUMBERS) == ""


def test_a_team_writes_its_own_over_it(tmp_path):
    found = laid(tmp_path, "links: {taobao: 'https://shop.example/{order_id}'}\n")
    assert link(found, "taobao", NUMBERS) == "https://shop.example/26-77"


@pytest.mark.parametrize(
    "address", ["http://shop.example/{order_id}", "https://shop.example/{buyer}", "javascript:alert(1)"]
)
def test_an_address_of_another_kind_is_refused(tmp_path, address):
    with pytest.raises(RuleFileMistake, match="no address"):
        laid(tmp_path, f"links: {{taobao: '{address}'}}\n")
