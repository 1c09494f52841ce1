"""Does the archive hold the originals, copies that the platform takes, and nobody else's data?"""

import io
from pathlib import Path

import pytest
from PIL import Image

from hejie.arbitration.limits import Candidate, chosen, misfits
from hejie.casefile.entries import AttachmentAdded, EvidenceSubmitted
from hejie.desk.attachments import place
from hejie.desk.packs import building
from hejie.desk.packs.building import Wanted, basis, build, look
from hejie.desk.packs.stripping import NotFollowed
from hejie.desk.pictures import NotAPicture
from tests.arbitration.reviewing import bottle
from tests.cast import NOON, then
from tests.desk.packs.evidence import RED, added, attach, left_from_before, missing_cup_file, photo

pytestmark = pytest.mark.usefixtures("store_on")


def parts(file, rules, upload=""):
    return {part.path: part for part in build(Wanted(file, rules, NOON, upload=upload)).parts}


def pixels(data):
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    return {picture.getpixel((x, y)) for x in range(0, picture.width, 7) for y in range(0, picture.height, 7)}


def is_red(pixel):
    return all(abs(left - right) < 40 for left, right in zip(pixel, RED, strict=True))


def test_an_original_goes_in_as_it_came(rules):
    kept = attach(photo(), "label.jpg")
    there = parts(then(bottle(), added(kept, "shipping_receipt")), rules)
    (path,) = [path for path in there if path.startswith("originals/")]
    assert there[path].content == place(kept.sha256)
    assert there[path].original == kept.sha256


def noted(form):
    """A photo in which a phone noted where it was taken, by whom, and what a program said of it."""
    notes = Image.Exif()
    notes[0x010F], notes[0x0112] = "Chen's phone", 6
    notes.get_ifd(0x8825)[1] = "N"
    return photo(form=form, exif=notes, comment=b"Chen at home", xmp=b"<x>Chen at home</x>")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.shows("C6")
def test_no_picture_that_leaves_the_house_tells_where_it_was_taken(rules, form):
    data = noted(form)
    kept = attach(data, f"label.{form.lower()}")
    there = parts(then(bottle(), added(kept, "shipping_receipt")), rules)
    pictures = [part for part in there.values() if part.original == kept.sha256]
    assert {part.change for part in pictures} == {"stripped", "fitted"}
    for part in pictures:
        assert b"Chen" not in part.content
        notes = Image.open(io.BytesIO(part.content)).getexif()
        assert not notes.get_ifd(0x8825)
        assert set(notes) <= {0x0112}
    assert place(kept.sha256).read_bytes() == data, "the original stays as it came"


def test_a_picture_whose_parts_cannot_be_told_apart_is_written_anew(rules, monkeypatch):
    def lost(*_args):
        raise NotFollowed(7)

    monkeypatch.setattr(building, "stripped", lost)
    kept = attach(noted("PNG"), "label.png")
    there = parts(then(bottle(), added(kept, "shipping_receipt")), rules)
    (path,) = [path for path in there if path.startswith("originals/")]
    assert path.endswith(".jpg")
    assert b"Chen" not in there[path].content


@pytest.mark.shows("C6")
def test_a_picture_with_a_strangers_number_leaves_the_house_only_blackened(rules):
    there = parts(missing_cup_file(rules), rules)
    pictures = [part for part in there.values() if part.original]
    assert {part.change for part in pictures} == {"redacted", "fitted"}
    assert all(isinstance(part.content, bytes) for part in pictures), "the untouched file is not among them"
    assert not any(is_red(pixel) for part in pictures for pixel in pixels(part.content))


def test_taobao_takes_no_pdf_so_the_pages_come_as_pictures_that_fit(rules):
    built = build(Wanted(missing_cup_file(rules), rules, NOON, upload="refusal_image"))
    uploads = [part for part in built.parts if part.path.startswith("upload/")]
    assert {Path(part.path).suffix for part in uploads} == {".jpg"}
    assert all(len(part.content) <= 130_000 for part in uploads)
    files = [Candidate(Path(part.path).name, "image/jpeg", len(part.content)) for part in uploads]
    assert list(misfits(files, chosen(rules, "taobao", "refusal_image"))) == []
    assert built.troubles == ()


def test_mercado_libre_takes_the_pdf_itself(rules):
    assert "upload/00-Provas.pdf" in parts(bottle(), rules)


def test_a_copy_for_upload_carries_the_frame_that_ana_drew(rules):
    there = parts(missing_cup_file(rules), rules)
    (copy,) = [part for part in there.values() if part.change == "fitted"]
    assert any(pixel[0] > 180 and pixel[1] < 130 and pixel[2] < 80 for pixel in pixels(copy.content))


def test_a_picture_that_cannot_be_opened_is_named_and_the_rest_is_built(rules):
    broken = left_from_before(photo()[:300], "cut.jpg")
    built = build(Wanted(then(bottle(), added(broken, "shipping_receipt")), rules, NOON))
    assert [type(trouble) for trouble in built.troubles] == [NotAPicture]
    assert "cut" in built.troubles[0].name
    assert any(part.original == broken.sha256 for part in built.parts), "the original still goes in"


def test_a_document_goes_in_as_a_file_with_its_digest(rules):
    kept = attach(b"%PDF-1.4\n%%EOF\n", "receipt.pdf")
    there = parts(then(bottle(), added(kept, "shipping_receipt")), rules)
    assert any(part.original == kept.sha256 and path.endswith(".pdf") for path, part in there.items())


def test_a_pack_does_not_change_what_the_next_pack_tells_of(rules):
    file = bottle()
    after = then(
        file, AttachmentAdded("pack.zip", "f" * 64, 9, "application/zip", "pack"), EvidenceSubmitted(())
    )
    assert basis(after) == basis(file)


def test_a_look_costs_small_pictures_only(rules):
    pages = look(Wanted(bottle(), rules, NOON))
    assert all(Image.open(io.BytesIO(page)).width < 700 for page in pages)
