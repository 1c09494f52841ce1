"""What is a condition, and what is refused?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.editions import scope_of
from hejie.rulebook.grammar import Scope, literals, read_condition, read_number
from hejie.rulebook.mistakes import Circular, Place, RuleFileMistake
from tests.rulebook.conftest import SAMPLE, Write

HERE = Place("rules.yaml", 3)
SCOPE: Scope = scope_of(load_rulebook(shipped=SAMPLE).definitions)

REFUSED = {
    "a call": "__import__('os').system('true')",
    "an attribute of a method": "claim.__class__ == 'x'",
    "a comprehension": "[x for x in (1, 2)]",
    "a lambda": "(lambda: True)()",
    "an assignment": "(x := 1) > 0",
    "a subscript": "claim[0] == 'x'",
    "a format": "f'{claim}' == 'x'",
    "a chain": "0 < w_item < w_carrier",
    "true division": "order_amount / 2 > refund_amount",
    "a power": "w_item ** 9 > 0",
    "a fact as divisor": "w_item // w_carrier > 0",
    "an unknown name": "shippd",
    "an unknown code": "claim == 'late'",
    "two units": "order_amount > w_item",
    "a time and a span": "paid_at > taobao.ship_limit",
    "a sum of times": "paid_at + signed_at > now",
    "a plain number beside grams": "w_item > 5",
    "an order of codes": "claim > 'quality'",
    "a number as truth": "w_item",
    "full-width signs": "ｃlaim == 'quality'",
    "a keyword": "known(fact=claim)",
    "a star": "max(*claim)",
    "an await": "await x",
    "nothing": "",
    "a zero byte": "shipped\0",
    "a thousand brackets": "(" * 1000 + "shipped" + ")" * 1000,
    "a thousand nots": "not " * 1000 + "shipped",
    "a thousand minuses": "-" * 3000 + "1 > 0",
    "a deep sum": "+".join(["w_item"] * 300) + " > w_item",
    "a megabyte": "shipped and " * 90000 + "shipped",
    "a huge number": f"w_item > {10**18}",
    "a huge power of text": "claim == " + "'a'*10**9",
    "working days in a sum": "paid_at + working.days > now",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_not_a_condition_is_refused_and_never_run(text: str) -> None:
    with pytest.raises(RuleFileMistake, match=r"rules.yaml:3: .+\. .+"):
        read_condition(text, HERE, SCOPE)


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    try:
        read_condition(text, HERE, SCOPE)
    except RuleFileMistake as mistake:
        assert "rules.yaml:3" in str(mistake)  # noqa: PT017


def test_conditions_are_read_into_typed_terms() -> None:
    assert read_condition("shipped and claim != 'quality'", HERE, SCOPE) == t.All(
        (t.Flag("shipped"), t.Opposite(t.Among("claim", ("quality",))))
    )
    assert read_condition("known(signed_at)", HERE, SCOPE) == t.KnownFact("signed_at")
    assert read_condition("liability in ('seller', 'carrier')", HERE, SCOPE) == t.Reads(
        "liability", ("seller", "carrier")
    )
    assert read_condition("always", HERE, SCOPE) == t.TRUE


def test_a_derived_fact_stands_for_its_expression_but_keeps_its_name() -> None:
    atom = read_condition("ship_lag > taobao.ship_limit", HERE, SCOPE)
    assert isinstance(atom, t.Compare)
    assert t.facts_of(atom) == ("ship_scan_at", "paid_at")
    assert (atom.text, atom.unit) == ("ship_lag > taobao.ship_limit", "min")


def test_a_percentage_loses_its_hundred_and_keeps_the_money() -> None:
    _, unit = read_number("min(order_amount * taobao.late_rate // 100, taobao.late_cap)", HERE, SCOPE)
    assert unit == "money"


def test_numbers_written_out_are_found_for_lint() -> None:
    assert literals("order_amount * 5 // 100 > 0", HERE) == [0, 100, 5] or sorted(
        literals("order_amount * 5 // 100 > 0", HERE)
    ) == [0, 5, 100]


def test_derived_facts_that_need_each_other_are_refused(write: Write) -> None:
    label = "label: {zh-CN: 甲, en: a}"
    with pytest.raises(Circular, match="depend on each other"):
        write(
            f"derived: {{aa: {{is: bb + w_item, {label}}}, bb: {{is: aa + w_item, {label}}}}}\n"
            "rules: [{id: x, decides: liability, gives: seller, when: aa > w_item, "
            "says: {zh-CN: 甲, en: a}, source: taobao.handbook.2024}]"
        )


def test_the_sample_is_read_whole(sample: Rulebook) -> None:
    assert {"taobao.late.scanned", "taobao.late.scanned.agreed", "taobao.late.penalty.penalty"} <= set(
        sample.read
    )
