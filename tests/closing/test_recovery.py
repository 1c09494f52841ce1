"""Is a loss claimed from the carrier with what it wants to see, chased to the end, and its answer kept?"""

import pytest

from hejie.casefile.entries import (
    AttachmentAdded,
    CarrierChased,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    LiabilityJudged,
)
from hejie.closing.recovery import (
    ClaimedAlready,
    NothingClaimed,
    NotLiable,
    Standing,
    answered,
    carrier_evidence,
    chase,
    claim,
    recovery,
)
from tests.cast import ANA, NOON, happened, hours, opened, then, yuan

CARRIER = LiabilityJudged("decided", ("carrier",), ())
DAY = hours(24)


def broken(*whats):
    """Chen's cup arrived broken, and the carrier broke it."""
    return then(opened(claim="damaged"), CARRIER, *whats)


def photo(exhibit, digest="a"):
    return AttachmentAdded(f"{exhibit}.jpg", digest * 64, 1000, "image/jpeg", exhibit)


@pytest.mark.shows("P10")
def test_the_carrier_wants_the_photos_from_the_outside_to_the_inside(rules):
    evidence = carrier_evidence(broken(photo("outer_photo")), rules=rules, at=NOON)
    assert [one.exhibit for one in evidence][:3] == [
        "outer_photo",
        "outer_damage_photo",
        "inner_damage_photo",
    ]
    assert [bool(one.at_hand) for one in evidence][:3] == [True, False, False]


@pytest.mark.shows("P10")
def test_a_claim_names_its_sum_and_the_exhibits_that_go_with_it(rules):
    file = broken(photo("outer_photo"), photo("inner_damage_photo", "b"))
    filing = CarrierClaimFiled("圆通", yuan("128"), "工单 88")
    (filed,) = happened(claim(file, filing, rules=rules, at=NOON, by=ANA))
    assert (filed.amount, filed.reference) == (yuan("128"), "工单 88")
    assert filed.exhibits == ("outer_photo", "inner_damage_photo")


@pytest.mark.shows("P10")
def test_a_claim_is_waited_for_then_chased_and_each_reminder_sets_the_next(rules):
    file = broken()
    assert recovery(file, rules=rules, at=NOON).standing is Standing.TO_CLAIM

    file = file.add(*claim(file, CarrierClaimFiled("圆通", yuan("128")), rules=rules, at=NOON, by=ANA))
    waiting = recovery(file, rules=rules, at=NOON + DAY)
    assert waiting.standing is Standing.WAITING
    assert waiting.ask_at is not None

    late = waiting.ask_at
    assert recovery(file, rules=rules, at=late).standing is Standing.TO_CHASE
    file = file.add(*chase(file, "工单仍未处理", rules=rules, at=late, by=ANA))
    assert recovery(file, rules=rules, at=late).standing is Standing.WAITING
    reminder = file.last(CarrierChased)
    assert recovery(file, rules=rules, at=late).ask_at == reminder.again_at > late


@pytest.mark.shows("P10")
@pytest.mark.parametrize(
    ("paid", "standing", "outstanding"),
    [("128", Standing.PAID, "0"), ("100", Standing.PARTLY, "28"), ("0", Standing.REFUSED, "128")],
)
def test_what_the_carrier_paid_decides_how_the_claim_stands(rules, paid, standing, outstanding):
    file = broken(CarrierClaimFiled("圆通", yuan("128")))
    file = file.add(*answered(file, CarrierClaimAnswered("", yuan(paid), "已核实"), at=NOON + DAY, by=ANA))
    now = recovery(file, rules=rules, at=NOON + DAY)
    assert (now.standing, now.outstanding) == (standing, yuan(outstanding))
    assert file.last(CarrierClaimAnswered).carrier == "圆通"


def test_two_parts_make_the_whole(rules):
    file = broken(CarrierClaimFiled("圆通", yuan("128")))
    file = then(file, CarrierClaimAnswered("圆通", yuan("100")), CarrierClaimAnswered("圆通", yuan("28")))
    assert recovery(file, rules=rules, at=NOON).standing is Standing.PAID


def test_after_a_refusal_the_same_loss_may_be_claimed_again(rules):
    file = broken(CarrierClaimFiled("圆通", yuan("128")), CarrierClaimAnswered("圆通", yuan("0")))
    file = file.add(*claim(file, CarrierClaimFiled("圆通", yuan("128")), rules=rules, at=NOON, by=ANA))
    assert recovery(file, rules=rules, at=NOON).standing is Standing.WAITING


def test_a_carrier_that_is_not_liable_is_not_claimed_from(rules):
    file = then(opened(claim="damaged"), LiabilityJudged("decided", ("seller",), ()))
    assert recovery(file, rules=rules, at=NOON).standing is Standing.NONE
    with pytest.raises(NotLiable, match="State the facts"):
        claim(file, CarrierClaimFiled("圆通", yuan("128")), rules=rules, at=NOON, by=ANA)


def test_one_loss_is_claimed_once(rules):
    file = broken(CarrierClaimFiled("圆通", yuan("128")))
    with pytest.raises(ClaimedAlready):
        claim(file, CarrierClaimFiled("圆通", yuan("128")), rules=rules, at=NOON, by=ANA)


def test_nothing_is_chased_or_answered_before_it_is_claimed(rules):
    with pytest.raises(NothingClaimed):
        chase(broken(), "", rules=rules, at=NOON, by=ANA)
    with pytest.raises(NothingClaimed):
        answered(broken(), CarrierClaimAnswered("圆通", yuan("1")), at=NOON, by=ANA)
