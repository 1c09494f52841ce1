"""Do role, sum, case and day bound what a person grants, and can nobody approve their own?"""

import threading
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connections

from hejie.casefile.entries import ApprovalAnswered, ApprovalAsked, OfferAnswered, OfferMade
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor, Role
from hejie.desk.access import people
from hejie.desk.acts import acting, granting, spending
from hejie.desk.cases import store
from hejie.remedy.authority import BeyondApprover, NobodyAsked, OwnRequest
from tests.desk.cast import ANA, BO, CLAUSE, NOON, entry, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]

TODAY = date(2026, 11, 24)


def yuan(amount: int) -> Money:
    return Money(amount * 100, "CNY")


def offer(amount: int) -> OfferMade:
    return OfferMade("partial_refund", yuan(amount))


def asked(amount: int, *, by: Actor = ANA):
    return opened().add(entry(ApprovalAsked("partial_refund", yuan(amount), Role.SUPERVISOR, CLAUSE), by=by))


def spent(person: str) -> int:
    return spending.spent(person, "CNY", on=TODAY).minor // 100


@pytest.mark.shows("C9")
def test_an_offer_counts_for_ana_until_the_buyer_refuses_it() -> None:
    file = opened()
    granting.check(file, [offer(40)], at=NOON, by=ANA)
    assert spent("ana") == 40
    file = file.add(entry(offer(40), by=ANA))
    granting.check(file, [OfferAnswered("refused")], at=NOON, by=ANA)
    assert spent("ana") == 0


def test_an_accepted_offer_stays_counted_and_a_new_offer_takes_the_place_of_an_open_one() -> None:
    file = opened().add(entry(offer(40), by=ANA))
    granting.check(opened(), [offer(40)], at=NOON, by=ANA)
    granting.check(file, [offer(45)], at=NOON, by=ANA)
    assert spent("ana") == 45
    granting.check(file.add(entry(offer(45), by=ANA)), [OfferAnswered("accepted")], at=NOON, by=ANA)
    assert spent("ana") == 45


@pytest.mark.shows("C9")
def test_the_eleventh_offer_of_a_day_waits_for_somebody_else() -> None:
    for _ in range(10):
        granting.check(opened(), [offer(50)], at=NOON, by=ANA)
    with pytest.raises(spending.SpentForToday):
        granting.check(opened(), [offer(1)], at=NOON, by=ANA)


@pytest.mark.shows("C9")
def test_what_bo_approved_counts_for_bo_and_not_for_ana() -> None:
    file = asked(120)
    granting.check(file, [ApprovalAnswered(True)], at=NOON, by=BO)
    file = file.add(entry(ApprovalAnswered(True), by=BO))
    granting.check(file, [offer(120)], at=NOON, by=ANA)
    assert (spent("ana"), spent("bo")) == (0, 120)
    granting.check(file.add(entry(offer(120), by=ANA)), [OfferAnswered("refused")], at=NOON, by=ANA)
    assert spent("bo") == 0


@pytest.mark.shows("C9")
def test_nobody_approves_their_own_and_nobody_beyond_their_own_limit() -> None:
    with pytest.raises(OwnRequest):
        granting.check(asked(120, by=BO), [ApprovalAnswered(True)], at=NOON, by=BO)
    with pytest.raises(BeyondApprover, match="admin"):
        granting.check(asked(400), [ApprovalAnswered(True)], at=NOON, by=BO)
    granting.check(asked(400), [ApprovalAnswered(False)], at=NOON, by=BO)
    assert spent("bo") == 0


@pytest.mark.shows("C9")
def test_of_two_supervisors_who_answer_at_the_same_moment_only_one_has_answered() -> None:
    file = asked(120)
    store.open_many([file])
    for name in ("bo", "cy"):
        people.add(name, "a-long-password-1", "supervisor")
    start, told = threading.Barrier(2), []

    def approve(name: str) -> None:
        person = User.objects.get(username=name)
        start.wait()
        try:
            acting.act(file.case_id, person, lambda _: [ApprovalAnswered(True)])
            told.append("approved")
        except NobodyAsked:
            told.append("too late")
        connections.close_all()

    desks = [threading.Thread(target=approve, args=(name,)) for name in ("bo", "cy")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(told) == ["approved", "too late"]
    assert len(list(store.load(file.case_id).all(ApprovalAnswered))) == 1
