"""Do the first words follow what the rules advise: a small sum paid back, a late parcel, a refusal refunded?"""

import pytest

from hejie.casefile.entries import LiabilityJudged
from hejie.casefile.facts import known
from hejie.negotiation import next_move
from tests.cast import ANA, NOON, happened, opened, then, yuan
from tests.negotiation.sending import BUYERS, blemishes

ADVISED = (
    ("quality", "agree_refund", "general.first_reply.small_sum", "5"),
    ("quality", "agree_refund", "quality.first_reply", "50"),
    ("late_shipment", "compensate", "late_shipment.first_reply.compensate", "50"),
    ("late_shipment", "ship_now", "late_shipment.first_reply", "50"),
    ("cod_refused", "agree_refund", "cod_refused.first_reply.agree_refund", "50"),
    ("cod_refused", "agree_refund", "cod_refused.first_reply.agree_refund", "5"),
    ("not_received", "refund_before_complaint", "not_received.first_reply.refund_before_complaint", "50"),
    *(
        ("question", advice, f"question.first_reply.{advice}", "50")
        for advice in (
            "send_status",
            "soothe_and_follow",
            "refund_and_apologise",
            "wait",
            "ask_tax_number",
            "confirm_and_review",
        )
    ),
)


def drafted(file, rules):
    (draft,) = happened(next_move(file, rules=rules, at=NOON, by=ANA))
    return draft


@pytest.mark.shows("T7", "T10", "C5", "P1", "B2", "B3", "B5", "B10", "B11")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize(("claim", "advice", "script", "amount"), ADVISED)
def test_the_first_words_follow_the_advice_and_may_be_sent_as_they_are(
    claim, advice, script, amount, platform, language, rules
):
    tracking = known("tracking_no", "SF1")
    file = opened(tracking, claim=claim, platform=platform, language=language, amount=yuan(amount))
    file = then(file, LiabilityJudged("decided", ("seller",), (), advice=(advice,)))
    first = drafted(file, rules)
    assert (first.script, first.language, first.missing) == (script, language, ())
    assert blemishes(file, first, "first_reply", rules) == []


@pytest.mark.shows("C4", "C5")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize("advice", ["agree_refund", "refund_and_apologise"])
def test_who_is_paid_back_is_not_talked_into_keeping_it(advice, platform, language, rules):
    script = rules.library.script("cod_refused", "offer", language, advice, platform)
    assert script.id == f"cod_refused.offer.{advice}"
    assert "{remedy}" not in script.says
