"""Mercado Libre in Brazil: Chen waits for a bottle; the carrier's scans change the answer, hour by hour."""

import pytest

from hejie.casefile.entries import (
    CaseClosed,
    ClockMissed,
    EvidenceSubmitted,
    FactAsked,
    PlatformSteppedIn,
    RulingGiven,
)
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage
from hejie.closing import owed
from hejie.intake import Notice
from tests.cast import NOON, hours
from tests.stories.notices import not_received_in_brazil
from tests.stories.telling import Story, every_reason_is_told

PARCEL = {"parcel": "LP1", "provider": "correios"}
MOVING = [(-60, "picked_up", "Objeto postado"), (-20, "in_transit", "Objeto em trânsito")]


@pytest.fixture
def story(rules):
    return Story.of(not_received_in_brazil(), rules)


@pytest.mark.shows("P1")
def test_the_first_answer_is_in_portuguese_and_three_clocks_run(story):
    assert story.draft.language == "pt-BR"
    assert "sinto muito" in story.draft.text.lower()
    assert {"team.first_response", "mercadolibre.incentive", "mercadolibre.answer"} <= story.clocks
    assert story.file.clocks["mercadolibre.answer"].due_source == "platform_field"

    story.wait(0.2).sends_the_draft()

    assert "mercadolibre.incentive" not in story.clocks
    assert "mercadolibre.answer" in story.clocks


@pytest.mark.shows("P3")
def test_where_the_parcel_is_was_never_told_so_the_carrier_is_asked_first(story):
    assert story.judged.status == "pending"
    assert ("parcel_state", Role.CARRIER) in {(asked.name, asked.of) for asked in story.file.all(FactAsked)}


@pytest.mark.shows("P3", "P4")
def test_a_moving_parcel_is_late_only_after_the_promised_day(story):
    story.sends_the_draft().learns("platform", promised_delivery_by=Moment(NOON + hours(10)))
    story.scans(*MOVING, **PARCEL)
    assert (story.judged.status, story.liable) == ("decided", {"none"})
    assert story.judged.changes_at is not None

    story.wait(11)

    assert story.liable == {"seller"}
    assert story.cited == {"practice.route.moving.overdue"}
    assert every_reason_is_told(story.judged)


@pytest.mark.shows("P3", "P4")
def test_a_parcel_that_the_carrier_lost_is_the_carriers_and_chen_is_paid_first(story):
    story.sends_the_draft().scans(*MOVING, **PARCEL)
    story.wait(20).scans((19, "lost", "Objeto extraviado"), **PARCEL)

    assert (story.liable, story.advice) == ({"carrier"}, ("claim_from_carrier",))
    assert story.cited == {"practice.route.lost"}
    assert next(iter(story.offers)) == "refund"
    assert story.offers["refund"].grantable
    assert "carrier_certificate" in story.missing
    assert owed(story.file).carrier == "claim"


@pytest.mark.shows("P3")
def test_a_parcel_that_chen_signed_for_herself_is_proved_not_paid(story):
    story.sends_the_draft().scans(*MOVING, **PARCEL)
    story.wait(5).scans((4, "delivered", "Objeto entregue ao destinatário"), **PARCEL)
    story.learns("carrier", signed_by="self")

    assert "carrier" not in story.liable
    assert story.cited == {"practice.route.signed_self"}


@pytest.mark.shows("P3")
def test_the_platforms_next_report_changes_only_what_it_says(story):
    before = len(story.file.lines)
    report = not_received_in_brazil()

    story.hears(report)
    assert len(story.file.lines) == before

    mediation = Notice(
        **{name: getattr(report, name) for name in report.__struct_fields__} | {"status": "opened.dispute"}
    )
    story.hears(mediation)
    assert story.file.stage is Stage.PLATFORM_REVIEW


@pytest.mark.shows("P1")
def test_silence_until_the_platforms_hour_is_noted_with_what_it_costs(story):
    story.wait(73)

    missed = {missed.clock: missed for missed in story.file.all(ClockMissed)}
    assert missed["mercadolibre.answer"].due_at == NOON + hours(72)
    assert "refunded" in missed["mercadolibre.answer"].consequence["en"]


@pytest.mark.shows("P5", "P6")
def test_a_mediation_won_is_closed_with_what_was_learned(story):
    story.sends_the_draft().scans(*MOVING, (4, "delivered", "Objeto entregue"), **PARCEL)
    report = not_received_in_brazil()
    story.wait(5).hears(
        Notice(
            **{name: getattr(report, name) for name in report.__struct_fields__}
            | {"status": "opened.dispute"}
        )
    )
    story.happens(PlatformSteppedIn(), EvidenceSubmitted(("route", "shipping_receipt")))
    assert story.draft.script.endswith(".platform_statement")

    story.wait(48).happens(RulingGiven("seller", reason="entrega comprovada"))
    assert story.file.facts["ruled_for"].value == "seller"

    story.closes(CaseClosed("seller_upheld", "vizinho recebeu", "pedir nome de quem recebe"))
    assert not story.file.is_open
