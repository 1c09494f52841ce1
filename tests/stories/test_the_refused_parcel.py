"""Cash on delivery refused, on Taobao and in Mexico on Mercado Libre: what the carrier's route says, and what then."""

import pytest

from hejie.casefile.entries import AttachmentAdded, CaseClosed, FactAsked, OfferMade, RouteRead
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from tests.cast import NOON, hours, yuan
from tests.stories.notices import CUP, refused_in_mexico, refused_on_taobao
from tests.stories.telling import Story, every_reason_is_told

TAOBAO = {"parcel": "YT123", "provider": "yto"}
MEXICO = {"parcel": "MX1", "provider": "estafeta"}

REFUSED = [(-72, "picked_up", "已揽收"), (-30, "out_for_delivery", "派送中"), (-28, "refused", "收件人拒收")]
NOBODY_HOME = [
    (-72, "picked_up", "已揽收"),
    (-54, "out_for_delivery", "派送中"),
    (-52, "attempt_absent", "收件人不在家"),
    (-30, "out_for_delivery", "派送中"),
    (-28, "attempt_absent", "收件人不在家"),
]
BAD_ADDRESS = [
    (-72, "picked_up", "已揽收"),
    (-30, "out_for_delivery", "派送中"),
    (-28, "address_problem", "地址不详"),
]
SHIPPED_LATE = {"promised_ship_by": Moment(NOON - hours(100))}
SHIPPED_IN_TIME = {"promised_ship_by": Moment(NOON - hours(60))}
TWO_STORIES = [
    (-72, "picked_up", "已揽收"),
    (-30, "out_for_delivery", "派送中"),
    (-29, "refused", "收件人拒收"),
    (-28, "attempt_absent", "收件人不在家"),
]
RECHAZADO = [
    (-72, "picked_up", "Recolectado"),
    (-30, "out_for_delivery", "En reparto"),
    (-28, "refused", "El cliente rechazó el paquete"),
]


@pytest.fixture
def taobao(rules):
    return Story.of(refused_on_taobao(), rules)


@pytest.fixture
def mexico(rules):
    return Story.of(refused_in_mexico(), rules)


@pytest.fixture
def refused(taobao):
    """The carrier says refused; Ana's first answer is sent."""
    return taobao.scans(*REFUSED, **TAOBAO).sends_the_draft().wait(1)


@pytest.mark.shows("C1")
def test_the_whole_route_is_read_attempts_first_try_last_state_and_the_carriers_words(taobao):
    taobao.scans(*NOBODY_HOME, **TAOBAO)

    route = taobao.file.last(RouteRead)
    assert (route.attempts, route.state, route.first_attempt_at) == (2, "attempt_absent", NOON - hours(52))
    assert any("收件人不在家" in told for told in route.because)
    assert taobao.file.facts["attempts"].value == 2


@pytest.mark.shows("C1")
def test_without_a_route_nothing_is_assumed_and_the_carrier_is_asked(taobao):
    assert taobao.judged.status == "pending"
    assert "refusal" not in taobao.file.facts
    assert ("refusal", Role.CARRIER) in {(asked.name, asked.of) for asked in taobao.file.all(FactAsked)}


@pytest.mark.shows("C2")
@pytest.mark.parametrize(
    ("rows", "finding", "advice"),
    [
        (REFUSED, "true_refusal", {"ask_buyer"}),
        (NOBODY_HOME, "failed_delivery", {"redeliver"}),
        (BAD_ADDRESS, "failed_delivery", {"redeliver"}),
        (TWO_STORIES, "unclear", {"ask_carrier"}),
    ],
    ids=["refused", "nobody home", "bad address", "the carrier tells two stories"],
)
def test_a_true_refusal_and_a_failed_delivery_go_different_ways(taobao, rows, finding, advice):
    taobao.scans(*rows, **TAOBAO)

    assert taobao.file.last(RouteRead).finding == finding
    assert taobao.file.facts["refusal"].value == finding
    assert set(taobao.advice) <= advice


@pytest.mark.shows("C2")
def test_two_stories_of_one_carrier_are_never_held_against_chen(taobao):
    taobao.scans(*TWO_STORIES, **TAOBAO)

    assert taobao.judged.status == "pending"
    assert taobao.liable != {"buyer"}
    assert taobao.advice == ("ask_carrier",)


@pytest.mark.shows("C2")
@pytest.mark.parametrize(
    ("right", "liable", "rule"),
    [(True, "buyer", "practice.cod.bad_address"), (False, "seller", "practice.cod.our_address")],
)
def test_who_wrote_the_wrong_address_bears_the_second_delivery(taobao, right, liable, rule):
    taobao.scans(*BAD_ADDRESS, **TAOBAO).learns("carrier", failure_cause="bad_address")
    taobao.learns("seller", address_right=right)

    assert (taobao.liable, taobao.advice, taobao.cited) == ({liable}, ("redeliver",), {rule})
    assert every_reason_is_told(taobao.judged)


@pytest.mark.shows("C3")
@pytest.mark.parametrize("country", ["taobao", "mexico"])
def test_the_first_words_are_warm_name_the_goods_and_blame_nobody(country, request):
    story = request.getfixturevalue(country)
    rows, parcel = (REFUSED, TAOBAO) if country == "taobao" else (RECHAZADO, MEXICO)
    story.scans(*rows, **parcel)

    assert story.draft.script == "cod_refused.first_reply"
    assert story.draft.language == {"taobao": "zh-CN", "mexico": "es"}[country]
    assert story.file.opened.goods in story.draft.text
    assert "Chen" in story.draft.text
    assert not story.draft.missing
    assert not any(word in story.draft.text for word in ("必须", "责任", "违约", "culpa", "obligad"))


