"""Which words does the next move get?"""

import pytest

from hejie.casefile.entries import LiabilityJudged, MessageDrafted, MessageSent, OfferAnswered, OfferMade
from hejie.casefile.facts import known
from hejie.negotiation import next_move
from hejie.remedy import weigh
from tests.cast import ANA, NOON, happened, opened, then, yuan
from tests.negotiation.sending import BUYERS, blemishes


def draft(file, rules) -> MessageDrafted:
    (drafted,) = happened(next_move(file, rules=rules, at=NOON, by=ANA))
    return drafted


@pytest.mark.shows("P1", "C3")
def test_the_first_reply_apologises_and_names_buyer_and_order(rules):
    drafted = draft(opened(claim="missing_item"), rules)
    assert drafted.script == "missing_item.first_reply"
    assert "Chen" in drafted.text
    assert "20261111001" in drafted.text
    assert "抱歉" in drafted.text
    assert not drafted.missing


@pytest.mark.shows("B11", "C3")
def test_a_brazilian_buyer_is_answered_in_portuguese(rules):
    drafted = draft(opened(claim="cod_refused", platform="mercadolibre", language="pt-BR"), rules)
    assert drafted.language == "pt-BR"
    assert "Olá" in drafted.text


@pytest.mark.shows("C4")
def test_a_known_reason_for_refusing_chooses_its_own_words(rules):
    general = draft(opened(claim="cod_refused", platform="mercadolibre"), rules)
    price = opened(known("refusal_reason", "price"), claim="cod_refused", platform="mercadolibre")
    assert draft(price, rules).script != general.script or draft(price, rules).text != general.text


@pytest.mark.shows("T9", "P4")
@pytest.mark.parametrize("state", ["unpaid", "paid"])
def test_nobody_asks_what_is_wrong_with_goods_that_have_not_left_yet(rules, state):
    drafted = draft(opened(known("order_state", state), claim="refund_only"), rules)
    assert drafted.script == "refund_only.first_reply.unshipped"
    assert "取消" in drafted.text
    assert (
        draft(opened(known("order_state", "signed"), claim="refund_only"), rules).script
        == "refund_only.first_reply"
    )


def test_an_offer_names_the_best_remedy_in_words(rules):
    file = then(opened(claim="missing_item"), MessageSent("您好", "zh-CN"))
    file = file.add(*weigh(file, rules=rules, at=NOON, by=ANA))
    drafted = draft(then(file, LiabilityJudged("decided", ("seller",), (), advice=("reship",))), rules)
    assert "offer" in drafted.script
    assert "remedy" not in drafted.missing


@pytest.mark.shows("M7")
def test_after_two_offers_the_draft_asks_what_the_buyer_really_wants(rules):
    file = then(
        opened(claim="quality"),
        MessageSent("您好", "zh-CN"),
        OfferMade("coupon"),
        OfferMade("partial_refund"),
        OfferAnswered("refused"),
        LiabilityJudged("decided", ("seller",), (), advice=("exchange",)),
    )
    drafted = draft(file, rules)
    assert drafted.because == "ask_the_wish"
    assert "最满意" in drafted.text


def test_asked_again_with_nothing_new_it_says_nothing(rules):
    file = opened(claim="missing_item")
    file = file.add(*next_move(file, rules=rules, at=NOON, by=ANA))
    assert next_move(file, rules=rules, at=NOON, by=ANA) == ()


RARER = (
    "signed_not_received",
    "stock_out",
    "buyer_cancel",
    "false_shipment",
    "broken_promise",
    "price_coupon",
    "customs",
    "out_of_area",
    "address_change",
    "invoice",
    "service",
    "question",
)


@pytest.mark.shows("C3", "C8", "B11", "T9", "T10", "T12", "T13", "P8", "B8", "M5", "T4")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize("claim", RARER)
def test_a_rarer_claim_gets_a_first_reply_of_its_own_that_may_be_sent_as_it_is(
    claim, platform, language, rules
):
    file = opened(claim=claim, platform=platform, language=language)
    first = draft(file, rules)
    assert (first.script, first.language, first.missing) == (f"{claim}.first_reply", language, ())
    assert blemishes(file, first, "first_reply", rules) == []


# What Ana may not grant alone is no offer yet: to cancel 128.00, and where only the whole price is left. Taobao has no
# customs on its way.
NOT_HERS = {("buyer_cancel", platform) for platform, _ in BUYERS}
NOT_HERS |= {("signed_not_received", "aliexpress"), ("customs", "taobao")}
OFFERED = [(claim, *buyer) for claim in RARER for buyer in BUYERS if (claim, buyer[0]) not in NOT_HERS]


@pytest.mark.shows("T9", "T10", "T12", "T13", "P8", "B8", "M5", "T4")
@pytest.mark.parametrize(("claim", "platform", "language"), OFFERED)
def test_a_rarer_claim_gets_an_offer_of_its_own_that_may_be_sent_as_it_is(claim, platform, language, rules):
    paid = known("order_state", "paid")
    file = then(opened(paid, claim=claim, platform=platform, language=language), MessageSent("好", language))
    file = file.add(*weigh(file, rules=rules, at=NOON, by=ANA))
    offer = draft(then(file, LiabilityJudged("decided", ("seller",), ())), rules)
    assert (offer.script, offer.missing) == (f"{claim}.offer", ())
    assert blemishes(file, offer, "offer", rules) == []


@pytest.mark.shows("T9")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize(
    ("advice", "state"), [("withdraw_and_refile", "shipped"), ("settle_first", "finished")]
)
def test_a_refused_parcel_filed_as_a_return_asks_for_no_photo_but_says_what_to_do_with_the_request(
    advice, state, platform, language, rules
):
    facts = (known("tracking_no", "SF1"), known("order_state", state), known("parcel_state", "returned"))
    file = opened(*facts, claim="return_refund", platform=platform, language=language, amount=yuan("50"))
    file = then(file, LiabilityJudged("decided", ("none",), (), advice=(advice,)))
    first = draft(file, rules)
    assert (first.script, first.language, first.missing) == (
        f"return_refund.first_reply.{advice}",
        language,
        (),
    )
    assert blemishes(file, first, "first_reply", rules) == []
    offers = then(file.add(*weigh(file, rules=rules, at=NOON, by=ANA)), MessageSent("好", language))
    second = draft(offers, rules)
    assert second.script == f"return_refund.offer.{advice}"
    assert blemishes(offers, second, "offer", rules) == []
