"""Does a standing order do what a person wrote, before the clock runs out, once, and only if it was switched on?"""

from datetime import date

import pytest
from msgspec import structs

from hejie.casefile.entries import CaseClosed, ClockSet, Ground
from hejie.casefile.parties import SYSTEM, Role
from hejie.dispatch.standing import covers, stand_in
from hejie.rulebook import load_rulebook
from hejie.rulebook.dispatching import StandingOrder
from tests.cast import NOON, happened, hours, opened, then, yuan

WHY = Ground("taobao.reply", {"en": "The seller must act in time"})
ORDER = StandingOrder(
    "extend", "extend", ("stalled",), 6, {"en": "Extend"}, on=True, by="bo", since=date(2026, 11, 1)
)


@pytest.fixture(scope="module")
def switched_on(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    (folder / "team").mkdir()
    (folder / "team" / "dispatch.yaml").write_text(
        "standing_orders: {extend_in_time: {on: true, by: bo, since: 2026-11-01}}\n", encoding="utf-8"
    )
    return load_rulebook(folder)


def stalled(**more):
    file = opened(claim="stalled", **more)
    return then(file, ClockSet("reply", NOON + hours(24), Role.SELLER, {}, "rule", WHY))


def used(file, rules, after):
    return happened(stand_in(file, rules=rules, at=NOON + hours(after), by=SYSTEM))


def test_six_hours_before_the_deadline_it_is_carried_out_and_says_who_switched_it_on(switched_on):
    assert used(stalled(), switched_on, 17) == []
    (found,) = used(stalled(), switched_on, 18)
    assert (found.order, found.does, found.switched_on_by) == ("extend_in_time", "extend", "bo")
    assert found.due_at == NOON + hours(24)


def test_once_for_a_clock_and_again_when_the_clock_was_moved(switched_on):
    file = stalled()
    file = file.add(*stand_in(file, rules=switched_on, at=NOON + hours(18), by=SYSTEM))
    assert used(file, switched_on, 19) == []
    later = then(file, ClockSet("reply", NOON + hours(48), Role.SELLER, {}, "rule", WHY))
    assert len(used(later, switched_on, 43)) == 1


def test_nothing_is_done_alone_until_somebody_switched_it_on(rules):
    assert not any(order.on for order in rules.dispatching.orders)
    assert used(stalled(), rules, 23) == []


def test_a_clock_that_ran_out_and_a_closed_case_are_left_alone(switched_on):
    assert used(stalled(), switched_on, 25) == []
    assert used(then(stalled(), CaseClosed("withdrawn", "a", "b")), switched_on, 20) == []


@pytest.mark.parametrize(
    ("change", "covered"),
    [
        ({}, True),
        ({"claims": ("damaged",)}, False),
        ({"platforms": ("aliexpress",)}, False),
        ({"stages": ("evidence",)}, False),
        ({"most": {"CNY": 12800}}, True),
        ({"most": {"CNY": 12799}}, False),
        ({"most": {"USD": 10**9}}, False),
        ({"on": False}, False),
    ],
)
def test_an_order_covers_what_it_names_and_no_more(change, covered):
    assert covers(structs.replace(ORDER, **change), stalled(amount=yuan("128"))) is covered
