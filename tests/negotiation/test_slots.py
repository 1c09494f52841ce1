"""Which words of the case fill a script?"""

from hejie.casefile.entries import Ground, Offer, OffersWeighed, ParcelScanned, SettlementAgreed, Step
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from hejie.negotiation.slots import slots
from tests.cast import NOON, opened, then, yuan


def test_what_no_fact_fills_is_left_out_and_never_made_up(rules):
    filled = slots(opened(), rules, "zh-CN", NOON)
    assert filled["buyer"] == "Chen"
    assert "tracking" not in filled
    assert "question" not in filled


def test_amounts_and_times_are_written_as_the_reader_expects(rules):
    file = opened(known("paid_amount", yuan("1299.9")), known("ship_scan_at", Moment(NOON)))
    assert slots(file, rules, "zh-CN", NOON)["paid"] == "¥1,299.90"
    assert slots(file, rules, "zh-CN", NOON)["shipped_at"] == "11月11日 12:00"


def test_the_last_scan_is_told_in_the_zone_of_the_platform(rules):
    file = then(opened(), ParcelScanned("YT1", NOON, "in_transit", raw_text="到达杭州转运中心"))
    told = slots(file, rules, "zh-CN", NOON)["last_scan"]
    assert "12:00" in told
    assert "杭州" in told


def test_once_settled_the_words_are_those_of_the_agreement(rules):
    offers = (Offer("coupon", yuan("5"), yuan("5"), {}, Ground("r", {})),)
    steps = (Step("ship_exchange", Role.WAREHOUSE, {"zh-CN": "核对后发出", "en": "checks and sends"}),)
    file = then(opened(), OffersWeighed(offers), SettlementAgreed("reship", yuan("0"), steps))

    told = slots(file, rules, "zh-CN", NOON)

    assert "补发" in told["remedy"]
    assert "gives" not in told
    assert told["steps"] == "核对后发出"
