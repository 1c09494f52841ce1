"""How does Ana's work differ from what such cases bring others?"""

import numpy as np
import pytest

from hejie.casefile.entries import (
    ApprovalAsked,
    CaseClosed,
    CaseReopened,
    CaseTaken,
    MessageSent,
    OfferAnswered,
    OfferMade,
    PromiseKept,
    PromiseMade,
)
from hejie.casefile.entries.happening import Ground
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.learning.agents import EVENTS, Work, performance, work_of
from hejie.rulebook import load_rulebook
from tests.cast import NOON, hours, opened, then, yuan

RULES = load_rulebook()
EASY, HARD = ("taobao", "question"), ("aliexpress", "customs")


def told(works):
    return {
        (one.agent, measure.name): measure
        for one in performance(works, rules=RULES, at=NOON)
        for measure in one.measures
    }


def alike(seed, agents=6, cases=40):
    """Agents who all work alike, on kinds of cases that differ."""
    draw = np.random.default_rng(seed)
    works = []
    for number in range(agents * cases):
        kind = (EASY, HARD)[int(draw.random() < 0.5)]
        slow = 3.0 if kind is HARD else 1.0
        works.append(
            Work(
                f"case {number}", f"agent {number % agents}", kind,
                first_minutes=float(draw.lognormal(2.5, 0.8) * slow), hours=float(draw.lognormal(3, 0.7) * slow),
                given=float(draw.integers(0, 100)), unhappy=bool(draw.random() < 0.1 * slow),
                reopened=bool(draw.random() < 0.05), asked=bool(draw.random() < 0.1),
            )
        )  # fmt: skip
    return works


@pytest.mark.shows("V3")
def test_agents_who_work_alike_are_not_told_apart():
    tables = [told(alike(seed)) for seed in range(30)]
    wrongly = sum(any(one.verdict in ("more", "less") for one in table.values()) for table in tables)
    assert wrongly <= 3  # of 30 tables with 36 numbers each, at 95 percent


@pytest.mark.shows("V3")
def test_an_agent_who_answers_late_is_seen_and_it_is_said_by_how_much():
    works = alike(1) + [
        Work(f"slow {number}", "Ana", EASY, first_minutes=60.0 + number) for number in range(30)
    ]
    late = told(works)["Ana", "first_minutes"]
    assert late.verdict == "more"
    assert 1 < late.low < late.times < late.high
    assert late.says["zh-CN"].startswith("Ana 的首次响应时间：是同类案件平均的 ")
    assert late.says["en"].endswith("30 cases); surely more.")


@pytest.mark.shows("V3")
def test_who_gets_the_hard_cases_is_not_blamed_for_them():
    draw = np.random.default_rng(5)
    hard = [
        Work(f"h{n}", "Ana", HARD, hours=float(draw.lognormal(4, 0.5)), unhappy=n % 3 == 0) for n in range(60)
    ]
    hard += [
        Work(f"H{n}", "Bo", HARD, hours=float(draw.lognormal(4, 0.5)), unhappy=n % 3 == 0) for n in range(9)
    ]
    easy = [
        Work(f"e{n}", "Bo", EASY, hours=float(draw.lognormal(2, 0.5)), unhappy=n % 20 == 0) for n in range(60)
    ]
    found = told(hard + easy)
    assert {found[agent, name].verdict for agent in ("Ana", "Bo") for name in ("hours", "unhappy")} == {
        "alike"
    }


def test_with_few_cases_nothing_is_said():
    works = [Work(f"c{n}", "Ana", EASY, hours=500.0) for n in range(3)]
    works += [Work(f"d{n}", "Bo", EASY, hours=2.0) for n in range(30)]
    assert told(works)["Ana", "hours"].verdict == "too_few"
    assert performance([], rules=RULES, at=NOON) == ()


def test_agents_are_listed_by_name_and_not_ranked():
    listed = performance(alike(2), rules=RULES, at=NOON)
    assert [one.agent for one in listed] == sorted(one.agent for one in listed)
    assert {measure.name for one in listed for measure in one.measures} >= set(EVENTS)


def test_a_case_tells_who_worked_on_it_how_long_and_what_it_gave():
    file = then(opened(known("rating", 2)), CaseTaken("Ana"))
    file = then(file, MessageSent("您好", "zh-CN"), at=NOON + hours(0.5))
    file = then(
        file,
        OfferMade("partial_refund", yuan("32")),
        OfferMade("partial_refund", yuan("64")),
        at=NOON + hours(1),
    )
    file = then(
        file,
        ApprovalAsked("partial_refund", yuan("64"), Role.SUPERVISOR, Ground("x", {})),
        at=NOON + hours(1),
    )
    file = then(
        file, OfferAnswered("accepted"), CaseClosed("refunded_partial", "漏装", "称重"), at=NOON + hours(5)
    )
    file = then(file, CaseReopened("又少一件"), at=NOON + hours(9))
    work = work_of(file, rules=RULES, at=NOON + hours(10))
    assert (work.agent, work.kind, work.first_minutes, work.hours) == (
        "Ana",
        ("taobao", "missing_item"),
        30.0,
        5.0,
    )
    assert (work.given, work.unhappy, work.reopened, work.asked) == (50.0, True, True, True)
    assert (work.unasked, work.broken) == (True, False)


def test_a_promise_past_its_time_is_broken_unless_it_was_kept():
    promised = then(opened(), MessageSent("您好", "zh-CN"), PromiseMade("补发", NOON + hours(2)))
    assert work_of(promised, rules=RULES, at=NOON + hours(3)).broken
    assert not work_of(promised, rules=RULES, at=NOON + hours(1)).broken
    assert not work_of(then(promised, PromiseKept("补发")), rules=RULES, at=NOON + hours(3)).broken


def test_a_case_nobody_worked_on_counts_for_nobody_and_what_is_not_known_is_left_open():
    assert work_of(opened(), rules=RULES, at=NOON) is None
    work = work_of(then(opened(), MessageSent("您好", "zh-CN")), rules=RULES, at=NOON)
    assert (work.agent, work.hours, work.given, work.unhappy, work.reopened) == (
        "Ana",
        None,
        None,
        None,
        None,
    )
