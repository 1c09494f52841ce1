"""Is what a person does kept together with what the rooms make of it, and what was approved no more than that?"""

import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    ApprovalAnswered,
    ApprovalAsked,
    LiabilityJudged,
    NoteWritten,
    Offer,
    OffersWeighed,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.acts import acting
from hejie.desk.cases import store
from tests.desk.cast import ANA, BO, CLAUSE, entry, opened
from tests.desk.team import LAMPS, hire, two_shops

YUAN_50 = Money(5000, "CNY")


def asked_and(granted: bool) -> CaseFile:
    return opened().add(
        entry(ApprovalAsked("partial_refund", YUAN_50, Role.SUPERVISOR, CLAUSE), by=ANA),
        entry(ApprovalAnswered(granted), by=BO),
    )


@pytest.mark.usefixtures("store_on")
def test_the_rooms_have_their_say_in_the_same_breath() -> None:
    row, _ = two_shops()
    acting.act(row.case_id, hire("ana", "agent", LAMPS), lambda _: [NoteWritten("看过了")])
    file = store.load(row.case_id)
    assert file.last(NoteWritten)
    assert file.last(LiabilityJudged)


@pytest.mark.usefixtures("store_on")
def test_what_a_person_does_is_not_kept_if_the_rooms_cannot_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    row, _ = two_shops()

    def stumble(*_args: object, **_more: object) -> None:
        raise RuntimeError("a rule stumbled")

    monkeypatch.setattr("hejie.desk.house.following", stumble)
    with pytest.raises(RuntimeError):
        acting.act(row.case_id, hire("ana", "agent", LAMPS), lambda _: [NoteWritten("看过了")])
    assert not store.load(row.case_id).last(NoteWritten)


@pytest.mark.parametrize(
    ("granted", "remedy", "gives", "approved"),
    [
        (True, "partial_refund", YUAN_50, True),
        (True, "partial_refund", Money(4999, "CNY"), True),
        (True, "partial_refund", Money(5001, "CNY"), False),
        (True, "partial_refund", Money(10, "USD"), False),
        (True, "refund_only", YUAN_50, False),
        (False, "partial_refund", YUAN_50, False),
    ],
)
def test_an_approval_covers_its_remedy_up_to_its_sum(
    granted: bool, remedy: str, gives: Money, approved: bool
) -> None:
    assert acting.is_approved(asked_and(granted), remedy, gives) is approved


def test_asking_again_takes_the_old_approval_back() -> None:
    again = asked_and(True).add(entry(ApprovalAsked("refund_only", YUAN_50, Role.SUPERVISOR, CLAUSE), by=ANA))
    assert not acting.is_approved(again, "partial_refund", YUAN_50)


def weighed(why_not: str = "") -> CaseFile:
    offer = Offer("coupon", YUAN_50, YUAN_50, {"coupon": 5000}, CLAUSE, why_not=why_not)
    return opened().add(entry(OffersWeighed((offer,))))


def test_only_what_was_weighed_can_be_offered_and_nothing_below_what_the_law_gives() -> None:
    assert acting.weighed(weighed(), "coupon").gives == YUAN_50
    with pytest.raises(acting.NotWeighed):
        acting.weighed(weighed(), "exchange")
    with pytest.raises(acting.NotWeighed):
        acting.weighed(opened(), "coupon")
    with pytest.raises(acting.BelowEntitlement):
        acting.weighed(weighed("less than the law gives"), "coupon")
