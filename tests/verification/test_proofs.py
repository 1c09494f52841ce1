"""What a route proves becomes facts, and a person's word is not overrun by what the record said before."""

from __future__ import annotations

import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactStated
from hejie.casefile.facts import FactState, known
from hejie.casefile.parties import SYSTEM
from hejie.casefile.quantities import Moment
from hejie.rulebook import load_rulebook
from hejie.verification import take_scans, verify
from tests.cast import ANA, CARRIER, NOON, hours, opened, then
from tests.verification.reading import answer, clock

RULES = load_rulebook()
OUT = ["2026-11-11 08:00:00", "5", "正在派件"]
ABSENT = ["2026-11-11 09:00:00", "206", "家中无人"]
REFUSED = ["2026-11-11 09:30:00", "203", "客户拒收"]
SIGNED = ["2026-11-11 10:00:00", "303", "已签收，签收人：门卫"]


def learned(
    *rows: list[str],
    file: CaseFile | None = None,
    provider: str = "kuaidi100",
    claim: str = "not_received",
    **more: str,
) -> CaseFile:
    """Return Chen's case after these rows arrived and were verified at noon."""
    file = file or opened(claim=claim)
    told = answer(provider, rows, **more)
    file = file.add(*take_scans(file, told, rules=RULES, at=NOON, by=CARRIER))
    return file.add(*verify(file, rules=RULES, at=NOON, by=SYSTEM))


@pytest.mark.shows("C1", "P9", "T10")
def test_a_signed_parcel_proves_who_signed_and_when() -> None:
    facts = learned(["2026-11-10 18:00:00", "103", "已揽收"], OUT, SIGNED).facts
    assert facts["parcel_state"].value == "delivered_proxy"
    assert facts["signed_by"].value == "proxy"
    assert facts["signed_at"].value == Moment(clock("kuaidi100", SIGNED[0]))
    assert facts["ship_scan_at"].value == Moment(clock("kuaidi100", "2026-11-10 18:00:00"))
    assert facts["signed_in_person"].value is False
    assert (facts["delivered"].value, facts["attempts"].value, facts["refusal"].value) == (True, 1, "none")
    assert facts["signed_at"].said_by == "carrier"
    assert facts["signed_at"].source == "scan YT1 kuaidi100 303"


def test_a_void_takes_back_the_signature() -> None:
    file = learned(
        ["2026-11-10T08:00:00", "OEC 1", ""],
        ["2026-11-10T09:00:00", "BDE 1", "Objeto entregue ao destinatário"],
        provider="correios",
    )
    assert file.facts["signed_at"].has_value
    file = learned(["2026-11-10T09:30:00", "EST 1", ""], file=file, provider="correios")
    assert file.facts["signed_at"].state is FactState.ABSENT
    assert file.facts["delivered"].value is False
    assert file.facts["parcel_state"].value == "out_for_delivery"


def test_the_carrier_s_word_to_ana_outlives_the_unclear_record() -> None:
    file = learned(OUT, ABSENT, REFUSED, claim="cod_refused")
    assert file.facts["refusal"].value == "unclear"
    word = known("refusal", "failed_delivery", said_by="carrier", source="call of the carrier")
    file = then(file, FactStated(word), at=NOON, by=ANA)
    file = learned(["2026-11-11 11:00:00", "208", "滞留"], file=file)
    assert file.facts["refusal"].value == "failed_delivery"


def test_scans_that_begin_to_contradict_do_not_undo_what_the_carrier_told_ana() -> None:
    file = learned(OUT, REFUSED, claim="cod_refused")
    word = known("refusal", "failed_delivery", said_by="carrier", source="call of the carrier")
    file = learned(ABSENT, file=then(file, FactStated(word), by=ANA))
    assert file.facts["refusal"].value == "failed_delivery"


def test_a_new_reading_of_the_record_is_stated_over_an_older_word() -> None:
    file = learned(OUT, ABSENT)
    file = then(file, FactStated(known("parcel_state", "lost", said_by="buyer", source="chat")), by=ANA)
    assert learned(file=file).facts["parcel_state"].value == "lost"
    assert learned(SIGNED, file=file).facts["parcel_state"].value == "delivered_proxy"


def test_nothing_is_said_of_a_state_that_was_not_recognised() -> None:
    facts = learned(["2026-11-11 08:00:00", "", "蓝色盒子优先"]).facts
    assert "parcel_state" not in facts
    assert "refusal" not in facts
    assert "scanned" not in facts
    assert facts["last_scan_at"].has_value


def test_an_announced_parcel_is_known_not_to_be_scanned() -> None:
    facts = learned(["2026-11-11 08:00:00", "102", "等待揽收"]).facts
    assert facts["scanned"].value is False
    assert "ship_scan_at" not in facts


def test_a_neighbour_is_somebody_else_to_the_rules() -> None:
    rows = ["2026-11-11T09:00:00+08:00", "Delivered_005", ""]
    assert learned(rows, provider="aftership").facts["signed_by"].value == "proxy"


@pytest.mark.shows("B8")
def test_the_cause_of_a_customs_hold_becomes_a_fact_only_when_it_is_stated() -> None:
    stated = learned(["2026-11-10T09:00:00", "BDE 56", "Declaração aduaneira ausente"], provider="correios")
    assert stated.facts["customs_reason"].value == "no_declaration"
    unstated = learned(
        ["2026-11-10T09:00:00", "PAR 21", "Encaminhado para fiscalização"], provider="correios"
    )
    assert "customs_reason" not in unstated.facts


@pytest.mark.shows("T9")
def test_the_return_parcel_proves_the_return_and_not_the_delivery() -> None:
    file = learned(OUT, SIGNED, claim="no_reason_return")
    file = learned(
        ["2026-11-11 08:30:00", "103", "已揽收"],
        ["2026-11-11 11:00:00", "301", "已签收，签收人：本人"],
        file=file,
        parcel="SF9",
        direction="return",
    )
    assert file.facts["return_signed_at"].value == Moment(clock("kuaidi100", "2026-11-11 11:00:00"))
    assert file.facts["returned_at"].value == Moment(clock("kuaidi100", "2026-11-11 08:30:00"))
    assert file.facts["signed_by"].value == "proxy"


@pytest.mark.shows("T12")
def test_an_address_out_of_the_area_is_remembered_after_the_parcel_moved_on() -> None:
    file = learned(["2026-11-10 09:00:00", "207", "超区"], ["2026-11-11 09:00:00", "7", "转投其他快递"])
    assert file.facts["outside_area"].value is True
    assert file.facts["parcel_state"].value == "in_transit"


@pytest.mark.shows("P9")
def test_silence_becomes_a_fact_when_the_clock_has_gone_on_and_not_before() -> None:
    file = learned(["2026-11-10 08:00:00", "1002", "快件到达【成都转运中心】"], claim="stalled")
    assert file.facts["parcel_stalled"].value is False
    late = NOON + hours(24 * 6)
    assert verify(file, rules=RULES, at=NOON + hours(24), by=SYSTEM) == ()
    file = file.add(*verify(file, rules=RULES, at=late, by=SYSTEM))
    assert file.facts["parcel_stalled"].value is True
    assert verify(file, rules=RULES, at=late, by=SYSTEM) == ()
