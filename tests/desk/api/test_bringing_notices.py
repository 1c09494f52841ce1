"""Does a notice open a case, or add to it?"""

import pytest

from hejie.desk.models import CaseIndex
from tests.desk.api.office import kinds, system_of
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


NOTICE = {
    "platform": "taobao",
    "shop": "lamps",
    "after_sales_id": "RF900",
    "claim": "missing_item",
    "amount": {"minor": 5900, "currency": "CNY"},
    "buyer": "陈先生",
    "text": "少了一个杯子",
}


def test_a_notice_opens_a_case_and_the_same_notice_again_adds_nothing() -> None:
    two_shops()
    ana = system_of(hire("ana", "agent", LAMPS))
    first, again = (ana.post("/cases", NOTICE) for _ in range(2))
    assert (first.status_code, kinds(first)[0]) == (201, "CaseOpened")
    assert "LiabilityJudged" in kinds(first)
    assert (again.status_code, kinds(again)) == (200, [])
    later = ana.post("/cases", NOTICE | {"amount": {"minor": 4900, "currency": "CNY"}})
    assert later.json()["number"] == first.json()["number"]


@pytest.mark.parametrize(
    "odd",
    [
        {"shop": "shoes"},
        {"shop": "nobody's"},
        {"shop": "lamps:x"},
        {"platform": "moon"},
        {"claim": "boredom"},
        {"amount": {"minor": 1, "currency": "MOON"}},
        {"amount": {"minor": 10**30, "currency": "CNY"}},
        {"facts": [{"name": "x", "state": "known"}]},
        {"received_at": "2026-11-24T10:00:00"},
        {"received_at": "0001-01-01T00:00:00Z"},
        {"received_at": "9999-12-31T23:59:59Z"},
        {
            "facts": [
                {
                    "name": "paid_at",
                    "state": "known",
                    "value": {"type": "moment", "at": "0001-01-01T00:00:00Z"},
                }
            ]
        },
        {
            "facts": [
                {
                    "name": "paid_at",
                    "state": "known",
                    "value": {"type": "moment", "at": "9999-12-31T23:59:59Z"},
                }
            ]
        },
        {"after_sales_id": ""},
        {"surprise": 1},
    ],
)
def test_a_notice_that_does_not_fit_or_is_another_shop_s_opens_nothing(odd: dict[str, object]) -> None:
    two_shops()
    answer = system_of(hire("ana", "agent", LAMPS)).post("/cases", NOTICE | odd)
    assert 400 <= answer.status_code < 500
    assert {"code", "what", "do"} <= answer.json().keys()
    assert CaseIndex.objects.count() == 2


def test_only_an_administrator_opens_a_new_shop() -> None:
    two_shops()
    root = system_of(hire("root", "admin"))
    assert root.post("/cases", NOTICE | {"shop": "kettles"}).status_code == 201
