"""Is every way seen by which somebody could lift a limit, and no lowering taken for one?"""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from hejie.casefile.parties import Role
from hejie.desk.habits import folder
from hejie.desk.habits.lifting import EVERYBODY, check_orders, concerns, lifted
from hejie.desk.habits.mistakes import NotByYou
from hejie.rulebook import Rulebook
from tests.desk.habits.hands import number

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)


def roles(rules: Rulebook, files: dict[str, str]) -> set[str]:
    return {lift.role for lift in lifted(rules, folder.book_of(files), on=TODAY)}


@pytest.mark.parametrize("kind", ["refund", "coupon", "partial", "per_case", "daily"])
def test_a_raised_number_lifts_the_limit_of_its_role(rules: Rulebook, kind: str) -> None:
    assert roles(rules, number(f"team.{kind}.supervisor.cny", 99_000_000)) == {"supervisor"}
    assert roles(rules, number(f"team.{kind}.supervisor.cny", 1)) == set()


def test_a_raise_that_comes_later_is_one_and_so_is_an_end(rules: Rulebook) -> None:
    assert roles(rules, number("team.daily.agent.cny", 99_000_000, since="2027-01-01")) == {"agent"}
    ended = {"team/rules/numbers.yaml": "params:\n  team.daily.agent.cny: {values: {2026-11-01: null}}\n"}
    assert roles(rules, ended) == {"agent"}


def rule(name: str, gives: str, when: str = "", decides: str = "") -> str:
    """One rule of a team's own file, or some fields of one that we ship."""
    lines = [f"rules:\n  - id: {name}", f"    gives: {gives}"]
    if when:
        lines.append(f"    when: {when}")
    if decides:
        lines += [f"    decides: {decides}", "    source: team.preset", "    says: {zh-CN: 好, en: yes}"]
    return "\n".join(lines) + "\n"


WIDER = rule("team.refund.agent.cny", "team.refund.agent.cny", "role in ('agent', 'supervisor')")


@pytest.mark.parametrize(
    "files",
    [
        {"team/rules/own.yaml": WIDER},
        {"team/rules/own.yaml": rule("team.refund.supervisor.cny", "amount")},
        {"team/rules/own.yaml": rule("x.y", "amount", "amount > 0", "coupon_limit")},
        {"platforms/taobao/rules/own.yaml": rule("x.z", "amount", "claim == 'stalled'", "authority")},
        {"team/remedies.yaml": "remedies:\n  coupon:\n    limit: authority\n"},
        {"team/remedies.yaml": "remedies:\n  coupon:\n    limit: ''\n"},
    ],
    ids=["condition", "sum", "new", "platform", "remedy", "remedy without"],
)
def test_any_other_way_to_a_limit_is_everybody_s(rules: Rulebook, files: dict[str, str]) -> None:
    assert EVERYBODY in roles(rules, files)


def test_other_rules_and_numbers_lift_nothing(rules: Rulebook) -> None:
    assert roles(rules, number("team.small_sum.cny", 99_000)) == set()
    assert roles(rules, {"team/dispatch.yaml": "in_review: {minutes: 30}\n"}) == set()


def test_a_lift_concerns_its_role_and_those_below_who_make_it() -> None:
    lift = [("supervisor", "row", "1", "2")]
    assert concerns(lift, Role.SUPERVISOR)
    assert concerns(lift, Role.AGENT)
    assert not concerns(lift, Role.ADMIN)
    assert concerns([(EVERYBODY, "row", "", "")], Role.ADMIN)


def test_a_standing_order_is_in_the_name_of_whoever_switches_it_on(rules: Rulebook) -> None:
    def order(by: str) -> dict[str, str]:
        row = f"{{on: true, by: {by}, since: 2026-11-25}}"
        return {"team/dispatch.yaml": f"standing_orders: {{agree_small: {row}}}\n"}

    check_orders(rules, folder.book_of(order("bo")), by="bo")
    with pytest.raises(NotByYou):
        check_orders(rules, folder.book_of(order("ana")), by="bo")
    check_orders(folder.book_of(order("ana")), folder.book_of(order("ana")), by="bo")
