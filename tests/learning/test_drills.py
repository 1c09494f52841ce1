"""Does a closed case make an exercise, and is the answer marked by what the rules say?"""

import pytest

from hejie.casefile.entries import (
    CaseClosed,
    LiabilityJudged,
    MessageReceived,
    MessageSent,
    Offer,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
)
from hejie.casefile.entries.happening import Ground
from hejie.casefile.parties import Role
from hejie.casefile.sentences import Teller
from hejie.learning.drills import Answer, before, drill_of, mark
from hejie.learning.written import Measure
from tests.cast import CHEN, NOON, hours, opened, then, yuan

TELLERS = {language: Teller(language) for language in ("zh-CN", "en")}
WHY = Ground("missing.weight_short", {})
OFFERS = (
    Offer("reship", yuan("18"), yuan("60"), {}, WHY, rank=1),
    Offer("partial_refund", yuan("60"), yuan("60"), {}, WHY, needs="supervisor", rank=2),
    Offer("coupon", yuan("10"), yuan("10"), {}, WHY),
    Offer("explain", yuan("0"), yuan("0"), {}, WHY, grantable=False, why_not="below the buyer's right"),
)


def story(judged, *after):
    file = then(opened(), MessageReceived(Role.BUYER, "我是 Chen，少了一个杯子"), by=CHEN)
    file = then(file, MessageSent("您好", "zh-CN"), judged, OffersWeighed(OFFERS), at=NOON + hours(1))
    file = then(file, *after, at=NOON + hours(2))
    return then(file, CaseClosed("reshipped", "漏装", "称重复核", yuan("18")), at=NOON + hours(9))


DECIDED = story(
    LiabilityJudged("decided", ("seller",), (WHY,), ("reship",)),
    OfferMade("coupon", yuan("10")),
    OfferAnswered("refused"),
)
PENDING = story(LiabilityJudged("pending", ("seller", "carrier"), (), missing=("w_carrier",)))


def marked(file, answer, rules):
    found = mark(drill_of(file, TELLERS), answer, rules=rules)
    return {point.about: (point.got, point.of) for point in found.points}, found


@pytest.mark.shows("C8")
def test_a_closed_case_stops_before_the_first_offer_and_shows_no_answer_and_no_person():
    drill = drill_of(DECIDED, TELLERS)
    shown = " ".join(says["zh-CN"] for says in drill.shown)
    assert "少了一个杯子" in shown
    assert "Chen" not in shown
    assert "判责" not in shown
    assert "方案比较" not in shown
    assert "优惠券" not in shown
    assert set(drill.remedies) == {"reship", "partial_refund", "coupon", "explain"}
    assert len(drill.happened) == 3


@pytest.mark.shows("C8")
@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (Answer("seller", remedy="reship"), {"liable": (2, 2), "remedy": (2, 2), "approval": (1, 1)}),
        (Answer("seller", remedy="partial_refund"), {"liable": (2, 2), "remedy": (2, 2), "approval": (0, 1)}),
        (
            Answer("seller", remedy="partial_refund", asks_approval=True),
            {"liable": (2, 2), "remedy": (2, 2), "approval": (1, 1)},
        ),
        (Answer("carrier", remedy="coupon"), {"liable": (0, 2), "remedy": (1, 2), "approval": (1, 1)}),
        (Answer("seller", remedy="explain"), {"liable": (2, 2), "remedy": (0, 2)}),
        (Answer("seller", remedy="exchange"), {"liable": (2, 2), "remedy": (0, 2)}),
    ],
)  # fmt: skip
def test_an_answer_is_marked_by_what_the_rules_said_and_not_by_how_it_ended(answer, points, rules):
    assert marked(DECIDED, answer, rules)[0] == points


@pytest.mark.shows("C8", "P3")
def test_while_facts_are_missing_the_right_answer_is_that_it_is_open_and_what_to_ask(rules):
    right, found = marked(PENDING, Answer("open", ask="w_carrier"), rules)
    assert right == {"liable": (2, 2), "ask": (2, 2)}
    assert found.share == 1.0
    wrong, found = marked(PENDING, Answer("seller", ask="photo_given"), rules)
    assert wrong == {"liable": (0, 2), "ask": (0, 2)}
    assert found.points[1].says["zh-CN"] == "先问这些更要紧：物流称重。"


def test_better_answers_get_better_marks(rules):
    answers = (
        Answer("buyer", remedy="explain"),
        Answer("seller", remedy="coupon"),
        Answer("seller", remedy="reship"),
    )
    shares = [marked(DECIDED, answer, rules)[1].share for answer in answers]
    assert shares == sorted(shares)
    assert len(set(shares)) == 3


def test_an_open_case_and_one_that_was_never_judged_make_no_exercise():
    assert drill_of(opened(), TELLERS) is None
    assert drill_of(then(opened(), CaseClosed("withdrawn", "误会", "先问")), TELLERS) is None


@pytest.mark.shows("C8")
def test_the_claim_is_to_be_read_from_the_buyers_words_and_is_not_told(rules):
    drill = drill_of(DECIDED, TELLERS)
    assert drill.reads_claim
    assert "少件" not in drill.shown[0]["zh-CN"]
    right, _ = marked(DECIDED, Answer("seller", remedy="reship", claim="missing_item"), rules)
    wrong, found = marked(DECIDED, Answer("seller", remedy="reship", claim="damaged"), rules)
    assert (right["claim"], wrong["claim"]) == ((2, 2), (0, 2))
    assert "少件" in next(point.says["zh-CN"] for point in found.points if point.about == "claim")


@pytest.mark.shows("C8")
def test_what_is_written_is_marked_where_the_exercise_stops(rules):
    stops = before(DECIDED)
    assert stops.last(OfferMade) is None
    assert stops.last(OffersWeighed)
    measure = Measure("zh-CN", "taobao", "offer", {})
    answer = Answer("seller", remedy="reship", text="马上为您补发，发出后告诉您单号。")
    found = mark(drill_of(DECIDED, TELLERS), answer, rules=rules, measure=measure)
    assert {"words", "next"} <= {point.about for point in found.points}
    unwritten = mark(drill_of(DECIDED, TELLERS), Answer("seller"), rules=rules, measure=measure)
    assert "words" not in {point.about for point in unwritten.points}
