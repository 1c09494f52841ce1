"""Are pictures opened safely, blackened in their pixels and made to fit?"""

import io
import struct
import zlib

import pytest
from PIL import Image

from hejie.casefile.entries import Region
from hejie.desk.pictures import NotAPicture, TooSmall, blackened, fitted, opened, prepared
from tests.desk.packs.evidence import LABEL, photo


def lies(tmp_path, data, name="a.jpg"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(width, height):
    """A PNG of a few bytes that says it is very large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(9_000, 9_000), (60_000, 60_000)])
def test_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_unpacked(tmp_path, width, height):
    with pytest.raises(NotAPicture, match="pixels"):
        opened(lies(tmp_path, huge_png(width, height)), "a.png", "image/png")


@pytest.mark.parametrize(
    "data", [b"<html><script>", b"GIF89a....", b"\xff\xd8\xff\xe0 cut", photo(form="PNG")]
)
def test_what_is_no_picture_of_its_kind_is_refused_with_what_to_do(tmp_path, data):
    with pytest.raises(NotAPicture, match="save it as JPEG or PNG"):
        opened(lies(tmp_path, data), "a.jpg", "image/jpeg")


def test_what_a_camera_wrote_into_a_photo_does_not_come_along(tmp_path):
    picture, where = Image.new("RGB", (40, 20)), Image.Exif()
    where[0x0112], where[0x010F] = 6, "Chen's phone"  # to be turned upright; the maker
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=where)
    upright = opened(lies(tmp_path, out.getvalue()), "a.jpg", "image/jpeg")
    assert upright.size == (20, 40)
    assert not Image.open(io.BytesIO(prepared(upright, ()).data)).getexif()


@pytest.mark.shows("C6")
def test_what_is_blackened_is_gone_from_the_pixels_and_the_rest_stays(tmp_path):
    picture = opened(lies(tmp_path, photo()), "a.jpg", "image/jpeg")
    covered = blackened(picture, (LABEL, Region(0, 9000, 100, 100)))
    assert max(covered.getpixel((100, 75))) < 40
    assert covered.getpixel((700, 500)) == picture.getpixel((700, 500))
    assert min(picture.getpixel((100, 75))[:1]) > 150, "the original is left as it was"


def test_a_picture_with_a_clear_ground_gets_a_white_one(tmp_path):
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")
    assert opened(lies(tmp_path, out.getvalue()), "a.png", "image/png").getpixel((5, 5)) == (255, 255, 255)


def noise(side=900):
    return Image.effect_noise((side, side), 80).convert("RGB")


@pytest.mark.parametrize("form", ["jpg", "png"])
def test_a_picture_is_made_to_fit_what_the_platform_takes(form):
    most = {"jpg": 130_000, "png": 1_000_000}[form]
    assert len(fitted(noise(), "a", form, most)) <= most < len(fitted(noise(), "a", form, 0))


def test_a_picture_is_rather_refused_than_made_unreadable():
    with pytest.raises(TooSmall, match="Cut out the part that matters"):
        fitted(noise(), "a.jpg", "jpg", 2_000)


def test_a_small_picture_is_not_blown_up():
    data = fitted(Image.new("RGB", (100, 50)), "a.jpg", "jpg", 0)
    assert Image.open(io.BytesIO(data)).size == (100, 50)
