"""What the platform told so far is read from the case alone: its words, its times, and where it put the case."""

from hejie.casefile.stages import Stage
from hejie.intake.reports import last_reported, moved_by_platform, native_words, place_of, reports
from tests.intake.ledger import CHENS_CUP, notice, rules
from tests.intake.test_opening import added, opened, order_row

REFUSED = CHENS_CUP | {"退款状态": "卖家拒绝退款", "更新时间": "2026-11-12 09:00:00"}


def test_the_platforms_words_and_places_add_up_over_its_reports():
    file = opened()
    assert len(list(reports(file))) == 1
    later = file.add(*added(file, REFUSED))
    assert len(list(reports(later))) == 2
    assert native_words(later)["退款状态"] == "卖家拒绝退款"
    places = [stage for stage, _turn in moved_by_platform(later, notice("taobao", REFUSED))]
    assert places[-1] is Stage.NEGOTIATION
    assert last_reported(file) is None or last_reported(later) > last_reported(file)


def test_an_export_of_orders_adds_no_words_of_the_complaint():
    file = opened()
    with_order = file.add(*added(file, order_row()))
    assert native_words(with_order) == native_words(file)


def test_a_status_that_nobody_knows_has_no_place():
    assert place_of(notice("taobao", CHENS_CUP | {"退款状态": "从没见过的状态"}), rules()) is None
