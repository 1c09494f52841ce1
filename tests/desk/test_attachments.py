"""Is a file what its name says, kept under its digest, and given out only as what it is?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import AttachmentAdded
from hejie.desk import attachments
from hejie.desk.cases import store
from tests.desk.team import LAMPS, desk_of, hire, two_shops

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(40)
pytestmark = pytest.mark.usefixtures("store_on")


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_picture_is_kept_under_its_digest_and_once() -> None:
    first, second = attachments.keep(upload("a.png", PNG)), attachments.keep(upload("b.png", PNG))
    assert first.sha256 == second.sha256
    assert attachments.place(first.sha256).read_bytes() == PNG


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html>"),
        ("run.exe", b"MZ"),
        ("fake.png", b"<html><script>"),
        ("fake.pdf", PNG),
        ("empty.png", b""),
        ("bytes.txt", b"a\0b"),
        ("nosuffix", PNG),
    ],
)
def test_what_is_no_evidence_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(attachments.NotEvidence, match="was not taken"):
        attachments.keep(upload(name, content))


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_BYTES", 20)
    with pytest.raises(attachments.NotEvidence, match="too large"):
        attachments.keep(upload("a.png", PNG))


@given(name=st.text(max_size=300))
def test_no_name_leads_out_of_its_folder_or_breaks_a_header(name: str) -> None:
    plain = attachments.plain_name(name)
    assert plain
    assert len(plain) <= attachments.LONGEST_NAME
    assert not set(plain) & set('/\\\r\n\0<>:"|?*;')


def test_an_attachment_is_an_entry_and_comes_back_as_it_was() -> None:
    row, _ = two_shops()
    ana = desk_of(hire("ana", "agent", LAMPS))
    answer = ana.post(f"/cases/{row.pk}/attachments", {"file": upload("外箱.png", PNG), "shows": "outer_box"})
    assert answer.status_code == 302
    added = store.load(row.case_id).last(AttachmentAdded)
    assert added
    assert (added.name, added.shows, added.size) == ("外箱.png", "outer_box", len(PNG))
    back = ana.get(f"/cases/{row.pk}/attachments/{added.sha256}")
    assert b"".join(back.streaming_content) == PNG  # type: ignore[attr-defined]
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in back.headers["Content-Security-Policy"]


def test_a_file_of_one_case_is_not_given_out_under_another() -> None:
    lamps, shoes = two_shops()
    bo = desk_of(hire("bo", "supervisor", LAMPS, "taobao:shoes"))
    bo.post(f"/cases/{shoes.pk}/attachments", {"file": upload("a.png", PNG)})
    digest = attachments.keep(upload("a.png", PNG)).sha256
    assert bo.get(f"/cases/{shoes.pk}/attachments/{digest}").status_code == 200
    assert bo.get(f"/cases/{lamps.pk}/attachments/{digest}").status_code == 404
