"""What did a camera or a program write into a picture besides the picture, and how does it stay behind?

Not a pixel is touched: the parts of the file that tell where, when, with what and by whom are left out, and what was
put behind the picture's end. A JPEG that has to be turned keeps that one note.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from PIL import Image

ORIENTATION = 0x0112
# JPEG, ITU T.81 table B.1. What makes the picture stays, and of the notes of programs three: JFIF (APP0), the colour
# profile in APP2, and how Adobe turned colours (APP14).
_START, _END, _SCAN, _APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = (
    *(0xD8, 0xD9, 0xDA),
    *(0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE),
)
_MARK = re.compile(rb"\xff(?![\x00\xff\xd0-\xd7])")  # in a scan: neither an escaped byte nor a restart
_PROFILE = b"ICC_PROFILE\0"
# PNG, third edition, chapter 11: what these chunks say is for readers, not for the picture.
_PNG_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
# WebP, RFC 9649: the flags of VP8X that announce EXIF and XMP.
_WEBP_NOTES, _WEBP_FLAGS = frozenset({b"EXIF", b"XMP "}), 0x08 | 0x04

# GIF89a: an application's block is left out unless it says how often the pictures are shown anew.
_GIF_EXTENSION, _GIF_PICTURE, _GIF_END, _GIF_COMMENT, _GIF_APPLICATION = 0x21, 0x2C, 0x3B, 0xFE, 0xFF
_GIF_LOOP = b"NETSCAPE2.0"


class NotFollowed(ValueError):
    """A picture whose parts cannot be told from one another."""

    def __init__(self, where: int) -> None:
        super().__init__(
            f"At byte {where} no part of a picture begins, so nobody knows what else the file tells. "
            "It is written anew from its pixels."
        )


def stripped(data: bytes, media_type: str) -> bytes:
    """Return a picture without what was noted in it, pixel for pixel the same; raise NotFollowed."""
    try:
        match media_type:
            case "image/jpeg":
                return b"".join(_of_jpeg(data))
            case "image/png":
                return data[:8] + b"".join(_of_png(data))
            case "image/webp":
                body = b"".join(_of_webp(data))
                return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body
            case "image/gif":
                return b"".join(_of_gif(data))
            case _:
                raise NotFollowed(0)
    except IndexError as error:
        raise NotFollowed(len(data)) from error


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at, turned = 2, b""
    while data[at + 1] != _END:
        if data[at] != 0xFF:
            raise NotFollowed(at)
        kind = data[at + 1]
        if kind == 0xFF:  # a byte that fills up
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        part = data[at:end]
        if kind == _SCAN:
            if (mark := _MARK.search(data, end)) is None:
                raise NotFollowed(at)
            end = mark.start()
            yield part + data[at + len(part) : end]
        elif kind == _APP1 and not turned and (turned := _turn_of(part[4:])):
            yield turned
        elif _makes_the_picture(kind, part[4:]):
            yield part
        at = end
    yield data[at : at + 2]


def _makes_the_picture(kind: int, said: bytes) -> bool:
    if kind == _APP2:
        return said.startswith(_PROFILE)
    return kind in (_APP0, _APP14) or not (_APP0 <= kind <= _APP15 or kind == _COMMENT)


def _turn_of(said: bytes) -> bytes:
    """Return an EXIF part that says how to turn the picture and nothing else; nothing where it stands upright."""
    if not said.startswith(b"Exif\0\0"):
        return b""
    there, kept = Image.Exif(), Image.Exif()
    try:
        there.load(said)
    except (SyntaxError, ValueError, OSError, KeyError, struct.error):
        return b""
    if there.get(ORIENTATION, 1) not in range(2, 9):
        return b""
    kept[ORIENTATION] = there[ORIENTATION]
    told = kept.tobytes()
    return b"\xff\xe1" + (len(told) + 2).to_bytes(2, "big") + told


def _of_png(data: bytes) -> Iterator[bytes]:
    at, kind = 8, b""
    while kind != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            raise NotFollowed(at)
        if kind not in _PNG_NOTES:
            yield data[at:end]
        at = end


def _of_webp(data: bytes) -> Iterator[bytes]:
    at, size = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at < size:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if end > len(data):
            raise NotFollowed(at)
        if kind == b"VP8X":
            yield data[at : at + 8] + bytes([data[at + 8] & ~_WEBP_FLAGS]) + data[at + 9 : end]
        elif kind not in _WEBP_NOTES:
            yield data[at:end]
        at = end


def _of_gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while data[at] != _GIF_END:
        if data[at] == _GIF_PICTURE:
            end = _end_of_blocks(data, at + 11 + _colours(data[at + 9]))
            yield data[at:end]
        elif data[at] == _GIF_EXTENSION:
            end, label = _end_of_blocks(data, at + 2), data[at + 1]
            loops = data[at + 3 : at + 14] == _GIF_LOOP
            if label != _GIF_COMMENT and (label != _GIF_APPLICATION or loops):
                yield data[at:end]
        else:
            raise NotFollowed(at)
        at = end
    yield data[at : at + 1]


def _colours(packed: int) -> int:
    """Return how many bytes a table of colours takes; 0 where there is none."""
    return 3 * 2 ** ((packed & 0x07) + 1) if packed & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1
