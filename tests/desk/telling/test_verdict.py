"""Does Ana see, beside who is liable, what else the rules say: the request that fits, the defence, the penalty?"""

import pytest

from hejie.casefile.entries import FactStated
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.desk.telling import verdict
from hejie.desk.telling.reader import Reader
from tests.desk.cast import ANA, entry, opened
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def told(claim: str, **facts: object) -> dict[str, str]:
    file = opened(1, claim=claim)
    file = file.add(*(entry(FactStated(known(name, value)), by=ANA) for name, value in facts.items()))
    return {one.name: one.answer for one in verdict.besides(file, Reader.of(hire("ana", "agent")))}


@pytest.mark.shows("T9")
def test_the_request_that_fits_is_told_in_words() -> None:
    found = told("return_refund", order_state="shipped", parcel_state="refused")
    assert found["right_request"] == "撤销后改为未收到货仅退款"


@pytest.mark.shows("T10")
def test_a_violation_is_told_with_its_penalty_in_money_its_defence_and_its_prevention() -> None:
    found = told("late_shipment", stock_out_admitted=True, scanned=False, paid_amount=Money.of("200", "CNY"))
    assert found["violation"] == "构成违规"
    assert "10.00" in found["penalty"]
    assert {"defence", "settlement", "prevention"} <= found.keys()
