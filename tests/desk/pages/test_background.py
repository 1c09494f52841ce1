"""Does the case page tell what stands behind a case: its buyer's other cases, and the promotion of that hour?"""

from pathlib import Path

import pytest

from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from hejie.desk.pages import background
from hejie.rulebook import load_rulebook
from tests.desk.cast import NOON
from tests.desk.insights.lived import came, closed
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")
PROMOTION = """
promotions:
  black_week:
    name: {zh-CN: 黑五灯具八折, en: Lamps at four fifths}
    starts: 2026-11-20T00:00:00+08:00
    ends: 2026-11-28T00:00:00+08:00
    kind: price
    currency: CNY
    price: 10300
    conditions: {zh-CN: 每人限购两件, en: Two for each buyer}
"""


def behind(number: int) -> str:
    row = CaseIndex.objects.get(after_sales_id=f"RF{number:06d}")
    client = desk_of(hire("ana", "agent", LAMPS))
    assert f"/cases/{row.pk}/background" in client.get(f"/cases/{row.pk}").content.decode()
    return client.get(f"/cases/{row.pk}/background").content.decode()


@pytest.mark.shows("T3")
def test_the_buyer_s_other_case_is_a_link_with_its_end() -> None:
    store.open_many([came(1, 9, *closed("漏装")), came(2, 1)])
    page = behind(2)
    number = CaseIndex.objects.get(after_sales_id="RF000001").pk
    assert f'href="/cases/{number}"' in page
    assert "漏装" in page


def test_of_a_masked_name_it_is_said_that_nothing_can_be_known() -> None:
    store.open_many([came(1, 1, buyer="陈**")])
    assert "平台遮掩了姓名" in behind(1)


@pytest.mark.shows("V2")
def test_the_promotion_that_held_when_the_order_was_placed_is_told_to_the_agent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "promotions.yaml").write_text(PROMOTION, encoding="utf-8")
    laid = load_rulebook(tmp_path)
    monkeypatch.setattr(background.house, "rules", lambda: laid)
    facts = (known("sku", "lamp-1"), known("ordered_at", Moment(NOON)))
    store.open_many([came(1, 0, facts=facts)])
    page = behind(1)
    assert "黑五灯具八折" in page
    assert "每人限购两件" in page
