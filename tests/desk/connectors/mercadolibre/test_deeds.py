"""Is what a person wrote or gathered handed in once, whole, and only where the platform takes it?"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from hejie.casefile.entries import (
    AttachmentAdded,
    Entry,
    EvidenceListed,
    Exhibit,
    FactStated,
    StandingOrderUsed,
    StepDone,
    StepFailed,
)
from hejie.casefile.facts import known
from hejie.casefile.parties import SYSTEM, Role
from hejie.casefile.quantities import Moment
from hejie.closing.errands import Errand, State
from hejie.desk import attachments
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.connectors.mistakes import NotPossible, Refused, Unclear
from tests.desk.cast import ANA, CLAUSE
from tests.desk.connectors.double import MercadoLibreDouble, a_claim, an_action
from tests.desk.connectors.office import Office

pytestmark = pytest.mark.store
CASE = "mercadolibre:lamps:5294629673"
AT = datetime(2026, 11, 25, tzinfo=UTC)
DUE = datetime(2126, 11, 25, tzinfo=UTC)
ORDER = StandingOrderUsed(
    "upload_stock_evidence", "upload_evidence", "mercadolibre.answer", DUE, "bo", CLAUSE
)


@pytest.fixture(autouse=True)
def _read(shop: MercadoLibreDouble, office: Office) -> None:
    claim = a_claim(reason_id="PNR1")
    claim["players"][1]["available_actions"].append(an_action("add_shipping_evidence"))
    shop.add(claim)
    office.go()


def add(*whats: Any) -> None:
    store.change(CASE, lambda _: [Entry(AT, ANA, what) for what in whats])


def kept(name: str, content: bytes, media_type: str = "application/pdf") -> AttachmentAdded:
    """A file of the case."""
    digest = sha256(content).hexdigest()
    attachments.place(digest).parent.mkdir(parents=True, exist_ok=True)
    attachments.place(digest).write_bytes(content)
    return AttachmentAdded(name, digest, len(content), media_type)


def listed(*names: str) -> EvidenceListed:
    return EvidenceListed(tuple(Exhibit(name, {}, {}, Role.SELLER, at_hand=name) for name in names))


def lines(kind: type) -> list[Any]:
    return list(store.load(CASE).all(kind))


class TestEvidence:
    SHIPPED = FactStated(known("shipped_at", Moment(datetime(2026, 11, 12, tzinfo=UTC)), said_by=Role.SELLER))

    def test_it_is_handed_in_with_the_files_the_platform_takes(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        files = (
            kept("recibo nº 1.pdf", b"%PDF-1.4 paid"),
            kept("film.mp4", b"film", "video/mp4"),
            kept("other.pdf", b"%PDF"),
        )
        add(self.SHIPPED, *files)
        store.change(
            CASE,
            lambda _: [Entry(AT, SYSTEM, listed("recibo nº 1.pdf", "film.mp4")), Entry(AT, SYSTEM, ORDER)],
        )
        office.go()
        assert [
            body.count(b"%PDF-1.4 paid") for _, path, body in shop.heard if path.endswith("/attachments")
        ] == [1]
        (told,) = shop.told("/actions/evidences")
        assert told.pop("attachments")[0].endswith(".pdf")
        assert told == {
            "type": "shipping_evidence",
            "shipping_method": "mail",
            "shipping_company_name": "Correios PAC",
            "date_shipped": "2026-11-12",
            "tracking_number": "BR123456789BR",
        }
        assert len(lines(StepDone)) == 1

    def test_without_what_the_platform_requires_a_person_is_told_what_is_missing(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        add(ORDER)
        office.go()
        assert shop.told("/actions/evidences") == []
        (failed,) = lines(StepFailed)
        assert (failed.cause, failed.why) == ("facts_missing", "shipped_at")

    def test_a_file_that_was_lost_on_the_way_hands_nothing_in_and_is_tried_again(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        add(self.SHIPPED, kept("a.pdf", b"%PDF"), listed("a.pdf"), ORDER)
        shop.fail("/attachments", "lost")
        office.go()
        assert shop.told("/actions/evidences") == []
        assert lines(StepFailed) == lines(StepDone) == []

    def test_evidence_that_stands_there_already_is_not_handed_in_again(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        add(self.SHIPPED, ORDER)
        shop.evidence["5294629673"] = [{"type": "shipping_evidence", "tracking_number": "BR123456789BR"}]
        office.go()
        assert shop.told("/actions/evidences") == []
        assert lines(StepDone)[0].proof.startswith("found: shipping evidence about BR123456789BR")


class TestMessage:
    def send(
        self, office: Office, text: str, state: State = State.PROPOSED, number: str = "5294629673"
    ) -> str:
        params = {"shop": "lamps", "after_sales_id": number, "order_id": "1", "text": text}
        errand = Errand(
            f"{CASE}#9",
            "mercadolibre",
            "send_message",
            Role.AGENT,
            {},
            params,
            state=state,
            since=datetime.now(UTC),
        )
        with configured.held("lamps") as row:
            return configured.connected(row, office.waited.append).do(errand, store.load(CASE))

    def test_the_words_of_a_person_go_to_the_buyer_as_they_are(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        assert self.send(office, "Olá! “Tudo” bem?").startswith("a message in the claim 5294629673: 201")
        assert shop.told("send-message") == [
            {"receiver_role": "complainant", "message": "Olá! “Tudo” bem?", "attachments": []}
        ]

    def test_the_same_words_may_be_meant_twice_but_one_errand_sends_them_once(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        self.send(office, "Olá!")
        self.send(office, "Olá!")
        assert len(shop.told("send-message")) == 2
        assert self.send(office, "Olá!", State.QUEUED).startswith("found: message of")
        assert len(shop.told("send-message")) == 2

    def test_words_that_were_lost_on_the_way_are_not_sent_again(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        shop.fail("send-message", "gone")
        with pytest.raises(Unclear, match="Look at the platform"):
            self.send(office, "Olá!")
        assert len(shop.told("send-message")) == 1

    def test_a_number_that_somebody_wrote_into_a_file_leads_to_no_other_page(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        with pytest.raises(Refused, match="404"):
            self.send(office, "Olá!", number="../../users/me?x")
        assert shop.heard[-1][1].endswith("/claims/..%2F..%2Fusers%2Fme%3Fx")

    def test_in_mediation_and_without_words_nothing_is_sent(
        self, shop: MercadoLibreDouble, office: Office
    ) -> None:
        with pytest.raises(NotPossible, match="facts missing: text"):
            self.send(office, "  ")
        shop.claims["5294629673"]["players"][1]["available_actions"] = [an_action("send_message_to_mediator")]
        with pytest.raises(NotPossible, match="send_message_to_complainant in the claim"):
            self.send(office, "Olá!")
        assert shop.told("send-message") == []
