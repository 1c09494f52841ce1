"""Do notes stay behind while each pixel stays, whatever else a file holds?"""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from hejie.desk.packs.stripping import NotFollowed, stripped
from tests.desk.packs.evidence import photo

MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
each_form = pytest.mark.parametrize("form", MEDIA)


def notes(turn=1):
    told = Image.Exif()
    told[0x010F], told[0x0112] = "Chen's phone", turn
    told.get_ifd(0x8825)[1] = "N"
    return told


def seen(data):
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


@each_form
def test_no_note_stays_and_the_picture_is_the_same(form):
    turned = 6 if form == "JPEG" else 1  # only a camera's photo has to be turned
    data = photo(form=form, exif=notes(turned), comment=b"Chen", xmp=b"<x>Chen</x>")
    plain = stripped(data, MEDIA[form])
    assert b"Chen" not in plain
    assert ImageChops.difference(seen(data), seen(plain)).getbbox() is None
    assert stripped(plain, MEDIA[form]) == plain


@each_form
def test_a_picture_without_notes_stays_byte_for_byte(form):
    data = photo(form=form)
    assert stripped(data, MEDIA[form]) == data


def test_what_hangs_behind_a_picture_stays_behind():
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        assert stripped(photo(form=form) + b"a film of Chen", MEDIA[form]) == photo(form=form)


def test_a_progressive_photo_with_a_colour_profile_keeps_it():
    data = photo(progressive=True, icc_profile=b"profile" * 9, exif=notes())
    plain = stripped(data, "image/jpeg")
    assert Image.open(io.BytesIO(plain)).info["icc_profile"] == b"profile" * 9
    assert seen(plain).getpixel((700, 500)) == seen(data).getpixel((700, 500))


def test_a_moving_picture_still_moves():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"Chen")
    plain = Image.open(io.BytesIO(stripped(out.getvalue(), "image/gif")))
    assert (plain.n_frames, plain.info["loop"]) == (3, 0)
    assert "comment" not in plain.info


@each_form
def test_a_file_that_ends_before_its_picture_is_not_guessed_at(form):
    with pytest.raises(NotFollowed, match="written anew"):
        stripped(photo(form=form)[:100], MEDIA[form])


def test_a_kind_that_is_no_picture_is_not_touched():
    with pytest.raises(NotFollowed):
        stripped(b"%PDF", "application/pdf")


@given(data=st.binary(max_size=300), form=st.sampled_from(list(MEDIA)))
def test_whatever_is_in_a_file_it_ends(data, form):
    start = {
        "JPEG": b"\xff\xd8",
        "PNG": b"\x89PNG\r\n\x1a\n",
        "WEBP": b"RIFF\xff\0\0\0WEBP",
        "GIF": b"GIF89a",
    }
    with suppress(NotFollowed):
        assert isinstance(stripped(start[form] + data, MEDIA[form]), bytes)
