# ruff: noqa: E501 - a row of YAML is kept on one line
"""What do rules mean? The interpreter is the meaning, so its laws are stated here."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.rulebook import Rulebook, reference
from hejie.rulebook import terms as t
from hejie.rulebook.answers import Answer
from hejie.rulebook.certification import facts_in, random_case, random_value
from hejie.rulebook.reference import all_of, divided, not_, number, truth
from hejie.rulebook.values import ABSENT
from tests.rulebook.conftest import NOW, Write

MAYBE = st.sampled_from([True, False, None])
REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


@given(st.lists(MAYBE, max_size=5))
def test_and_is_false_as_soon_as_one_is_false_and_true_only_if_all_are(values: list[bool | None]) -> None:
    expected = False if False in values else None if None in values else True
    assert all_of(values) is expected


def test_a_comparison_with_an_unknown_is_unknown_and_with_an_absent_is_false() -> None:
    later = t.Compare(">", t.FactValue("a"), t.FactValue("b"))
    assert truth(later, {"a": 2, "b": 1}, 0, {}) is True
    assert truth(later, {"a": 2}, 0, {}) is None
    assert truth(later, {"a": ABSENT, "b": 1}, 0, {}) is False
    assert truth(later, {"a": ABSENT}, 0, {}) is False
    assert truth(t.Opposite(later), {"a": ABSENT}, 0, {}) is True


def test_a_later_decision_reads_the_set_of_an_earlier_one() -> None:
    reads = t.Reads("liability", ("seller", "carrier"))
    sets = [{"seller"}, {"seller", "carrier"}, {"seller", "buyer"}, {"buyer"}]
    assert [truth(reads, {}, 0, {"liability": frozenset(one)}) for one in sets] == [True, True, None, False]


@pytest.mark.parametrize(
    ("rounding", "values"), [("floor", (-3, 2)), ("ceil", (-2, 3)), ("half_up", (-3, 3))]
)
def test_division_rounds_as_declared(rounding: str, values: tuple[int, int]) -> None:
    assert (divided(-5, 2, rounding), divided(5, 2, rounding)) == values


def test_amounts_carry_unknown_and_absent_on() -> None:
    node = t.Extreme("min", t.Sum(t.FactValue("a"), t.Const(1)), t.FactValue("b"))
    assert number(node, {"a": 1, "b": 9}, 0) == 2
    assert number(node, {"b": 9}, 0) is None
    assert number(node, {"b": ABSENT}, 0) is ABSENT


def test_where_no_rule_speaks_the_answer_is_open_and_empty_and_nothing_is_filled_in(sample: Rulebook) -> None:
    assert sample.judge_values({}, NOW)["entitlement"] == Answer("entitlement", "pending", ())


def test_two_rules_that_surely_hold_with_different_outcomes_are_a_conflict(write: Write) -> None:
    book = write(f"rules: [{{id: a, decides: liability, gives: seller, when: shipped, {REST}}}, "
                 f"{{id: b, decides: liability, gives: buyer, when: cod, {REST}}}]")  # fmt: skip
    answer = book.judge_values({"platform": "taobao", "shipped": True, "cod": True, "claim": "other"}, NOW)[
        "liability"
    ]
    assert (answer.status, answer.values) == ("conflict", ("seller", "buyer"))


def test_the_order_of_rules_in_a_file_does_not_matter(write: Write) -> None:
    rules = [f"{{id: a, decides: liability, gives: seller, when: shipped, {REST}}}",
             f"{{id: b, decides: liability, gives: buyer, when: cod, overrides: [a], {REST}}}"]  # fmt: skip
    case = {"platform": "taobao", "shipped": True, "cod": True, "claim": "other"}
    answers = [
        write(f"rules: [{', '.join(order)}]").judge_values(case, NOW)["liability"]
        for order in (rules, rules[::-1])
    ]
    assert answers[0] == answers[1]
    assert answers[0].outcome == "buyer"


@pytest.mark.shows("P3")
def test_a_decided_answer_never_changes_when_a_further_fact_becomes_known(
    made_up: tuple[Rulebook, ...],
) -> None:
    """But for known(), clocks and deeming, which lint lists; so rules that ask known() are left out here."""
    chance = Random(7)
    decided = 0
    for book in made_up:
        edition = _without_known(book)
        names = list(facts_in(edition))
        for _ in range(60):
            case = random_case(edition, book.definitions, NOW, chance.randrange, missing=50)
            before = reference.judge(edition, book.definitions.decisions, case, NOW).answers
            open_names = [name for name in names if name not in case]
            if not open_names:
                continue
            name = chance.choice(open_names)
            kind = book.definitions.facts[name]
            value = (
                ABSENT
                if chance.random() < 0.2
                else random_value(kind, facts_in(edition)[name], NOW, chance.randrange)
            )
            after = reference.judge(edition, book.definitions.decisions, {**case, name: value}, NOW).answers
            for decision, answer in before.items():
                if answer.status == "decided":
                    decided += 1
                    assert (after[decision].status, after[decision].values) == (answer.status, answer.values)
                elif (
                    answer.values
                    and isinstance(answer.values[0], str)
                    and after[decision].status != "conflict"
                ):
                    assert set(after[decision].values) <= set(answer.values)
    assert decided > 100


@pytest.mark.shows("P3")
def test_no_completion_of_the_facts_leads_outside_the_possible_set(sample: Rulebook) -> None:
    edition, decisions = _without_known(sample), sample.definitions.decisions
    names = ["shipped", "ship_scan_at", "agreed_ship_by", "paid_at", "customs_reason", "carrier_certificate"]
    choices = {
        "shipped": [True, False], "paid_at": [NOW - 5000, NOW - 4320], "ship_scan_at": [NOW - 5000 + 4320, NOW - 5000 + 4321],
        "agreed_ship_by": [ABSENT, NOW], "customs_reason": ["buyer_no_clearance", "other"], "carrier_certificate": [True, False],
    }  # fmt: skip
    checked = 0
    for claim in ("late_shipment", "customs"):
        whole = {"platform": "taobao", "claim": claim, "currency": "CNY", "order_amount": 10000}
        for known in range(0, 2 ** len(names), 5):
            given_facts = whole | {
                name: choices[name][0] for place, name in enumerate(names) if known >> place & 1
            }
            possible = reference.judge(edition, decisions, given_facts, NOW).answers
            open_names = [name for name in names if name not in given_facts]
            for values in product(*(choices[name] for name in open_names)):
                full = reference.judge(
                    edition, decisions, given_facts | dict(zip(open_names, values, strict=True)), NOW
                ).answers
                checked += 1
                assert set(full["liability"].values) <= set(possible["liability"].values)
                low, high = possible["penalty"].values
                assert low <= full["penalty"].values[0]
                assert full["penalty"].values[1] <= high
    assert checked > 300


def test_negation_of_unknown_is_unknown() -> None:
    assert (not_(True), not_(False), not_(None)) == (False, True, None)


def _without_known(book: Rulebook):  # type: ignore[no-untyped-def]
    edition = book.edition(NOW)
    asking = {place for place, rule in enumerate(edition.rules)
              if any(isinstance(atom, t.KnownFact) for atom in t.atoms(rule.condition))}  # fmt: skip
    from msgspec import structs  # the rules stay where they are, so that places keep their meaning

    rules = tuple(
        structs.replace(rule, condition=t.FALSE) if place in asking else rule
        for place, rule in enumerate(edition.rules)
    )
    return structs.replace(edition, rules=rules)