@pytest.mark.shows("C4")
@pytest.mark.parametrize(
    ("reason", "more", "liable", "advice", "rule"),
    [
        ("changed_mind", {}, "buyer", "persuade_delivery", "practice.cod.changed_mind"),
        ("price", {}, "buyer", "persuade_delivery", "practice.cod.price"),
        ("none_given", {}, "buyer", "persuade_delivery", "practice.cod.price"),
        ("no_cash", {}, "buyer", "redeliver", "practice.cod.no_cash"),
        ("not_as_described", {"item_as_described": True}, "buyer", "explain", "practice.cod.described"),
        (
            "not_as_described",
            {"item_as_described": False},
            "seller",
            "agree_refund",
            "practice.cod.not_described",
        ),
        ("delay", SHIPPED_LATE, "seller", "refund_and_apologise", "practice.cod.delay_ours"),
        ("delay", SHIPPED_IN_TIME, "carrier", "persuade_delivery", "practice.cod.delay_carrier"),
    ],
    ids=str,
)
def test_each_reason_has_its_own_way_and_its_own_words(refused, reason, more, liable, advice, rule):
    refused.learns("buyer", refusal_reason=reason, **more)

    assert (refused.judged.status, refused.liable, refused.advice) == ("decided", {liable}, (advice,))
    assert refused.cited == {rule}
    assert every_reason_is_told(refused.judged)
    pays_back = advice in ("agree_refund", "refund_and_apologise")  # nobody is talked into keeping it then
    assert refused.draft.script == f"cod_refused.offer.{advice if pays_back else reason}"


@pytest.mark.shows("C5")
def test_a_small_coupon_for_a_second_try_is_priced_and_within_anas_limit(refused):
    refused.learns("buyer", refusal_reason="price")
    coupon, cancel = refused.offers["redelivery_coupon"], refused.offers["cancel"]

    assert coupon.grantable
    assert coupon.parts["coupon"] == coupon.gives.minor
    assert coupon.gives < yuan("10")
    assert coupon.cost < cancel.cost


@pytest.mark.shows("C5")
def test_in_mexico_a_refusal_is_a_right_and_a_second_try_may_only_be_an_invitation(mexico):
    mexico.scans(*RECHAZADO, **MEXICO).sends_the_draft().wait(1).learns("buyer", refusal_reason="price")

    assert mexico.rules.judge(mexico.file.facts, as_of=mexico.now)["entitlement"].outcome == "full_refund"
    assert next(iter(mexico.offers)) == "redelivery_coupon"
    assert mexico.offers["redelivery_coupon"].grantable
    assert (mexico.offers["refund"].why_not, mexico.offers["refund"].gives) == ("", mexico.file.opened.amount)


@pytest.mark.shows("C5")
def test_once_the_parcel_is_back_nobody_persuades_any_more(mexico):
    mexico.scans(*RECHAZADO, **MEXICO).learns("buyer", refusal_reason="price")
    assert mexico.advice == ("persuade_delivery",)

    mexico.wait(40).scans((40, "returned", "Devuelto al remitente"), **MEXICO)

    assert mexico.advice == ("agree_refund",)
    assert not {"redelivery_coupon", "redeliver"} & set(mexico.offers)


@pytest.mark.shows("C6")
def test_the_evidence_list_is_in_a_reviewers_order_and_says_what_is_missing(refused):
    exhibits = [exhibit.exhibit for exhibit in refused.evidence.exhibits]

    assert exhibits == ["statement", "listing", "chat", "route", "carrier_note", "remedies_offered"]
    assert refused.missing == {"listing", "carrier_note", "remedies_offered"}
    assert all(exhibit.title["zh-CN"] and exhibit.shows["zh-CN"] for exhibit in refused.evidence.exhibits)


@pytest.mark.shows("C6")
def test_what_is_added_and_offered_leaves_the_list_of_what_is_missing(refused):
    refused.happens(AttachmentAdded("page.png", "a" * 64, 1000, "image/png", "listing"))
    refused.happens(OfferMade("redelivery_coupon", yuan("6.40")))

    assert refused.missing == {"carrier_note"}


@pytest.mark.shows("C9")
@pytest.mark.parametrize(("role", "may"), [("agent", False), ("supervisor", True)])
def test_what_ana_may_not_grant_bo_may(refused, role, may):
    refused.learns(refusal_reason="changed_mind", role=role)

    cancel = refused.offers["cancel"]
    assert (cancel.gives, cancel.grantable) == (yuan("128"), may)
    assert cancel.needs == ("" if may else "supervisor")


@pytest.mark.shows("C9")
def test_a_small_sum_is_within_anas_own_limit(rules):
    story = Story.of(refused_on_taobao(amount="60"), rules).scans(*REFUSED, **TAOBAO)

    assert story.offers["cancel"].grantable


@pytest.mark.shows("C9")
@pytest.mark.parametrize(("amount", "who"), [("128", "agent"), ("899", "supervisor")])
def test_a_large_sum_is_for_the_supervisor(rules, amount, who):
    story = Story.of(refused_on_taobao(amount=amount), rules)

    assert rules.judge(story.file.facts, as_of=story.now)["escalate_to"].values == (who,)


@pytest.mark.shows("P6")
def test_a_refusal_ends_with_a_cause_that_others_can_count(refused):
    refused.learns("buyer", refusal_reason="not_as_described", item_as_described=False)
    refused.closes(
        CaseClosed("refunded_full", f"{CUP}: 页面写 500ml，实为 450ml", "修正页面容量", yuan("16"))
    )

    assert refused.file.last(CaseClosed).cause.startswith(CUP)
    assert not refused.file.is_open
