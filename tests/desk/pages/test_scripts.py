"""Does the picker show Ana the scripts of her case, and nobody another's?"""

import pytest

from hejie.casefile.entries import MessageSent
from hejie.desk.cases import store
from tests.desk.team import desk_of, do, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")


def test_ana_searches_the_scripts_of_her_case_and_the_one_she_sent_is_on_record() -> None:
    mine, _ = two_shops()
    ana = desk_of(hire("ana", "agent", mine.shop_key))
    page = ana.get(f"/cases/{mine.id}/scripts", {"words": "补发"}).content.decode()
    assert page.count('role="option"') > 1
    assert "补发" in page
    assert do(
        ana, mine, "messages", text="您好，我们马上核实。", language="zh-CN", script="missing_item.offer"
    ) in (200, 302)
    sent = store.load(mine.case_id).last(MessageSent)
    assert sent.script == "missing_item.offer"


def test_the_scripts_of_a_case_of_another_shop_do_not_exist() -> None:
    mine, theirs = two_shops()
    ana = desk_of(hire("ana", "agent", mine.shop_key))
    assert ana.get(f"/cases/{theirs.id}/scripts").status_code == 404
