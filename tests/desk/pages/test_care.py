"""Can Ana send what is due and have it written down, and may only who leads take the list away?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.models import CareSent, Noted
from tests.desk.caring.shelf import brought, order
from tests.desk.team import LAMPS, SHOES, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")


def left_today() -> None:
    brought(order(1, shipped_at=timezone.now() - timedelta(hours=1), tracking_no="ZT1"))


@pytest.mark.shows("T1")
def test_a_message_that_is_due_or_planned_is_shown_and_once_sent_is_gone() -> None:
    left_today()
    ana = desk_of(hire("ana", "agent", LAMPS))
    assert "运单号 ZT1" in ana.get("/care").content.decode()
    form = {"shop": LAMPS, "buyer": "陈先生", "about": "shipped", "order": ["OD000001"]}
    assert ana.post("/care/letters", form).status_code == 302
    assert (CareSent.objects.get().by, CareSent.objects.get().orders) == ("ana", ["OD000001"])
    assert "运单号 ZT1" not in ana.get("/care").content.decode()


@pytest.mark.shows("T3")
def test_old_customers_are_listed_and_the_file_is_for_who_leads_and_noted() -> None:
    long_ago = timezone.now() - timedelta(days=90)
    brought(*(order(number, ordered_at=long_ago) for number in (1, 2)))
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    assert "陈先生" in ana.get("/care/customers").content.decode()
    assert ana.get("/care/customers/file").status_code == 403
    answer = bo.get("/care/customers/file?kind=revisit")
    assert "陈先生" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert Noted.objects.filter(what="file out", who="bo").exists()


def test_another_shop_s_buyers_do_not_exist() -> None:
    two_shops()
    brought(order(5, "别店买家", shop="shoes", shipped_at=timezone.now() - timedelta(hours=1)))
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    for page in ("/care", "/care/customers", "/care/customers/file"):
        assert bo.get(page, {"shop": SHOES}).status_code == 404
    assert "别店买家" not in ana.get("/care").content.decode()
    assert ana.post("/care/letters", {"shop": SHOES, "buyer": "x", "about": "shipped"}).status_code == 404
    assert ana.post("/care/letters", {"shop": LAMPS, "buyer": "x", "about": "advert"}).status_code == 404
    assert not CareSent.objects.exists()


def test_a_desk_without_orders_says_how_to_bring_them() -> None:
    two_shops()
    assert "还没有订单" in desk_of(hire("ana", "agent", LAMPS)).get("/care").content.decode()
