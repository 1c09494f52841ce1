"""Does an agent see how alike complaints ended, and only those of shops that are theirs?"""

import pytest

from hejie.casefile.entries import CaseClosed, MessageReceived
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.finding.similar import similar
from hejie.desk.models import CaseIndex
from tests.desk.cast import entry, opened
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


def told(number: int, words: str, *, shop: str = "lamps", ended: str = "") -> CaseIndex:
    """A case with what the buyer wrote, closed where `ended` names the outcome."""
    file = opened(number, shop=shop).add(entry(MessageReceived(Role.BUYER, words, "zh-CN", "desk")))
    if ended:
        file = file.add(entry(CaseClosed(ended, "packing", "check", Money(1500, "CNY"))))
    store.open_many([file])
    return CaseIndex.objects.get(case_id=file.case_id)


def test_the_most_similar_closed_case_comes_first_with_its_end_and_cost() -> None:
    told(1, "灯罩少了一个，螺丝也没有", ended="refunded")
    told(2, "快递员态度恶劣", ended="refunded")
    told(3, "灯罩少了一个", shop="shoes", ended="refunded")
    mine = told(4, "收到的台灯里少了灯罩")
    found = similar(mine, CaseIndex.objects.filter(shop_key=LAMPS))
    assert found[0].after_sales_id == "RF000001"
    assert found[0].cost == Money(1500, "CNY")
    assert "RF000003" not in {other.after_sales_id for other in found}


def test_the_same_trouble_with_other_goods_comes_before_the_same_goods_with_other_trouble() -> None:
    told(1, "台灯收到了，想开一张增值税专用发票", ended="refunded")
    told(2, "杯子收到是碎的，箱子也压扁了", ended="refunded")
    found = similar(told(4, "台灯收到就碎了，外箱压烂"), CaseIndex.objects.filter(shop_key=LAMPS))
    assert [other.after_sales_id for other in found] == ["RF000002", "RF000001"]


def test_the_page_shows_them_beside_the_case() -> None:
    told(1, "灯罩少了一个", ended="refunded")
    mine = told(2, "灯罩少了一个呢")
    ana = desk_of(hire("ana", "agent", LAMPS))
    shown = ana.get(f"/cases/{mine.pk}/similar").content.decode()
    assert "¥15" in shown or "15.00" in shown
