"""Who may grant what alone, and whose approval counts?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import ApprovalAnswered, ApprovalAsked, Ground, OfferAnswered, OfferMade
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.remedy.authority import (
    BeyondApprover,
    Limits,
    NobodyAsked,
    OwnRequest,
    answers_by_role,
    check_answer,
    daily_limit,
    granted_before,
    limits,
    permission,
    role_in_front,
)
from hejie.rulebook.handbook import Remedy
from tests.cast import ANA, BO, CHEN, NOON, opened, then, yuan

PARTIAL = Remedy("partial_refund", {}, {}, ("partial_refund",), (), (), limit="partial_limit")
FREE = Remedy("explain", {}, {}, ("explanation",), (), ())
BOUNDS = Limits(
    {
        role: {"partial_limit": most}
        for role, most in ((Role.AGENT, 5000), (Role.SUPERVISOR, 30000), (Role.ADMIN, 10**9))
    },
    {Role.AGENT: 8000, Role.SUPERVISOR: 60000, Role.ADMIN: None},
)
WHY = Ground("taobao.partial_refund", {"en": "Part of the price back"})


@pytest.mark.shows("C9")
@pytest.mark.parametrize(
    ("sum_", "before", "granted", "needs", "limit"),
    [
        ("50", 0, True, "", ""),
        ("50.01", 0, False, "supervisor", "partial_limit"),
        ("50", 3001, False, "supervisor", "team.per_case"),
        ("300.01", 0, False, "admin", "partial_limit"),
        ("0", 99999, True, "", ""),
    ],
)
def test_a_sum_within_the_limit_is_anas_and_any_more_goes_to_who_may(sum_, before, granted, needs, limit):
    found = permission(PARTIAL, yuan(sum_), BOUNDS, Role.AGENT, before)
    assert (found.granted, found.needs, found.limit) == (granted, needs, limit)


def test_what_costs_no_money_needs_no_leave():
    assert permission(FREE, yuan("0"), BOUNDS, Role.AGENT).granted


@given(
    st.integers(1, 10**7), st.integers(0, 10**6), st.sampled_from([Role.AGENT, Role.SUPERVISOR, Role.ADMIN])
)
def test_nobody_is_ever_granted_more_than_their_limit(minor, before, role):
    if permission(PARTIAL, Money(minor, "CNY"), BOUNDS, role, before).granted:
        assert minor <= BOUNDS.by_role[role]["partial_limit"]
        most = BOUNDS.per_case[role]
        assert most is None or before + minor <= most


@pytest.mark.shows("C9")
def test_the_shipped_limits_rise_with_the_role_in_every_currency(rules):
    for currency in ("CNY", "USD", "EUR", "BRL", "MXN"):
        file = opened(known("currency", currency), amount=Money(100_000_000, currency))
        by_role = answers_by_role(file.facts, rules=rules, at=NOON)
        found = limits(by_role, rules=rules, at=NOON, currency=currency)
        for name in ("authority", "partial_limit", "coupon_limit"):
            sums = [found.by_role[role][name] for role in (Role.AGENT, Role.SUPERVISOR, Role.ADMIN)]
            assert sums == sorted(set(sums)), (currency, name)
        agent, supervisor = (
            daily_limit(rules, role, currency, NOON) for role in (Role.AGENT, Role.SUPERVISOR)
        )
        assert agent < supervisor
        assert daily_limit(rules, Role.ADMIN, currency, NOON) is None


def test_ana_is_in_front_unless_the_case_says_who_is():
    assert role_in_front(opened().facts) is Role.AGENT
    assert role_in_front(opened(known("role", "supervisor")).facts) is Role.SUPERVISOR


def test_only_what_the_buyer_took_counts_as_granted_before():
    file = then(opened(), OfferMade("partial_refund", yuan("30")))
    file = then(file, OfferAnswered("refused"), by=CHEN)
    assert granted_before(file, "CNY") == 0
    file = then(file, OfferMade("partial_refund", yuan("40")))
    file = then(file, OfferAnswered("accepted"), by=CHEN)
    assert granted_before(file, "CNY") == 4000
    assert granted_before(file, "USD") == 0


@pytest.mark.shows("C9")
def test_nobody_approves_their_own_and_nobody_what_is_beyond_them_too():
    file = then(opened(), ApprovalAsked("partial_refund", yuan("120"), Role.SUPERVISOR, WHY), by=ANA)
    assert check_answer(file, PARTIAL, BOUNDS, by=BO).gives == yuan("120")
    own = then(opened(), ApprovalAsked("partial_refund", yuan("120"), Role.SUPERVISOR, WHY), by=BO)
    with pytest.raises(OwnRequest, match="Ask a colleague"):
        check_answer(own, PARTIAL, BOUNDS, by=BO)
    large = then(opened(), ApprovalAsked("partial_refund", yuan("900"), Role.SUPERVISOR, WHY), by=ANA)
    with pytest.raises(BeyondApprover, match="admin"):
        check_answer(large, PARTIAL, BOUNDS, by=BO)


def test_an_approval_is_answered_once():
    file = then(opened(), ApprovalAsked("partial_refund", yuan("120"), Role.SUPERVISOR, WHY), by=ANA)
    with pytest.raises(NobodyAsked):
        check_answer(then(file, ApprovalAnswered(True), by=BO), PARTIAL, BOUNDS, by=BO)
    with pytest.raises(NobodyAsked):
        check_answer(opened(), PARTIAL, BOUNDS, by=BO)
