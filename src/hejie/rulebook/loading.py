"""Which files make up a rulebook, and how do overlay folders change it by id?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.rows import block, name, one_of, only, rows, text, words
from hejie.rulebook.schema import READERS, Folder

SHIPPED = Path(__file__).parent
BY_NAME = ("decisions", "facts", "derived", "sources", "params", "values", "outcomes")
BY_ID = ("rules", "clocks", "burden")
_FOLDER_FILES = ("facts.yaml", "sources.yaml", "params.yaml", "clocks.yaml", "decisions.yaml")
_KINDS = {"platforms": "platform", "law": "law", "team": "team"}


class Row(Struct, frozen=True):
    """One definition as written, the folder it belongs to, and the condition its file stands under."""

    body: Block
    folder: str
    within: str = ""
    layer: int = 0


class Reader(Struct, frozen=True):
    """A room that looks numbers up by name, and where that is said."""

    room: str
    place: Place


class Paper(Struct):
    """All definitions of all files, by section and id, later layers merged over earlier ones."""

    sections: dict[str, dict[str, Row]]
    folders: dict[str, Folder]
    cases: list[Row]
    case_files: list[tuple[Path, str, str]]  # file, folder id, name shown in errors
    used_by: dict[str, Reader]  # by the name of a parameter, or by the first words of many


def read_folders(roots: Sequence[Path]) -> Paper:
    """Read the shipped folder and its overlays, in order; raise RuleFileMistake with file and line."""
    paper = Paper({section: {} for section in (*BY_NAME, *BY_ID)}, {}, [], [], {})
    for layer, root in enumerate(roots):
        _refuse_misplaced(root)
        for path in [root / "decisions.yaml", *sorted((root / "facts").glob("*.yaml"))]:
            if path.exists():
                _take(paper, read_yaml(path, shown_as=_shown(root, path)), "", layer)
        for place, kind in _rule_folders(root):
            _read_folder(paper, root, place, kind, layer)
    return paper


def read_case_files(paper: Paper) -> list[Row]:
    """Read the worked cases, which judging never needs."""
    found = list(paper.cases)
    for path, folder, shown in paper.case_files:
        top = read_yaml(path, shown_as=shown)
        only(top, ("cases",))
        found += [Row(row, folder) for row in rows(top, "cases")]
    return found


def _refuse_misplaced(root: Path) -> None:
    # A folder whose files all lie where nothing looks would change nothing, and nobody would be told.
    laid_out = (root / "decisions.yaml").exists() or any(place.is_dir() for place in root.glob("*"))
    stray = sorted(root.glob("*.yaml"))
    if stray and not laid_out:
        raise RuleFileMistake(
            Place(_shown(root, stray[0]), 1),
            "nothing reads a file that lies here",
            "Put it into team/rules, platforms/NAME/rules or law/NAME/rules under the folder you name.",
        )


def _rule_folders(root: Path) -> Iterator[tuple[Path, str]]:
    for parent in ("law", "platforms"):
        for place in sorted((root / parent).glob("*/")):
            if _has_rules(place, _KINDS[parent]):
                yield place, _KINDS[parent]
    if (root / "team").is_dir():
        yield root / "team", "team"


def _has_rules(place: Path, kind: str) -> bool:
    named = any((place / file).exists() for file in (f"{kind}.yaml", *_FOLDER_FILES))
    return named or any((place / "rules").glob("*.yaml"))


def _read_folder(paper: Paper, root: Path, place: Path, kind: str, layer: int) -> None:
    folder = _folder(paper, root, place, kind)
    paths = [place / file for file in _FOLDER_FILES] + sorted((place / "rules").glob("*.yaml"))
    for path in paths:
        if path.exists():
            _take(paper, read_yaml(path, shown_as=_shown(root, path)), folder.id, layer)
    for path in sorted((place / "cases").glob("*.yaml")):
        paper.case_files.append((path, folder.id, _shown(root, path)))


def _folder(paper: Paper, root: Path, place: Path, kind: str) -> Folder:
    key = "team" if kind == "team" else f"{kind}/{place.name}"
    head = place / f"{kind}.yaml"
    before = paper.folders.get(key)
    if not head.exists():
        if before is None and kind != "team":
            raise RuleFileMistake(
                Place(_shown(root, head), 1),
                "this head file is missing",
                "Write it with 'name', 'zone' and 'currency'.",
            )
        paper.folders[key] = before or Folder(key, kind, "")
        return paper.folders[key]
    top = read_yaml(head, shown_as=_shown(root, head))
    if before is not None:
        top = merged(_meta_of(before, top), top)
    guard = {"platform": f"platform == '{place.name}'", "law": f"law == '{place.name}'"}.get(kind, "")
    paper.folders[key] = Folder(
        key,
        kind,
        guard,
        text(top, "zone", "UTC"),
        text(top, "country", ""),
        text(top, "currency", ""),
        text(top, "version_by", "now"),
        top,
    )
    if kind != "team":
        words(top, "name")
    return paper.folders[key]


def _meta_of(folder: Folder, top: Block) -> Block:
    old = Block(top.place)
    old.update(folder.meta)
    return old


def _take(paper: Paper, top: Block, folder: str, layer: int) -> None:
    only(top, (*BY_NAME, *BY_ID, "cases", "within", "used_by"))
    within = text(top, "within", "")
    for section in BY_NAME:
        for key, body in block(top, section).items():
            place = block(top, section).at(key)
            name(place, key, section.rstrip("s"))
            if not isinstance(body, Block):
                raise RuleFileMistake(
                    place, f"{key!r} has no description", "Write its fields under it, indented."
                )
            _add(paper, section, key, Row(body, folder, "", layer), place)
    for section in BY_ID:
        for row in rows(top, section):
            key = name(row.at("id"), row.get("id"), section.rstrip("s"))
            _add(paper, section, key, Row(row, folder, within, layer), row.place)
    paper.cases += [Row(row, folder) for row in rows(top, "cases")]
    readers = block(top, "used_by")
    paper.used_by |= {
        key: Reader(one_of(readers, key, READERS), readers.at(key)) for key in map(str, readers)
    }


def _add(paper: Paper, section: str, key: str, row: Row, place: Place) -> None:
    before = paper.sections[section].get(key)
    if before is None:
        paper.sections[section][key] = row
    elif section in ("values", "outcomes"):
        paper.sections[section][key] = Row(merged(before.body, row.body), "", "", row.layer)
    elif before.layer == row.layer:
        raise RuleFileMistake(
            place,
            f"{key!r} is already defined at {before.body.place}",
            "Rename one, or change it in an overlay folder.",
        )
    else:
        body = merged(before.body, row.body)
        paper.sections[section][key] = Row(body, before.folder, row.within or before.within, row.layer)


def merged(under: Block, over: Block) -> Block:
    """Return a mapping with the fields of `over` laid on `under`, deeply; lists are replaced whole."""
    result = Block(over.place)
    for source in (under, over):
        for key, value in source.items():
            old = result.get(key)
            both = isinstance(old, Block) and isinstance(value, Block)
            result[key] = merged(old, value) if both else value  # type: ignore[arg-type]
            result.lines[key] = source.at(key).line
    return result


def _shown(root: Path, path: Path) -> str:
    return str(path.relative_to(root.parent))
