"""Decision tables: the first row that holds, and nothing where none does."""

from hejie.intake.choosing import Table, holds
from hejie.intake.columns import Choice

LATE = Choice({"claim": "late_shipment"}, contains={"reason": ("发货慢", "延迟发货")})
RETURN = Choice(
    {"claim": "return_refund"}, equals={"claim_type": frozenset({"return_refund"})}, lacks=("tracking_no",)
)
ANY = Choice({"claim": "refund_only"}, has=("amount",))


def test_the_first_row_that_holds_wins():
    table = Table([LATE, RETURN, ANY])
    assert table.choose({"reason": "卖家发货慢", "claim_type": "return_refund"}) is LATE
    assert table.choose({"claim_type": "return_refund", "amount": "1"}) is RETURN
    assert table.choose({"claim_type": "return_refund", "amount": "1", "tracking_no": "YT1"}) is ANY


def test_what_nobody_said_meets_no_condition():
    assert Table([LATE, RETURN, ANY]).choose({}) is None
    assert not holds(RETURN, {"claim_type": ""})


def test_a_remembered_answer_is_the_same_and_memory_stays_bounded():
    table = Table([LATE])
    assert all(table.choose({"reason": f"延迟发货 {n}"}) is LATE for n in range(10_050))
    assert len(table._answers) <= 10_000
