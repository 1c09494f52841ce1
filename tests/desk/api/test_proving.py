"""Does evidence come in, become a pack and get handed in by the API as it does on the page?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hejie.casefile.entries import AttachmentAdded
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from hejie.desk.packs import packing
from tests.desk.api.office import kinds, system_of
from tests.desk.packs.evidence import CASE, ana_at_the_missing_cup, photo
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture
def ana(rules):
    return ana_at_the_missing_cup(rules)


def address():
    return f"/cases/{CaseIndex.objects.get(case_id=CASE).pk}"


def picture(name="box.jpg"):
    return SimpleUploadedFile(name, photo())


@pytest.mark.shows("C6", "P2")
def test_a_picture_comes_in_as_the_exhibit_it_shows_and_goes_out_as_it_was(ana) -> None:
    erp = system_of(ana)
    answer = erp.send(f"{address()}/attachments", file=picture(), shows="packing_weight", key="one")

    assert answer.status_code == 201
    assert "AttachmentAdded" in kinds(answer)
    kept = store.load(CASE).last(AttachmentAdded)
    assert (kept.name, kept.shows) == ("box.jpg", "packing_weight")
    out = erp.get(f"{address()}/attachments/{kept.sha256}")
    assert b"".join(out.streaming_content) == photo()


@pytest.mark.shows("C6")
def test_the_same_upload_twice_under_one_key_is_kept_once(ana) -> None:
    erp = system_of(ana)
    for _ in range(2):
        answer = erp.send(f"{address()}/attachments", file=picture(), key="one")
    assert answer.headers["Idempotency-Replayed"] == "true"
    assert len([one for one in store.load(CASE).all(AttachmentAdded) if one.name == "box.jpg"]) == 1


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"file": SimpleUploadedFile("box.exe", b"MZ")}, "NotEvidence"),
        ({"file": SimpleUploadedFile("box.png", b"no picture")}, "BrokenPicture"),
        ({"file": SimpleUploadedFile("a.txt", b"a"), "shows": "moon"}, "NotOnTheList"),
        ({}, "NotValid"),
    ],
)
def test_what_is_no_evidence_is_refused_and_nothing_is_kept(ana, form, code) -> None:
    before = len(store.load(CASE).lines)
    answer = system_of(ana).send(f"{address()}/attachments", **form)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert len(store.load(CASE).lines) == before


@pytest.mark.shows("C6", "T8")
def test_a_pack_is_asked_for_followed_taken_out_and_recorded_as_handed_in(ana) -> None:
    erp = system_of(ana)
    assert erp.post(f"{address()}/packs").json()["build"]["state"] == "queued"
    packing.run(packing.take_next(timezone.now()))

    told = erp.get(f"{address()}/packs").json()
    assert told["build"]["state"] == "done"
    digest = told["packs"][0]["archive_sha256"]
    assert b"".join(erp.get(f"{address()}/attachments/{digest}").streaming_content)[:2] == b"PK"
    answer = erp.post(f"{address()}/submissions", {"sha256": digest, "receipt": "R-1"})

    assert answer.status_code == 201
    assert "EvidenceSubmitted" in kinds(answer)


def test_a_pack_that_was_never_built_or_looks_otherwise_is_refused(ana) -> None:
    erp = system_of(ana)
    assert erp.post(f"{address()}/submissions", {"sha256": "0" * 64}).json()["code"] == "NeverBuilt"
    assert erp.post(f"{address()}/packs", {"language": "xx"}).json()["code"] == "NotOnTheList"
    assert erp.post(f"{address()}/packs", {"upload": "moon"}).json()["code"] == "NotOnTheList"


def test_a_token_of_another_shop_or_without_leave_to_write_brings_nothing_in(ana) -> None:
    two_shops()
    stranger = system_of(hire("bo", "agent", LAMPS))
    reader = system_of(ana, "read")
    assert stranger.send(f"{address()}/attachments", file=picture()).status_code == 404
    assert reader.send(f"{address()}/attachments", file=picture()).status_code == 403
    assert stranger.get(f"{address()}/packs").status_code == 404
