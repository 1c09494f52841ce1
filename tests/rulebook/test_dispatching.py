"""Is the file about the work read, and are its mistakes told?"""

from datetime import date

import pytest

from hejie.rulebook.dispatching import DEEDS, read_dispatching
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake


def laid(tmp_path, text):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "dispatch.yaml").write_text(text, encoding="utf-8")
    return read_dispatching((SHIPPED, tmp_path))


def test_every_claim_has_its_work_and_every_order_is_off():
    found = read_dispatching((SHIPPED,))
    assert found.work_of("customs", in_review=False).minutes == 20
    assert found.work_of("other", in_review=False) == found.work["any"]
    assert found.work_of("other", in_review=True) == found.in_review
    assert {order.does for order in found.orders} == set(DEEDS)
    assert not any(order.on for order in found.orders)


def test_a_supervisor_switches_one_on_in_the_teams_own_folder(tmp_path):
    found = laid(tmp_path, "standing_orders: {agree_small: {on: true, by: bo, since: 2026-11-24}}\n")
    (order,) = [order for order in found.orders if order.on]
    assert (order.id, order.by, order.since, order.most["CNY"]) == (
        "agree_small",
        "bo",
        date(2026, 11, 24),
        1000,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("standing_orders: {agree_small: {on: true}}\n", "nobody answers"),
        ("standing_orders: {agree_small: {does: pay}}\n", "Use one of"),
        ("work: {unheard_of: {minutes: 3, leave: 1}}\n", "unheard_of"),
        ("work: {any: {minutes: 3, hours: 1}}\n", "not read here"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(tmp_path, text, said):
    with pytest.raises(RuleFileMistake, match=said):
        laid(tmp_path, text)
