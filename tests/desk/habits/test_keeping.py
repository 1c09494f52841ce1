"""Is each change kept whole, with who and why, one after another, and never by one person for themselves?"""

import pytest

from hejie.desk import house
from hejie.desk.access import noting
from hejie.desk.habits import keeping
from hejie.desk.habits.mistakes import NoReason, NothingChanged, NotWaiting, NotYours, OutOfDate
from tests.desk.habits.hands import NUMBERS, changed, number
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
AGENT, OWN = "team.refund.agent.cny", "team.refund.supervisor.cny"


def in_force(row: str) -> int | None:
    return house.rules().definitions.params[row].values[-1].value


def test_a_change_holds_at_once_and_tells_who_and_why() -> None:
    bo = hire("bo", "supervisor")
    row = changed(number(AGENT, 2000), bo, "too many refunds")
    assert row.state == "kept"
    assert in_force(AGENT) == 2000
    assert row.what == [f"{AGENT}: 10000 → 2000"]
    assert noting.lines(what="habits changed")[0].on == f"{row.pk}: too many refunds"


def test_a_change_without_a_reason_or_without_a_difference_is_none() -> None:
    bo = hire("bo", "supervisor")
    with pytest.raises(NoReason):
        changed(number(AGENT, 2000), bo, "  ")
    changed(number(AGENT, 2000), bo)
    with pytest.raises(NothingChanged):
        changed(number(AGENT, 2000), bo)


def test_of_two_changes_from_the_same_version_the_second_is_told_to_look_again() -> None:
    bo, root = hire("bo", "supervisor"), hire("root", "admin")
    changed(number(AGENT, 2000), bo, base=0)
    with pytest.raises(OutOfDate):
        changed(number(AGENT, 3000), root, base=0)
    assert in_force(AGENT) == 2000


def test_nobody_lifts_their_own_limit_alone() -> None:
    bo, cy, root = hire("bo", "supervisor"), hire("cy", "supervisor"), hire("root", "admin")
    row = changed(number(OWN, 900_000), bo)
    assert row.state == "waiting"
    assert in_force(OWN) == 100_000
    for nobody in (bo, cy):
        with pytest.raises(NotYours):
            keeping.confirm(row.pk, by=nobody)
    keeping.confirm(row.pk, by=root)
    house.look_again()
    assert in_force(OWN) == 900_000
    with pytest.raises(NotWaiting):
        keeping.confirm(row.pk, by=root)
    assert keeping.version(row.pk).answered_by == "root"  # type: ignore[union-attr]


def test_a_supervisor_lowers_their_own_limit_and_lifts_an_agent_s_alone() -> None:
    bo = hire("bo", "supervisor")
    assert changed(number(OWN, 1000), bo).state == "kept"
    assert changed({"team/params.yaml": number(AGENT, 50_000)[NUMBERS]}, bo).state == "kept"
    assert in_force(OWN) == 1000
    assert in_force(AGENT) == 50_000


def test_to_take_a_lowering_back_is_a_lift_too() -> None:
    bo = hire("bo", "supervisor")
    changed(number(OWN, 1000), bo)
    assert changed({NUMBERS: ""}, bo).state == "waiting"


def test_what_an_administrator_lifts_a_supervisor_looks_at_if_there_is_one() -> None:
    root = hire("root", "admin")
    rule = {"team/rules/own.yaml": RULE}
    alone = changed(rule, root)
    assert alone.state == "kept"
    assert "nobody else" in noting.lines(what="habits changed")[0].on
    bo = hire("bo", "supervisor")
    second = changed({"team/rules/own.yaml": RULE.replace("amount", "team.refund.supervisor.cny")}, root)
    assert second.state == "waiting"
    keeping.confirm(second.pk, by=bo)
    assert keeping.number_now() == second.pk


RULE = """rules:
  - id: team.refund.vip
    decides: authority
    gives: amount
    when: role == 'agent' and wants == 'refund_only'
    source: team.preset
    says: {zh-CN: 可以, en: may}
"""


def test_what_waits_is_refused_taken_back_or_overtaken() -> None:
    bo, root = hire("bo", "supervisor"), hire("root", "admin")
    first = changed(number(OWN, 900_000), bo)
    keeping.refuse(first.pk, by=bo)
    second = changed(number(OWN, 800_000), bo)
    with pytest.raises(NotYours):
        keeping.refuse(second.pk, by=hire("cy", "supervisor"))
    keeping.refuse(second.pk, by=root)
    third = changed(number(OWN, 700_000), bo)
    changed(number(AGENT, 2000), root)
    with pytest.raises(OutOfDate):
        keeping.confirm(third.pk, by=root)
    assert [row.state for row in keeping.history()] == ["kept", "waiting", "refused", "refused"]


def test_a_version_is_gone_back_to_by_the_same_way() -> None:
    root = hire("root", "admin")
    first = changed(number(AGENT, 2000), root)
    changed(number(AGENT, 3000), root)
    back = changed(dict(first.files), root, "it was better before")
    assert in_force(AGENT) == 2000
    assert keeping.before(back) == number(AGENT, 3000)
    assert len(keeping.history()) == 3
