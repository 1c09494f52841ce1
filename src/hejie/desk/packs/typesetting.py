"""How is a pack set in type: pages as PDF, or as pictures, in the platform's language and with the fonts inside?"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import typst

from hejie.arbitration.exhibits import Attached, Shown
from hejie.arbitration.pack import Pack
from hejie.arbitration.voice import MARKS
from hejie.arbitration.wording import PHRASES
from hejie.casefile.entries import Region
from hejie.casefile.entries.knowing import WHOLE
from hejie.desk.pictures import Prepared

TEMPLATE = Path(__file__).with_name("pack.typ")
LASTING = "a-2b"  # PDF/A: the form that archives and courts keep


class NotSet(RuntimeError):
    """The pack could not be set in type."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The pack could not be set in type ({why}), so there is nothing to hand in. "
            "Remove the attachment that was added last and try again; report the case number if it stays so."
        )


class Pages(NamedTuple):
    """The pack as a PDF, and whether it keeps to PDF/A; a character that no font has makes that impossible."""

    pdf: bytes
    lasting: bool


class Setting(NamedTuple):
    """What is to be set: the pack, its prepared pictures by digest, the names of files in the archive, the hour."""

    pack: Pack
    pictures: Mapping[str, Prepared]
    names: Mapping[str, str]
    at: datetime


def as_pdf(setting: Setting) -> Pages:
    """Return the pack as PDF; the same setting always gives the same bytes. Raises NotSet."""
    with tempfile.TemporaryDirectory(prefix="hejie-pack-") as folder:
        try:
            return Pages(
                _compiled(setting, Path(folder), format="pdf", pdf_standards=LASTING)[0], lasting=True
            )
        except typst.TypstError:
            # PDF/A refuses a character that the fonts lack; such a name in a buyer's words must not stop the hand-in.
            try:
                return Pages(_compiled(setting, Path(folder), format="pdf")[0], lasting=False)
            except typst.TypstError as error:
                raise NotSet(str(error).splitlines()[0]) from error


def as_pictures(setting: Setting, *, ppi: int = 144) -> list[bytes]:
    """Return each page as a PNG, for a look on the desk or for platforms that take no PDF. Raises NotSet."""
    with tempfile.TemporaryDirectory(prefix="hejie-pack-") as folder:
        try:
            return _compiled(setting, Path(folder), format="png", ppi=float(ppi))
        except typst.TypstError as error:
            raise NotSet(str(error).splitlines()[0]) from error


def font_folder() -> Path:
    """Return the folder of the fonts: Noto Sans CJK, inside its package."""
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise NotSet("the package manimgx-fonts-cjk is not installed")
    return Path(spec.origin).parent


def _compiled(setting: Setting, folder: Path, **how: Any) -> list[bytes]:
    for digest, picture in setting.pictures.items():
        (folder / f"{digest}.jpg").write_bytes(picture.data)
    # The buyer's words travel as data, never as markup: `#` and `$` in them stay what they are.
    made: Any = typst.compile(
        TEMPLATE.read_bytes(),
        root=str(folder),
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"pack": msgspec.json.encode(_told(setting)).decode()},
        timestamp=int(setting.at.timestamp()),
        **how,
    )
    return made if isinstance(made, list) else [made]


def _told(setting: Setting) -> dict[str, Any]:
    pack = setting.pack
    plain: dict[str, Any] = msgspec.to_builtins(pack)
    plain["words"] = {name: told[pack.language] for name, told in PHRASES.items()}
    plain["marks"] = [
        MARKS[language] for language in dict.fromkeys(text.language for text in pack.untranslated)
    ]
    plain["complete"] = pack.is_complete
    for told, shown in zip(plain["exhibits"], pack.exhibits, strict=True):
        told |= _files(shown, setting)
    return plain


def _files(shown: Shown, setting: Setting) -> dict[str, Any]:
    seen = [file for file in shown.files if file.sha256 in setting.pictures]
    return {
        "pictures": [_picture(file, setting) for file in seen],
        "others": [_other(file, setting) for file in shown.files if file not in seen],
    }


def _picture(file: Attached, setting: Setting) -> dict[str, Any]:
    prepared = setting.pictures[file.sha256]
    return {
        "path": f"/{file.sha256}.jpg",
        "ratio": prepared.width / prepared.height,
        "name": setting.names.get(file.sha256, file.name),
        "marks": [_mark(region) for region in file.regions if not region.hides],
        "covered": any(region.hides for region in file.regions),
    }


def _mark(region: Region) -> dict[str, float]:
    return {
        "left": region.left / WHOLE,
        "top": region.top / WHOLE,
        "width": region.width / WHOLE,
        "height": region.height / WHOLE,
    }


def _other(file: Attached, setting: Setting) -> dict[str, str]:
    return {"name": setting.names.get(file.sha256, file.name), "sha256": file.sha256}
