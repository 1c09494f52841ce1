"""Which lots are bad beyond chance, and which orders must be stopped?"""

import numpy as np
import pytest

from hejie.casefile.facts import known
from hejie.prevention.batches import (
    LotCount,
    Piece,
    count_lots,
    lot_of,
    problem_lots,
    recall,
    score_suppliers,
)
from hejie.rulebook import load_rulebook
from tests.cast import NOON, opened

RULES = load_rulebook()
GOOD = [LotCount("kiln", "cup", f"L{number}", 400, 4) for number in range(8)]
BAD = LotCount("kiln", "cup", "L99", 400, 31)


def problems(*lots):
    return problem_lots(lots, rules=RULES, at=NOON)


@pytest.mark.shows("V4")
def test_the_lot_with_far_too_many_complaints_is_found_and_the_others_are_not():
    (found,) = problems(*GOOD, BAD)
    assert found.count == BAD
    assert found.low > 3
    assert found.expected == pytest.approx(4, abs=0.3)
    assert "批次 L99（kiln，cup）：400 件中 31 起投诉" in found.says["zh-CN"]
    assert "Stop selling it" in found.says["en"]


def test_two_complaints_of_one_small_lot_are_no_proof():
    assert problems(*GOOD, LotCount("kiln", "cup", "small", 10, 2)) == ()


def test_a_lot_that_is_alone_of_its_article_is_not_condemned_by_the_rate_of_other_goods():
    assert problems(*GOOD, LotCount("loom", "scarf", "S1", 400, 40)) == ()
    assert problems(BAD) == ()
    assert problems() == ()


def test_many_good_lots_bring_hardly_any_false_finding():
    draw = np.random.default_rng(11)
    wrongly = 0
    for _ in range(20):
        sold = draw.integers(50, 800, 150)
        cases = draw.binomial(sold, 0.015)
        lots = [
            LotCount("kiln", f"a{n % 12}", f"L{n}", int(s), int(c))
            for n, (s, c) in enumerate(zip(sold, cases, strict=True))
        ]
        wrongly += bool(problems(*lots))
    assert wrongly <= 3  # one run in twenty may hold one: here of 3000 good lots


@pytest.mark.shows("V4")
def test_orders_of_a_bad_lot_are_stopped_intercepted_or_warned_by_where_they_stand():
    def piece(order, lot, state):
        return Piece(order, "Chen", "kiln", "cup", lot, state)

    listed = recall(
        problems(*GOOD, BAD),
        [piece("3", "L99", "signed"), piece("2", "L99", "shipped"), piece("1", "L99", "paid"),
         piece("4", "L1", "paid"), piece("5", "L99", "closed")],
    )  # fmt: skip
    assert [(one.order_id, one.deed) for one in listed] == [("1", "stop"), ("2", "intercept"), ("3", "warn")]
    assert listed[0].says["zh-CN"] == "订单 1：含批次 L99，还没发出，换批次再发。"


@pytest.mark.shows("V4")
def test_suppliers_are_scored_worst_first_with_how_sure_that_is():
    worst, best = score_suppliers(
        [LotCount("kiln", "cup", "1", 2000, 100), LotCount("loom", "scarf", "1", 2000, 20)],
        rules=RULES,
        at=NOON,
    )
    assert (worst.supplier, best.supplier) == ("kiln", "loom")
    assert worst.low > best.high
    assert worst.says["zh-CN"].startswith("kiln：2,000 件中 100 起商品投诉，约 ")
    assert score_suppliers([], rules=RULES, at=NOON) == ()


@pytest.mark.shows("V4")
def test_a_case_is_traced_to_its_lot_and_only_claims_about_the_goods_count():
    traced = (known("supplier", "kiln"), known("sku", "cup"), known("lot", "L99"))
    files = [
        opened(*traced, claim="quality"),
        opened(*traced, claim="late_shipment"),
        opened(claim="quality"),
    ]
    assert [lot_of(file) for file in files] == [BAD.key, BAD.key, None]
    assert count_lots(files, {BAD.key: 400}) == (LotCount("kiln", "cup", "L99", 400, 1),)
