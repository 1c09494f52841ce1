"""Does what Mercado Libre holds become cases once, whatever the line does, and is each errand carried out once?"""

from datetime import UTC, datetime, timedelta

import pytest

from hejie.casefile.entries import (
    MessageReceived,
    MessageSent,
    StepDone,
    StepFailed,
    StepQueued,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.connectors.calling import Answer, Call, Caller
from hejie.desk.errands import carrying
from hejie.desk.models import CaseIndex
from tests.desk.connectors.double import MercadoLibreDouble, a_claim, a_message, an_action
from tests.desk.connectors.office import ALL, CASE, Office, agreed

pytestmark = pytest.mark.store


def lines(kind: type) -> list[object]:
    return [line.entry.what for line in store.load(CASE).lines if isinstance(line.entry.what, kind)]


def failed() -> tuple[str, str]:
    """Why the only errand that failed did."""
    (told,) = store.load(CASE).all(StepFailed)
    return told.cause, told.why


class TestReading:
    def test_a_claim_becomes_a_case_with_its_deadline_its_words_and_what_was_paid(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        claim = a_claim()
        claim["players"][1]["available_actions"].append(
            an_action("add_shipping_evidence", "2026-11-27T22:39:00.000-04:00")
        )
        shop.add(claim, a_message("Não é como na foto"), a_message("Olá, qual o problema?", "respondent"))
        shop.wishes["5294629673"] = [
            {"player_role": "complainant", "expected_resolution": "return_product", "status": "pending"}
        ]
        went = office.go()
        assert went is not None
        assert went.opened == 1
        file = store.load(CASE)
        assert (file.claim, file.opened.wants, file.opened.amount, file.opened.buyer) == (
            "not_as_described",
            "return_refund",
            ALL,
            "CHEN1985",
        )
        assert (file.stage, file.turn, file.opened.order_id) == (
            Stage.NEGOTIATION,
            Turn.SELLER,
            "2000009106165734",
        )
        due = file.facts["platform_due_at"].value
        assert due == Moment(datetime.fromisoformat("2026-11-27T22:39:00-04:00"))
        assert file.facts["tracking_no"].value == "BR123456789BR"
        assert [one.text for one in lines(MessageReceived)] == ["Não é como na foto"]  # type: ignore[attr-defined]
        assert [one.text for one in lines(MessageSent)] == ["Olá, qual o problema?"]  # type: ignore[attr-defined]
        assert CaseIndex.objects.get().due_at is not None

    def test_a_second_round_changes_nothing_and_a_changed_claim_adds_only_what_is_new(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.add(a_claim(), a_message("Não é como na foto"))
        office.go()
        before = len(store.load(CASE).lines)
        office.go()
        assert len(store.load(CASE).lines) == before
        shop.claims["5294629673"] |= {"stage": "dispute", "last_updated": "2026-11-23T10:00:00.000-04:00"}
        shop.messages["5294629673"].append(a_message("Quero o dinheiro de volta"))
        office.go()
        file = store.load(CASE)
        assert (file.stage, file.turn) == (Stage.PLATFORM_REVIEW, Turn.PLATFORM)
        assert [one.text for one in lines(MessageReceived)][-1] == "Quero o dinheiro de volta"  # type: ignore[attr-defined]

    def test_pages_are_read_to_the_end_and_what_stands_on_two_of_them_lands_once(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        for number in range(1, 121):
            shop.add(
                a_claim(
                    number,
                    resource="payment",
                    last_updated=f"2026-11-22T18:{number // 60:02}:{number % 60:02}.000-04:00",
                )
            )
        office.go()
        assert CaseIndex.objects.count() == 120
        assert shop.count("/claims/search") == 3
        assert shop.count("/claims/77/detail") == 1

    def test_a_claim_that_changes_while_the_pages_are_read_lets_no_other_slip_through(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        for number in range(1, 61):
            shop.add(
                a_claim(
                    number, resource="payment", last_updated=f"2026-11-22T18:00:{number - 1:02}.000-04:00"
                )
            )
        shop.then = lambda: shop.claims["1"].update(last_updated="2026-11-23T18:00:00.000-04:00")
        office.go()
        assert CaseIndex.objects.count() == 60

    def test_a_round_that_broke_off_goes_on_where_it_was(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.add(a_claim(1, last_updated="2026-11-22T18:00:00.000-04:00"))
        shop.add(a_claim(2, last_updated="2026-11-22T19:00:00.000-04:00"))
        shop.fail("/claims/2/messages", *["500"] * 4)
        assert office.go() is None
        row = office.row
        assert (CaseIndex.objects.count(), row.tries, row.since["updated"][:16]) == (1, 1, "2026-11-22T18:00")
        assert "answer tells nothing (500" in row.trouble
        office.go()
        assert (CaseIndex.objects.count(), office.row.tries, office.row.trouble) == (2, 0, "")

    @pytest.mark.parametrize("fault", ["500", "cut", "gone", "429:0", "429:2"])
    def test_a_bad_line_costs_patience_and_nothing_else(
        self, shop: MercadoLibreDouble, office: Office, fault: str
    ) -> None:
        shop.add(a_claim(), a_message("Oi"))
        shop.fail("/claims/search", fault)
        shop.fail("/messages", fault)
        went = office.go()
        assert went is not None
        assert went.opened == 1
        assert len(office.waited) == 2
        if fault == "429:2":
            assert office.waited == [2.0, 2.0]

    def test_a_long_pause_is_kept_by_ending_the_round(self, shop: MercadoLibreDouble, office: Office) -> None:
        shop.fail("/claims/search", "429:600")
        assert office.go() is None
        assert office.waited == []
        assert office.row.next_at - datetime.now(UTC) > timedelta(seconds=590)

    def test_a_token_that_ran_out_is_exchanged_once_and_kept_for_its_owner_alone(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        office.go()
        assert shop.count("/oauth/token") == 1
        shop.access = "APP_USR-revoked-elsewhere"
        assert office.go() is not None
        assert shop.count("/oauth/token") == 2
        assert shop.refresh == "TG-2-secret"
        assert office.go() is not None
        assert shop.count("/oauth/token") == 2

    def test_keys_that_are_not_taken_are_told_without_being_told(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.refresh = "TG-another"
        assert office.go() is None
        assert "invalid_grant" in office.row.trouble
        assert "authorise the application again" in office.row.trouble
        assert "TG-first" not in office.row.trouble

    def test_a_status_nobody_knows_keeps_its_words_and_moves_nothing(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.add(a_claim(stage="galaxy", reason_id="XYZ1", type="whatever", related_entities="?"))
        office.go()
        file = store.load(CASE)
        assert (file.stage, file.claim) == (Stage.INQUIRY, "other")
        assert file.facts["platform_status"].value == "opened.galaxy"
        assert file.opened.native["reason_id"] == "XYZ1"

    def test_a_return_on_its_way_and_a_closed_claim_are_where_the_folder_says(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        number = shop.add(a_claim(related_entities=["return"]))
        history = [{"status": "delivered", "substatus": None, "date": "2026-11-23T18:13:44.426-04:00"}]
        shop.beside["returns"] = {
            "status": "delivered",
            "shipping": {"tracking_number": "RB1", "status_history": history},
        }
        office.go()
        file = store.load(CASE)
        assert (file.stage, file.facts["return_tracking_no"].value) == (Stage.RETURN_INSPECTION, "RB1")
        assert file.facts["return_signed_at"].value == Moment(
            datetime.fromisoformat("2026-11-23T18:13:44.426-04:00")
        )
        shop.claims[number] |= {
            "status": "closed",
            "resolution": {"reason": "a_new_reason"},
            "last_updated": "2026-11-24T10:00:00.000-04:00",
        }
        office.go()
        assert store.load(CASE).stage is Stage.CLOSED

    def test_what_stands_beside_a_claim_may_be_forbidden_without_losing_the_claim(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.add(a_claim(resource="shipment"))
        assert office.go() is not None
        assert store.load(CASE).opened.amount is None

    def test_cross_border_sellers_are_read_where_their_claims_stand(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.add(a_claim())
        row = office.row
        row.variant = "cross_border"
        row.save()
        office.go()
        assert shop.count("/marketplace/v2/claims/5294629673/detail") == 1
        assert store.load(CASE).facts["variant"].value == "cross_border"

    def test_it_says_whose_account_it_is_and_refuses_another(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        with configured.held("lamps") as row:
            assert configured.connected(row, office.waited.append).check() == "LAMPS (1317418851, MLB)"
            row.account = "5"
            with pytest.raises(Exception, match="not 5"):
                configured.connected(row, office.waited.append).check()


class TestActing:
    @pytest.fixture(autouse=True)
    def _read(self, shop: MercadoLibreDouble, office: Office) -> None:
        shop.add(a_claim(), a_message("Não é como na foto"))
        shop.beside["partial-refund/available-offers"] = {
            "currency_id": "BRL",
            "available_offers": [{"amount": 64.0, "percentage": 50.0}, {"amount": 38.4, "percentage": 30.0}],
        }
        office.go()

    @pytest.mark.shows("M8")
    def test_a_refund_that_was_agreed_is_paid_once_with_the_platforms_receipt(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        key = agreed("agree_refund", ALL)
        went = office.go()
        assert went is not None
        assert went.done == 1
        assert lines(StepQueued) == [StepQueued("agree_refund", key, "lamps")]
        (done,) = lines(StepDone)
        assert isinstance(done, StepDone)
        assert done.proof.startswith("refund in the claim 5294629673: 200, refund now, request req-")
        office.go()
        assert len(shop.told("/refund")) == 1

    def test_a_refund_of_a_part_is_never_sent_as_one_of_all(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("agree_refund", Money(6400, "BRL"), "price_difference")
        office.go()
        assert shop.told("/refund") == []
        assert failed() == ("other_sum", "128.00 BRL")

    def test_a_part_is_offered_by_the_share_whose_amount_was_agreed(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("offer_partial", Money(3840, "BRL"), "partial_refund")
        office.go()
        assert shop.told("/partial-refund") == [{"percentage": 30}]
        assert len(lines(StepDone)) == 1

    def test_a_part_that_the_platform_does_not_offer_waits_for_a_person(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("offer_partial", Money(4000, "BRL"), "partial_refund")
        office.go()
        assert shop.told("/partial-refund") == []
        assert failed()[0] == "no_such_share"

    def test_a_return_is_allowed(self, shop: MercadoLibreDouble, office: Office) -> None:
        agreed("agree_return", None, "return_refund")
        office.go()
        assert shop.told("/allow-return") == [None]

    def test_a_claim_that_changed_between_reading_and_acting_is_left_to_a_person(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("agree_refund", ALL)
        shop.claims["5294629673"]["players"][1]["available_actions"] = [an_action("send_message_to_mediator")]
        shop.claims["5294629673"]["stage"] = "dispute"
        office.go()
        assert shop.told("/refund") == []
        assert failed() == ("not_offered", "opened · dispute · send_message_to_mediator")

    def test_what_a_person_did_on_the_platform_meanwhile_is_found_and_not_done_again(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("agree_refund", ALL)
        shop.claims["5294629673"] |= {"status": "closed", "resolution": {"reason": "payment_refunded"}}
        office.go()
        assert shop.told("/refund") == []
        assert lines(StepDone)[0].proof == "found: claim 5294629673 closed, payment_refunded"  # type: ignore[attr-defined]

    @pytest.mark.parametrize("fault", ["lost", "cut"])
    def test_an_answer_that_was_lost_is_looked_for_and_nothing_is_sent_twice(
        self, shop: MercadoLibreDouble, office: Office, fault: str
    ) -> None:
        agreed("offer_partial", Money(3840, "BRL"), "partial_refund")
        shop.fail("expected-resolutions/partial-refund", fault)
        office.go()
        assert len(shop.told("expected-resolutions/partial-refund")) == 1
        assert len(lines(StepDone)) == 1

    @pytest.mark.parametrize("fault", ["gone", "500"])
    def test_what_nobody_knows_is_left_to_a_person_and_never_sent_again(
        self, shop: MercadoLibreDouble, office: Office, fault: str
    ) -> None:
        agreed("agree_refund", ALL)
        shop.fail("expected-resolutions/refund", fault)
        office.go()
        office.go()
        assert len(shop.told("expected-resolutions/refund")) == 1
        assert lines(StepDone) == []
        assert failed() == ("unclear", "")

    def test_a_pause_and_a_token_that_ran_out_are_no_doubt_it_is_sent_again(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("agree_refund", ALL)
        shop.fail("expected-resolutions/refund", "429:1")
        office.go()
        assert office.waited == [1.0]
        assert len(lines(StepDone)) == 1
        assert (
            len(shop.told("expected-resolutions/refund")) == 2
        )  # the first was refused by the limit, unread

    def test_a_platform_that_cannot_be_reached_is_tried_again_later_then_left_to_a_person(
        self, shop: MercadoLibreDouble, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        agreed("agree_refund", ALL)
        row = office.row
        row.address = "http://127.0.0.1:9"
        row.save()
        office.go()
        assert (lines(StepFailed), len(lines(StepQueued))) == ([], 1)
        monkeypatch.setattr(carrying, "AGAIN", timedelta(0))
        for _ in range(7):
            office.go()
        assert shop.told("/refund") == []
        assert failed() == ("tried_too_often", "")

    def test_a_token_that_does_not_come_leaves_no_doubt_nothing_was_sent(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        agreed("agree_refund", ALL)
        shop.fail("expected-resolutions/refund", "401")
        shop.fail("/oauth/token", *["500"] * 9)
        office.go()
        assert (lines(StepFailed), lines(StepDone), len(lines(StepQueued))) == ([], [], 1)
        assert len(shop.told("expected-resolutions/refund")) == 1  # and that one was turned away at the door

    @pytest.mark.shows("M8")
    @pytest.mark.parametrize("moment", ["before it was sent", "after it was sent"])
    def test_a_process_that_is_killed_in_the_middle_doubles_nothing(
        self, shop: MercadoLibreDouble, office: Office, monkeypatch: pytest.MonkeyPatch, moment: str
    ) -> None:
        agreed("offer_partial", Money(3840, "BRL"), "partial_refund")
        with monkeypatch.context() as till_then:
            kill(till_then, after=moment == "after it was sent")
            with pytest.raises(KeyboardInterrupt):
                office.go()
        sent = len(shop.told("expected-resolutions/partial-refund"))
        assert (sent, len(lines(StepQueued)), lines(StepDone)) == (int("after" in moment), 1, [])
        office.go()  # too early: the process might still be at it
        assert lines(StepDone) == []
        monkeypatch.setattr(carrying, "AGAIN", timedelta(0))
        office.go()
        assert len(shop.told("expected-resolutions/partial-refund")) == 1
        assert len(lines(StepDone)) == 1

    def test_nothing_is_done_that_no_person_asked_for(self, shop: MercadoLibreDouble, office: Office) -> None:
        agreed("agree_refund", ALL, by=SYSTEM)
        office.go()
        assert shop.told("/refund") == []
        assert lines(StepQueued) == []

    def test_a_connector_that_may_only_read_does_nothing(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        row = office.row
        row.acts = False
        row.save()
        agreed("agree_refund", ALL)
        office.go()
        assert shop.told("/refund") == []
        assert lines(StepQueued) == []


def kill(monkeypatch: pytest.MonkeyPatch, *, after: bool) -> None:
    """End the process while it offers a part, before or after the platform heard of it."""
    tell = Caller.tell

    def killed(self: Caller, call: Call) -> Answer:
        if after:
            tell(self, call)
        raise KeyboardInterrupt

    monkeypatch.setattr(Caller, "tell", killed)
