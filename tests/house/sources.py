"""What do our own source files say? Each is read and parsed once, for all the rules of the house."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src"
ROOMS = (
    "intake",
    "verification",
    "judgment",
    "remedy",
    "negotiation",
    "arbitration",
    "closing",
    "dispatch",
    "learning",
    "prevention",
)
BELOW_THE_DESK = (*ROOMS, "rulebook", "language", "casefile")
ALL_ROOMS = ("desk", *BELOW_THE_DESK)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of the package."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room it stands in; empty for the package's own file."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def is_door(self) -> bool:
        """Whether it is the `__init__.py` of a room."""
        return self.path.name == "__init__.py" and self.path.parent.parent.name == "hejie"

    def at(self, node: ast.expr | ast.stmt) -> str:
        """Place of a node, as an editor opens it."""
        return f"{self.path.relative_to(REPOSITORY)}:{node.lineno}"

    def comment_near(self, node: ast.expr | ast.stmt) -> str:
        """What the comment on this line, or the lines of comment right above it, say."""
        lines = self.text.splitlines()
        number = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))]) - 1
        said = [lines[number].partition("#")[2]]
        while number and lines[number - 1].lstrip().startswith("#"):
            number -= 1
            said.insert(0, lines[number].partition("#")[2])
        return " ".join(said).strip()


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package but the data base migrations, which Django writes."""
    return tuple(_read(path) for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


def modules_in(*rooms: str) -> tuple[Module, ...]:
    """The modules of these rooms."""
    return tuple(module for module in modules() if module.room in rooms)


def functions(module: Module) -> Iterator[Function]:
    """Every function of a module, also inner ones and methods."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def dotted(node: ast.AST) -> str:
    """A name as it is written, `datetime.now` for the attribute of a name; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


@cache
def tracked_files() -> tuple[Path, ...]:
    """The files that the repository holds or is about to hold."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
    paths = (REPOSITORY / name for name in listed.split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(SOURCE).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(path, name, text, ast.parse(text, filename=str(path)))
