"""How does a case become a pack that can be handed in: pages, originals, and copies that fit the platform?"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from hejie.arbitration import pack as written
from hejie.arbitration.exhibits import Attached, Shown
from hejie.arbitration.limits import FORMATS, chosen, file_name, takes, written_as
from hejie.arbitration.pack import PACK, Pack
from hejie.arbitration.wording import PHRASES
from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import AttachmentAdded, EvidenceSubmitted, Region
from hejie.casefile.entries.knowing import WHOLE
from hejie.desk.attachments import place
from hejie.desk.packs import bundle, typesetting
from hejie.desk.packs.stripping import NotFollowed, stripped
from hejie.desk.pictures import SIDES, NotAPicture, TooSmall, blackened, fitted, opened, prepared
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Upload

LOOK = (232, 89, 12)  # the colour of a highlight, as on the pages
PAGE_PPI, LOOK_PPI = 150, 80
Trouble = NotAPicture | TooSmall


class Wanted(NamedTuple):
    """What is to be built: which case by which rules as of when, in which language, for which kind of upload."""

    file: CaseFile
    rules: Rulebook
    at: datetime
    language: str = ""
    upload: str = ""


class Built(NamedTuple):
    """A pack as files. `troubles` are the pictures that could not be shown or made to fit, with the reason."""

    pack: Pack
    pdf: bytes
    lasting: bool
    parts: tuple[bundle.Part, ...]
    about: bundle.About
    troubles: tuple[Trouble, ...]


class Gallery:
    """Opens the pictures of a pack when they are wanted, and remembers which could not be used, and why."""

    def __init__(self, side: int = SIDES[0], tell: Callable[[], None] = lambda: None) -> None:
        self.side, self.tell = side, tell
        self.troubles: dict[str, Trouble] = {}

    def picture(self, file: Attached) -> Image.Image | None:
        """Return the picture with other people's data blackened, or None where it cannot be opened."""
        self.tell()
        try:
            return blackened(opened(place(file.sha256), file.name, file.media_type, self.side), file.regions)
        except NotAPicture as trouble:
            self.troubles[file.sha256] = trouble
            return None

    def fitted(self, picture: Image.Image, name: str, form: str, most_bytes: int) -> bytes | None:
        """Return the picture within a limit, or None where it would be too small to read."""
        self.tell()
        try:
            return fitted(picture, name, form, most_bytes)
        except TooSmall as trouble:
            self.troubles[name] = trouble
            return None


def build(wanted: Wanted, tell: Callable[[], None] = lambda: None) -> Built:
    """Return the pack of a case as files; raise typesetting.NotSet. `tell` is called before each picture."""
    told = written(wanted.file, rules=wanted.rules, at=wanted.at, language=wanted.language)
    gallery, limit = Gallery(tell=tell), chosen(wanted.rules, wanted.file.platform, wanted.upload)
    setting, pages = _typeset(told, gallery, wanted.at, limit)
    title = PHRASES["title"][told.language]
    parts = [
        bundle.Part(f"{title}.pdf", pages.pdf, change="typeset"),
        *_originals(told, gallery),
        *_copies(told, gallery, limit),
    ]
    if limit and takes(limit, "pdf"):
        parts.append(bundle.Part(f"upload/{file_name(0, title, 'pdf', limit)}", pages.pdf, change="typeset"))
    elif limit:
        parts += _pages(setting, gallery, limit)
    about = bundle.About(wanted.file.case_id, wanted.at, told.language, basis(wanted.file).digest)
    return Built(told, pages.pdf, pages.lasting, tuple(parts), about, tuple(gallery.troubles.values()))


def look(wanted: Wanted) -> list[bytes]:
    """Return the pages as small pictures, for a look before anything is built."""
    told = written(wanted.file, rules=wanted.rules, at=wanted.at, language=wanted.language)
    return typesetting.as_pictures(_setting(told, Gallery(SIDES[-1]), wanted.at, SIDES[-1]), ppi=LOOK_PPI)


def basis(file: CaseFile) -> Line:
    """Return the last entry that a pack tells of. Packs themselves are not in it: the same case gives the same one."""
    return next(line for line in reversed(file.lines) if not _is_pack(line.entry.what))


