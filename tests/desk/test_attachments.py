"""Is a file what its name says, kept under its digest, and given out only as what it is?"""

import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import AttachmentAdded
from hejie.desk import attachments
from hejie.desk.cases import store
from tests.desk.cast import NOON
from tests.desk.packs.evidence import photo
from tests.desk.team import LAMPS, desk_of, hire, two_shops
from tests.desk.test_pictures import huge_png

PNG = photo(8, 8, "PNG")
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


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.jpg", b"<html><script>"),
        ("drawing.jpg", PNG),
        ("cut.jpg", photo()[:-200]),
        ("cut.png", photo(form="PNG")[:-30]),
        ("cut.webp", photo(form="WEBP")[:200]),
        ("head only.gif", b"GIF89a" + bytes(20)),
        ("no pixels.png", PNG[:33] + bytes(40)),
    ],
)
def test_a_picture_that_is_disguised_or_cut_off_is_refused_when_it_is_brought(
    name: str, content: bytes
) -> None:
    with pytest.raises(attachments.BrokenPicture, match="cut off"):
        attachments.keep(upload(name, content))
    assert not list(attachments.place("00").parent.parent.rglob("*"))


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_few_bytes_that_unpack_to_a_huge_picture_are_refused_unpacked(side: int) -> None:
    with pytest.raises(attachments.HugePicture, match="more pixels"):
        attachments.keep(upload("a.png", huge_png(side, side)))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("cut.jpg", photo()[:-200], "没有收下 cut.jpg：内容不是文件名所说的图片"),
        ("a.png", huge_png(9_000, 9_000), "没有收下 a.png：像素太多"),
    ],
)
def test_the_page_says_what_is_wrong_with_a_picture_and_what_to_do(
    name: str, content: bytes, says: str
) -> None:
    row, _ = two_shops()
    ana = desk_of(hire("ana", "agent", LAMPS))
    answer = ana.post(f"/cases/{row.pk}/attachments", {"file": upload(name, content)})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert store.load(row.case_id).last(AttachmentAdded) is None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_is_whole_is_kept_byte_for_byte(form: str) -> None:
    data = photo(form=form)
    kept = attachments.keep(upload(f"a.{form.lower()}", data))
    assert attachments.place(kept.sha256).read_bytes() == data


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


def test_what_a_crash_left_half_written_is_removed_a_day_later_and_nothing_else() -> None:
    whole = attachments.place(attachments.keep(upload("a.png", PNG)).sha256)
    half = whole.with_name("tmp1.part")
    half.write_bytes(PNG[:9])
    os.utime(half, (NOON.timestamp(), NOON.timestamp()))
    os.utime(whole, (NOON.timestamp(), NOON.timestamp()))
    assert attachments.sweep(NOON + timedelta(hours=23)) == 0
    assert attachments.sweep(NOON + timedelta(hours=25)) == 1
    assert (half.exists(), whole.read_bytes()) == (False, PNG)


def test_a_file_of_one_case_is_not_given_out_under_another() -> None:
    lamps, shoes = two_shops()
    bo = desk_of(hire("bo", "supervisor", LAMPS, "taobao:shoes"))
    bo.post(f"/cases/{shoes.pk}/attachments", {"file": upload("a.png", PNG)})
    digest = attachments.keep(upload("a.png", PNG)).sha256
    assert bo.get(f"/cases/{shoes.pk}/attachments/{digest}").status_code == 200
    assert bo.get(f"/cases/{lamps.pk}/attachments/{digest}").status_code == 404
