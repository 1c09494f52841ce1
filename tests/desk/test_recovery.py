"""Can Ana claim a loss, remind the carrier, and record what came back, also from a refunded buyer?"""

import pytest

from hejie.casefile.entries import (
    AttachmentAdded,
    CarrierChased,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    LiabilityJudged,
    ParcelScanned,
    RepaymentAnswered,
    RepaymentAsked,
    StepDone,
)
from hejie.casefile.facts import known
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from tests.cast import NOON, hours, opened, then, yuan
from tests.desk.team import desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")
LANTERN = "taobao:lantern"


def on_the_desk(file):
    store.open_many([file])
    return CaseIndex.objects.get(case_id=file.case_id)


@pytest.fixture
def lost():
    """Chen's parcel was lost by the carrier."""
    file = opened(known("parcel_state", "lost"), known("carrier", "圆通"), claim="not_received")
    file = then(file, AttachmentAdded("底单.jpg", "a" * 64, 9, "image/jpeg", "shipping_receipt"))
    return on_the_desk(then(file, LiabilityJudged("decided", ("carrier",), ())))


@pytest.fixture
def arrived():
    """Chen was refunded, and then the parcel came."""
    file = then(opened(claim="not_received"), StepDone("agree_refund"))
    return on_the_desk(then(file, ParcelScanned("LP1", NOON + hours(48), "delivered")))


def post(client, row, noun, **form):
    return client.post(f"/cases/{row.pk}/recovery/{noun}", form)


def page(client, row):
    return client.get(f"/cases/{row.pk}/recovery").content.decode()


@pytest.mark.shows("P10")
def test_a_loss_is_claimed_with_its_evidence_reminded_of_and_answered_in_parts(lost):
    ana = desk_of(hire("ana", "agent", LANTERN))
    assert "发货底单" in page(ana, lost)

    post(ana, lost, "claims", carrier="圆通", amount="128", reference="工单 88")
    file = store.load(lost.case_id)
    assert file.last(CarrierClaimFiled) == CarrierClaimFiled(
        "圆通", yuan("128"), "工单 88", ("shipping_receipt",)
    )

    post(ana, lost, "reminders", words="已三天")
    assert store.load(lost.case_id).last(CarrierChased).again_at is not None

    post(ana, lost, "answers", paid="100", words="先赔一部分")
    assert store.load(lost.case_id).last(CarrierClaimAnswered).paid == yuan("100")
    assert "¥28.00" in page(ana, lost)


@pytest.mark.shows("B5")
def test_a_refunded_buyer_who_got_the_parcel_is_asked_and_what_comes_is_counted(arrived):
    ana = desk_of(hire("ana", "agent", LANTERN))
    post(ana, arrived, "requests", amount="128", words="包裹已签收")
    assert store.load(arrived.case_id).last(RepaymentAsked).amount == yuan("128")
    post(ana, arrived, "repayments", amount="128")
    assert store.load(arrived.case_id).last(RepaymentAnswered).paid == yuan("128")


@pytest.mark.parametrize(
    ("noun", "form"),
    [
        ("claims", {"amount": "1"}),
        ("reminders", {}),
        ("answers", {"paid": "1"}),
        ("repayments", {"amount": "1"}),
        ("requests", {"amount": "-5"}),
        ("requests", {"amount": ""}),
    ],
)
def test_what_makes_no_sense_yet_is_refused_in_words_and_adds_nothing(arrived, noun, form):
    ana = desk_of(hire("ana", "agent", LANTERN))
    answer = post(ana, arrived, noun, **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert store.load(arrived.case_id).last(RepaymentAsked) is None


def test_a_buyer_whose_parcel_is_still_out_is_not_asked(lost):
    ana = desk_of(hire("ana", "agent", LANTERN))
    assert post(ana, lost, "requests", amount="128").status_code == 422


def test_somebody_of_another_shop_sees_and_does_nothing(lost):
    cy = desk_of(hire("cy", "agent"))
    assert cy.get(f"/cases/{lost.pk}/recovery").status_code == 404
    assert post(cy, lost, "claims", carrier="圆通", amount="1").status_code == 404