def archived(built: Built, folder: Path) -> tuple[Path, str]:
    """Write the archive into a folder and return where it lies and its digest."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as half:
        path = Path(half.name)
    return path, bundle.write(path, built.parts, built.about)


def _is_pack(what: object) -> bool:
    return isinstance(what, EvidenceSubmitted) or (isinstance(what, AttachmentAdded) and what.shows == PACK)


def _typeset(
    told: Pack, gallery: Gallery, at: datetime, limit: Upload | None
) -> tuple[typesetting.Setting, typesetting.Pages]:
    """Set the pack in type, with smaller pictures until it weighs no more than the platform takes."""
    most = limit.most_bytes if limit and takes(limit, "pdf") else 0
    for side in SIDES:
        setting = _setting(told, gallery, at, side)
        pages = typesetting.as_pdf(setting)
        if not most or len(pages.pdf) <= most:
            break
    else:
        gallery.troubles["pdf"] = TooSmall(f"{PHRASES['title'][told.language]}.pdf", most)
    return setting, pages


def _setting(told: Pack, gallery: Gallery, at: datetime, side: int) -> typesetting.Setting:
    there = ((file, gallery.picture(file)) for one in told.exhibits for file in one.pictures)
    ready = {file.sha256: prepared(picture, (), side) for file, picture in there if picture}
    names = {file.sha256: _original_name(one, file) for one in told.exhibits for file in one.files}
    return typesetting.Setting(told, ready, names, at)


def _originals(told: Pack, gallery: Gallery) -> Iterator[bundle.Part]:
    """Yield each file as it was attached; a picture without what a camera noted in it, such as the place.

    A picture with somebody else's data goes in only with that blackened.
    """
    for one in told.exhibits:
        for file in one.files:
            label, path = f"{one.number} {one.exhibit}", f"originals/{_original_name(one, file)}"
            if not any(region.hides for region in file.regions):
                if place(file.sha256).exists():
                    yield _as_attached(file, gallery, path, label)
            elif picture := gallery.picture(file):
                data = fitted(picture, file.name, "jpg", 0)
                yield bundle.Part(str(Path(path).with_suffix(".jpg")), data, label, file.sha256, "redacted")


def _as_attached(file: Attached, gallery: Gallery, path: str, label: str) -> bundle.Part:
    """Return an original for the archive. What is no picture, or has nothing noted in it, goes in as it came."""
    came = bundle.Part(path, place(file.sha256), label, file.sha256)
    if not file.is_picture:
        return came
    data = place(file.sha256).read_bytes()
    try:
        plain = stripped(data, file.media_type)
    except NotFollowed:
        picture = gallery.picture(file)
        if picture is None:  # it is named among the troubles; whoever looks decides whether it may go out
            return came
        plain, path = fitted(picture, file.name, "jpg", 0), str(Path(path).with_suffix(".jpg"))
    return came if plain == data else bundle.Part(path, plain, label, file.sha256, "stripped")


def _copies(told: Pack, gallery: Gallery, limit: Upload | None) -> Iterator[bundle.Part]:
    """Yield a copy of each picture as the platform takes it, with what counts framed on it."""
    for one in told.exhibits:
        for index, file in enumerate(one.pictures, start=1):
            form = (
                "jpg" if limit is None or takes(limit, "jpg") else written_as(FORMATS[file.media_type], limit)
            )
            picture = gallery.picture(file) if form else None
            if picture is None:
                continue
            suffix = f"-{index}" if len(one.pictures) > 1 else ""
            name = file_name(one.number, f"{one.title}{suffix}", form, limit)
            framed = _framed(picture, file.regions)
            if data := gallery.fitted(framed, name, form, limit.most_bytes if limit else 0):
                yield bundle.Part(
                    f"upload/{name}", data, f"{one.number} {one.exhibit}", file.sha256, "fitted"
                )


def _pages(setting: typesetting.Setting, gallery: Gallery, limit: Upload) -> Iterator[bundle.Part]:
    """Yield the pages as pictures, for a platform that takes no PDF."""
    form = "jpg" if takes(limit, "jpg") else written_as("png", limit)
    title = PHRASES["title"][setting.pack.language]
    for number, page in enumerate(typesetting.as_pictures(setting, ppi=PAGE_PPI), start=1):
        name = file_name(0, f"{title}-{number}", form, limit)
        with Image.open(io.BytesIO(page)) as drawn:
            data = gallery.fitted(drawn.convert("RGB"), name, form, limit.most_bytes)
        if data:
            yield bundle.Part(f"upload/{name}", data, change="typeset")


def _framed(picture: Image.Image, regions: tuple[Region, ...]) -> Image.Image:
    brush = ImageDraw.Draw(picture)
    thick = max(max(picture.size) // 250, 2)
    for region in regions:
        if not region.hides:
            left, top = region.left * picture.width // WHOLE, region.top * picture.height // WHOLE
            right = left + region.width * picture.width // WHOLE
            bottom = top + region.height * picture.height // WHOLE
            brush.rectangle((left, top, right, bottom), outline=LOOK, width=thick)
    return picture


def _original_name(one: Shown, file: Attached) -> str:
    form = FORMATS.get(file.media_type, "bin")
    return file_name(one.number, f"{Path(file.name).stem}-{file.sha256[:6]}", form, None)
