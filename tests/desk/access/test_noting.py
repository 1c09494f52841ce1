"""Is it written down who came in, who was refused and what left, and never a secret?"""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from hejie.desk import models
from hejie.desk.access import noting
from hejie.desk.models import Attachment
from tests.desk.api.office import system_of
from tests.desk.team import PASSWORD, SHOES, hire, signed_in, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_no_secret_is_logged_or_noted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    root = hire("root", "admin")
    signed_in("root", "wrong-secret-1")
    signed_in("typed-in-the-wrong-field-2", "x")
    signed_in("root")
    caller = system_of(root, "read", "admin")
    token = caller.headers["Authorization"].removeprefix("Bearer ")
    made = caller.post("/webhooks", {"url": "https://shop.example/"}).json()["secret"]
    caller.get("/cases", after="x")
    caller.post("/cases", {"text": "not a notice"})
    written = "\n".join(record.getMessage() for record in caplog.records)
    written += str(list(models.Noted.objects.values()))
    assert "root" in written
    for secret in (
        "wrong-secret-1",
        "typed-in-the-wrong-field-2",
        PASSWORD,
        token,
        token.split("_", 2)[2],
        made,
    ):
        assert secret not in written


def test_sign_ins_refusals_and_files_are_noted_with_who_and_from_where() -> None:
    _, shoes = two_shops()
    cy = hire("cy", "agent", SHOES)
    signed_in("cy", "wrong")
    client, _ = signed_in("cy")
    pdf = SimpleUploadedFile("proof.txt", b"signed by nobody")
    client.post(f"/cases/{shoes.pk}/attachments", {"file": pdf})
    client.get(f"/cases/{shoes.pk}/attachments/{Attachment.objects.get().sha256}")
    client.post("/sign-out")
    noted = [(line.who, line.what, line.address) for line in reversed(noting.lines())]
    assert noted == [
        (cy.username, what, "192.0.2.7")
        for what in ("sign-in refused", "signed in", "file out", "signed out")
    ]


def test_a_line_of_the_audit_cannot_be_made_to_look_like_two() -> None:
    noting.note("signed in", "eve\n2026-11-24 12:00:00  root  signed in")
    assert "\n" not in noting.lines()[0].who


def test_the_address_is_the_one_the_server_saw_and_not_one_that_was_claimed() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "10.0.0.1"})
    assert noting.address_of(request) == "192.0.2.7"
