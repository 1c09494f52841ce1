"""What did a person mark in an exhibit, read from a form: regions of a picture, decisive lines, words to cover?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from hejie.casefile.entries import ExhibitMarked, Region
from hejie.casefile.entries.knowing import WHOLE

SIDES = ("left", "top", "width", "height")
LONGEST = 2000


class NotAPlace(ValueError):
    """A side of a region that is no number of percent."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(
            f"{said!r} is no place on a picture, so nothing was marked. Give percent from 0 to 100."
        )


def marked(form: QueryDict) -> ExhibitMarked:
    """Return what a form marks; raise NotAPlace or RegionOutside.

    Regions come as lists of `left`, `top`, `width`, `height` in percent and `kind` (look or hide); a row without
    width is none. `lines` are numbers of entries, `hidden` words one a line, `translation:<key>` the translations.
    """
    prefix = "translation:"
    return ExhibitMarked(
        form.get("exhibit", ""),
        form.get("sha256", ""),
        regions=tuple(_regions(form)),
        lines=tuple(sorted({int(line) for line in form.getlist("lines") if line.isdecimal()})),
        hidden=tuple(word.strip() for word in form.get("hidden", "").splitlines() if word.strip()),
        translations={
            name.removeprefix(prefix): text.strip()[:LONGEST]
            for name, text in form.items()
            if name.startswith(prefix) and isinstance(text, str) and text.strip()
        },
        caption=form.get("caption", "").strip()[:LONGEST],
    )


def _regions(form: QueryDict) -> Iterator[Region]:
    rows = zip(*(form.getlist(side) for side in (*SIDES, "kind")), strict=False)
    for left, top, width, height, kind in rows:
        if width.strip() and height.strip():
            sides = [_part(side) for side in (left or "0", top or "0", width, height)]
            yield Region(*_inside(sides), hides=kind == "hide")


def _part(said: str) -> int:
    try:
        percent = Decimal(said.strip().replace(",", "."))
        if not 0 <= percent <= 100:
            raise NotAPlace(said)
        return int(percent * WHOLE / 100)
    except InvalidOperation as error:
        raise NotAPlace(said) from error


def _inside(sides: list[int]) -> tuple[int, int, int, int]:
    """Cut off what a rounded percent lets reach beyond the edge."""
    left, top, width, height = sides
    return left, top, min(width, WHOLE - left), min(height, WHOLE - top)
