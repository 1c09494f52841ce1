"""What is still to be asked, of whom, by when, and what each answer would decide."""

from __future__ import annotations

import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactAsked, FactStated
from hejie.casefile.facts import Fact, FactState, known
from hejie.casefile.parties import SYSTEM, Role
from hejie.verification import facts_needed, verify
from hejie.verification.checklist import role_of
from tests.cast import ANA, NOON, hours, opened, then
from tests.verification.test_proofs import ABSENT, OUT, REFUSED, RULES, learned


def asked(file: CaseFile) -> dict[str, FactAsked]:
    """Return what a case has asked for, by fact."""
    return {what.name: what for what in file.all(FactAsked)}


@pytest.mark.shows("C2")
def test_contradicting_scans_are_put_to_the_carrier_with_a_time_and_what_each_answer_decides() -> None:
    file = learned(OUT, ABSENT, REFUSED, claim="cod_refused")
    question = asked(file)["refusal"]
    assert question.of is Role.CARRIER
    assert question.due_at == NOON + hours(24)
    assert set(question.leads_to) == {"true_refusal", "failed_delivery"}
    assert all(question.leads_to.values())


def test_a_plain_refusal_asks_the_carrier_nothing() -> None:
    assert "refusal" not in asked(learned(OUT, REFUSED, claim="cod_refused"))


def test_nothing_is_asked_twice_and_nothing_that_will_not_come() -> None:
    file = learned(OUT, ABSENT, REFUSED, claim="cod_refused")
    before = len(asked(file))
    never = Fact("refusal", FactState.UNOBTAINABLE, said_by="carrier", source="call of the carrier", at=NOON)
    file = then(file, FactStated(never), by=ANA)
    file = file.add(*verify(file, rules=RULES, at=NOON + hours(1), by=SYSTEM))
    assert sum(what.name == "refusal" for what in file.all(FactAsked)) == 1
    assert len(list(file.all(FactAsked))) == len(asked(file)) >= before


@pytest.mark.shows("B8")
def test_a_customs_hold_without_a_cause_is_put_to_the_carrier() -> None:
    file = learned(["2026-11-10T09:00:00", "PAR 21", ""], provider="correios", claim="customs")
    assert asked(file)["customs_reason"].of is Role.CARRIER


@pytest.mark.shows("P9")
def test_a_silent_parcel_is_put_to_the_carrier_once() -> None:
    file = learned(["2026-11-10 08:00:00", "1002", "快件到达【成都转运中心】"], claim="stalled")
    late = NOON + hours(24 * 6)
    file = file.add(*verify(file, rules=RULES, at=late, by=SYSTEM))
    assert asked(file)["loss_confirmed"].of is Role.CARRIER
    assert verify(file, rules=RULES, at=late + hours(24), by=SYSTEM) == ()


def test_an_unrecognised_newest_scan_is_put_to_the_carrier() -> None:
    assert asked(learned(["2026-11-11 08:00:00", "", "蓝色盒子优先"]))["parcel_state"].of is Role.CARRIER


def test_nobody_is_asked_for_what_only_the_system_knows() -> None:
    for claim in ("late_shipment", "missing_item", "return_refund", "not_received"):
        file = opened(claim=claim)
        for entry in verify(file, rules=RULES, at=NOON, by=SYSTEM):
            assert isinstance(entry.what, FactAsked)
            assert role_of(RULES.definitions.facts[entry.what.name].ask.who) is entry.what.of


@pytest.mark.parametrize(
    ("who", "role"), [("system", None), ("carrier", Role.CARRIER), ("catalogue", Role.AGENT)]
)
def test_who_can_be_asked(who: str, role: Role | None) -> None:
    assert role_of(who) is role


@pytest.mark.shows("C1")
def test_the_checklist_shows_what_is_known_beside_what_is_open() -> None:
    file = learned(OUT, ABSENT, REFUSED, claim="cod_refused")
    lines = {line.name: line for line in facts_needed(file, rules=RULES, at=NOON)}
    assert lines["refusal"].is_known
    assert lines["refusal"].asked
    assert lines["refusal"].of is Role.CARRIER
    assert len(lines) == len(facts_needed(file, rules=RULES, at=NOON))


def test_an_answer_takes_its_line_from_open_to_known() -> None:
    file = learned(OUT, ABSENT, claim="cod_refused")
    before = {line.name: line for line in facts_needed(file, rules=RULES, at=NOON)}
    name = next(name for name, line in before.items() if not line.is_known and line.leads_to)
    kind = RULES.definitions.facts[name]
    value = True if kind.type == "bool" else next(iter(kind.values))
    file = then(file, FactStated(known(name, value, said_by="seller", source="chat")), by=ANA)
    after = {line.name: line for line in facts_needed(file, rules=RULES, at=NOON)}
    assert after[name].is_known
    assert after[name].fact is not None


@pytest.mark.shows("P3")
def test_where_no_rule_speaks_for_want_of_a_promise_nobody_mentioned_the_promise_is_asked_for() -> None:
    file = opened(claim="late_shipment", platform="mercadolibre")
    file = file.add(*verify(file, rules=RULES, at=NOON, by=ANA))
    assert "promised_ship_by" in asked(file)
    assert asked(file)["promised_ship_by"].of is Role.AGENT


@pytest.mark.shows("P1", "P3")
def test_where_nobody_knows_what_it_is_about_the_buyer_is_asked_what_happened_once() -> None:
    file = learned(claim="other")
    assert {name: question.of for name, question in asked(file).items()} == {"buyer_reason": Role.BUYER}
    assert verify(file, rules=RULES, at=NOON + hours(1), by=ANA) == ()


@pytest.mark.shows("P3")
def test_where_no_answer_alone_would_move_the_verdict_all_that_it_takes_is_asked() -> None:
    assert {"paid_at", "scanned", "ship_scan_at"} <= asked(learned(claim="late_shipment")).keys()
