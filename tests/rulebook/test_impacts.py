"""Are the cases and the money counted that a change of rules is about, as judging each case twice would?"""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random

import pytest

from hejie.casefile.facts import Fact
from hejie.rulebook import Rulebook, impacts
from hejie.rulebook.answers import Answer
from hejie.rulebook.difference import with_numbers
from hejie.rulebook.impacts import Comparison, Tally, impact, told
from hejie.rulebook.mistakes import BeforeFirstDate
from hejie.rulebook.worked_cases import facts_of

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_the_cases_and_money_that_change_are_counted(sample: Rulebook) -> None:
    cases = [facts_of(case, sample.definitions)[0] for case in sample.cases]
    new = with_numbers(sample, {"taobao.late_cap": 5000})
    rows = impact(sample, new, cases, as_of=AT, money=("amount", "order_amount"))
    (row,) = rows
    assert (row.decision, row.platform, row.claim, row.before, row.after, row.cases) == (
        "penalty",
        "taobao",
        "late_shipment",
        "3000",
        "5000",
        1,
    )
    assert row.money == {"CNY": 100000}
    assert impact(sample, sample, cases, as_of=AT) == ()


def _one_by_one(
    old: Rulebook, new: Rulebook, cases: list[Mapping[str, Fact]]
) -> Counter[tuple[str, str, str]]:
    """Count what changes by judging each case by each rulebook, alone."""
    found: Counter[tuple[str, str, str]] = Counter()
    for facts in cases:
        before, after = old.judge(facts, as_of=AT), new.judge(facts, as_of=AT)
        for name in before.keys() & after.keys():
            if told(before[name]) != told(after[name]):
                found[name, told(before[name]), told(after[name])] += 1
    return found


@pytest.mark.parametrize(
    "numbers",
    [
        {"taobao.ship_limit": 24},
        {"cn.no_reason": 1, "team.weight_tolerance": 500},  # a decision's number
        {"taobao.agree.silence": 1},  # a clock's number, so that other things are deemed
    ],
)
def test_counting_side_by_side_finds_what_judging_one_by_one_finds(
    shipped: Rulebook, monkeypatch: pytest.MonkeyPatch, numbers: dict[str, int]
) -> None:
    monkeypatch.setattr(impacts, "AT_ONCE", 100)
    new, chance = with_numbers(shipped, numbers), Random(4)
    cases = [facts_of(case, shipped.definitions)[0] for case in chance.sample(list(shipped.cases), 150)]
    found: Counter[tuple[str, str, str]] = Counter()
    for row in impact(shipped, new, cases, as_of=AT):
        found[row.decision, row.before, row.after] += row.cases
    assert found == _one_by_one(shipped, new, cases)


def test_counts_over_some_cases_add_up_to_those_over_all(sample: Rulebook) -> None:
    cases = [facts_of(case, sample.definitions)[0] for case in sample.cases] * 3
    comparison = Comparison(sample, with_numbers(sample, {"taobao.late_cap": 5000}), as_of=AT)
    whole, parts = comparison.tally(cases), Tally()
    for some in (cases[:4], cases[4:]):
        parts.add(comparison.tally(some))
    assert parts.impacts() == whole.impacts() != ()


def test_a_moment_before_the_first_number_is_refused_as_for_one_case(sample: Rulebook) -> None:
    cases = [facts_of(case, sample.definitions)[0] for case in sample.cases]
    early = datetime(2020, 1, 1, tzinfo=UTC)
    with pytest.raises(BeforeFirstDate):
        sample.judge(cases[0], as_of=early)
    with pytest.raises(BeforeFirstDate):
        impact(sample, sample, cases, as_of=early)


def test_answers_are_told_in_a_word() -> None:
    assert told(Answer("d", "decided", ("x",))) == "x"
    assert told(Answer("d", "pending", (0, None))) == "0 to open"
    assert told(Answer("d", "conflict", ("x", "y"))) == "conflict: x or y"
