"""After a change, are the touched rows found, and is the result that of judging all again?"""

from random import Random

import numpy as np
import pytest

from hejie.rulebook import Rulebook
from hejie.rulebook.bulk.judging import judge_table
from hejie.rulebook.bulk.rejudging import Change, changed, reached
from hejie.rulebook.bulk.tables import Table, table_of
from hejie.rulebook.certification import random_case
from hejie.rulebook.difference import with_numbers
from hejie.rulebook.specialise import readings
from tests.rulebook.conftest import NOW, Write

REST = "source: taobao.handbook.2024, says: {zh-CN: 甲, en: a}"


@pytest.fixture(scope="module")
def table(sample: Rulebook) -> Table:
    chance = Random(2)
    cases = [
        random_case(sample.edition(NOW), sample.definitions, NOW, chance.randrange) | {"platform": "taobao"}
        for _ in range(900)
    ]
    return table_of(cases, sample.definitions.facts)


def check(old: Rulebook, new: Rulebook, table: Table) -> int:
    decisions = new.definitions.decisions
    results = judge_table(old.edition(NOW), decisions, table, NOW)
    change = Change(old.edition(NOW), new.edition(NOW), decisions)
    update = change.rejudge(table, NOW, results)
    update.apply(results)
    assert results.edition == new.edition(NOW)
    whole = judge_table(new.edition(NOW), decisions, table, NOW)
    for name, numbers in whole.choices.items():
        assert np.array_equal(numbers, results.choices[name])
    for name, amounts in whole.amounts.items():
        mine = results.amounts[name]
        assert np.array_equal(amounts.low, mine.low)
        assert np.array_equal(amounts.high, mine.high)
        assert np.array_equal(amounts.marks, mine.marks)
    return len(update.rows)


def test_a_changed_threshold_touches_few_rows_and_gives_the_same_as_judging_all(
    sample: Rulebook, table: Table
) -> None:
    touched = check(sample, with_numbers(sample, {"taobao.ship_limit": 71}), table)
    assert 0 < touched < table.rows / 2


def test_a_changed_amount_touches_the_rows_where_it_may_be_due(sample: Rulebook, table: Table) -> None:
    assert 0 < check(sample, with_numbers(sample, {"taobao.late_cap": 1}), table) < table.rows


@pytest.mark.parametrize(
    "text",
    [
        "rules: [{id: taobao.late.unscanned, enabled: false}]",
        f"rules: [{{id: x, decides: liability, gives: platform, when: cod, overrides: ['taobao.*'], {REST}}}]",
        f"rules: [{{id: x, decides: penalty, gives: order_amount, when: liability == 'buyer', {REST}}}]",
    ],
)
def test_rules_may_come_and_go_and_beat_others(
    sample: Rulebook, table: Table, write: Write, text: str
) -> None:
    new = write(text)
    check(sample, new, table)
    check(new, sample, table)


def test_the_same_rules_touch_nothing(sample: Rulebook, table: Table) -> None:
    assert changed(sample.edition(NOW), sample.edition(NOW)) == []
    assert check(sample, sample, table) == 0


def test_only_decisions_that_a_changed_rule_reaches_are_judged_again(sample: Rulebook, table: Table) -> None:
    edition = sample.edition(NOW)
    assert reached(readings(edition), {"liability"}) >= {"liability", "penalty"}
    assert reached(readings(edition), {"penalty"}) == {"penalty"}
    change = Change(
        edition, with_numbers(sample, {"taobao.late_cap": 1}).edition(NOW), sample.definitions.decisions
    )
    assert change.reached == {"penalty"}
    results = judge_table(edition, sample.definitions.decisions, table, NOW)
    assert set(change.rejudge(table, NOW, results).answers.edition.order) == {"penalty"}


def test_a_changed_list_of_codes_or_a_turned_condition_is_judged_like_any_other(
    table: Table, write: Write
) -> None:
    start = "platform == 'taobao' and claim in ('quality', 'customs') and"
    texts = [
        f"rules: [{{id: x, decides: liability, gives: buyer, when: \"{when}\", overrides: ['taobao.*'], {REST}}}]"
        for when in (
            f"{start} not (cod and shipped)",
            f"{start} not (cod or shipped)",
            f"{start} not (cod and w_item > w_carrier)",
            "platform == 'taobao' and claim in ('quality', 'damaged') and not (cod and shipped)",
            "platform == 'taobao' and (cod or w_item < w_carrier)",
        )
    ]
    books = [write(text) for text in texts]
    for old in books:
        for new in books:
            check(old, new, table)
