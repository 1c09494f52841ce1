"""How is a picture of somebody else opened safely, blackened where it must be, and made to fit?"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from hejie.casefile.entries import Region
from hejie.casefile.entries.knowing import WHOLE

MOST_PIXELS = 60_000_000  # a large camera's; beyond it a small file may fill the memory when it is opened
# On paper more than the first cannot be seen; the smaller ones are for packs that must weigh little, and for a look.
SIDES = (2000, 1400, 1000)
# Below this a label or a scale cannot be read any more, so a picture is rather refused than made smaller.
SHORTEST_USEFUL = 480
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
WRITTEN = {"jpg": "JPEG", "png": "PNG", "gif": "GIF"}
QUALITIES = (88, 70)  # below, letters on a label fray
Source = Path | IO[bytes]
BLACK, PAPER = (20, 24, 28), (255, 255, 255)


class NotAPicture(ValueError):
    """A file that calls itself a picture and cannot be opened as one, or is so large that opening it is a risk."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(
            f"The picture {name} cannot go into the pack ({why}), and a reviewer would see a gap. "
            "Open it on your computer, save it as JPEG or PNG, and attach it again."
        )


class TooManyPixels(NotAPicture):
    """A picture so large that opening it is a risk."""


class TooSmall(ValueError):
    """A picture that would have to be made so small that nobody could read it."""

    def __init__(self, name: str, most_bytes: int) -> None:
        self.name, self.most_bytes = name, most_bytes
        super().__init__(
            f"{name} cannot be made to fit {most_bytes} bytes and stay readable. "
            "Cut out the part that matters and attach that."
        )


class Prepared(NamedTuple):
    """A picture ready for the page: its bytes as JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


def check(source: Source, name: str, media_type: str) -> None:
    """Raise NotAPicture where a file is none of its kind, is cut off, or is a danger to open."""
    with _looked_into(source, name, media_type) as picture:
        picture.draft(
            "RGB", (SIDES[-1], SIDES[-1])
        )  # a JPEG need not be unpacked whole to be known to be whole
        picture.load()


def opened(source: Source, name: str, media_type: str, side: int = SIDES[0]) -> Image.Image:
    """Return the picture, upright and without what a camera wrote into it; raise NotAPicture.

    It is made smaller as it is opened, to `side` pixels, so that a pack of many needs little memory and time.
    """
    with _looked_into(source, name, media_type) as picture:
        picture.draft("RGB", (side, side))
        flat = _flat(ImageOps.exif_transpose(picture))
        flat.thumbnail((side, side))
        flat.info.clear()  # some of it would be written into every copy: a comment, a profile, texts
        return flat


def prepared(picture: Image.Image, regions: Sequence[Region], side: int = SIDES[0]) -> Prepared:
    """Return the picture for the page: other people's data blackened in the pixels themselves, and not too large."""
    shown = blackened(picture, regions)
    shown.thumbnail((side, side))
    return Prepared(_written(shown, "JPEG", 88), shown.width, shown.height)


def blackened(picture: Image.Image, regions: Sequence[Region]) -> Image.Image:
    """Return a copy in which what a region hides is gone, not merely covered."""
    copy = picture.copy()
    brush = ImageDraw.Draw(copy)
    for region in regions:
        if region.hides:
            left, top = region.left * copy.width // WHOLE, region.top * copy.height // WHOLE
            right = -(-(region.left + region.width) * copy.width // WHOLE)
            bottom = -(-(region.top + region.height) * copy.height // WHOLE)
            brush.rectangle((left, top, right, bottom), fill=BLACK)
    return copy


def fitted(picture: Image.Image, name: str, form: str, most_bytes: int) -> bytes:
    """Return the picture written as `form` in at most `most_bytes` (0: any); raise TooSmall.

    First the quality is lowered, then the size; never below what can be read.
    """
    smaller, least = picture, min(SHORTEST_USEFUL, max(picture.size))
    while True:
        for quality in QUALITIES if form == "jpg" else QUALITIES[:1]:
            data = _written(smaller, WRITTEN[form], quality)
            if not most_bytes or len(data) <= most_bytes:
                return data
        longest = max(smaller.size)
        # What is written shrinks about as the area does; a little less, so that few tries are needed.
        side = int(longest * min((most_bytes / len(data)) ** 0.5, 1.0) * 0.96)
        if longest <= least:
            raise TooSmall(name, most_bytes)
        smaller = picture.copy()
        smaller.thumbnail((max(side, least), max(side, least)))


@contextmanager
def _looked_into(source: Source, name: str, media_type: str) -> Iterator[Image.Image]:
    """Open a picture of one kind only, and only where it says that it is not too large; raise NotAPicture."""
    try:
        with Image.open(source, formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels(name, f"{picture.width} x {picture.height} pixels are too many")
            yield picture
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooManyPixels(name, "it has too many pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, EOFError) as error:
        if isinstance(error, NotAPicture):
            raise
        raise NotAPicture(name, "it is broken, or no picture of the kind that its name says") from error


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        coloured = picture.convert("RGBA")
        ground = Image.new("RGB", coloured.size, PAPER)
        ground.paste(coloured, mask=coloured.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _written(picture: Image.Image, form: str, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **({"quality": quality} if form == "JPEG" else {}))
    return out.getvalue()
