"""Which front-end files does a built package carry? Those that the desk serves, taken from npm's folder.

A checkout serves them from `node_modules/` at its root (`sh run` fetches them); who installs the wheel has no npm.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DESK = "src/hejie/desk"
SERVED = (
    "node_modules/@tabler/core/dist/css/tabler.min.css",
    "node_modules/htmx.org/dist/htmx.min.js",
    "node_modules/htmx.org/LICENSE",
    "node_modules/@tabler/icons/LICENSE",
)
ICONS = "node_modules/@tabler/icons/icons/outline"
INSIDE = {"wheel": "hejie/desk/", "sdist": ""}  # where the package keeps npm's folder


class FrontEndMissing(Exception):
    """A package was to be built in a checkout without the front-end files."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"{missing} is not here, and a package built without it would serve bare pages. "
            "Run `npm ci --ignore-scripts` (or `sh run`) in the checkout, then build again."
        )


class FrontEnd(BuildHookInterface[Any]):
    """Adds the files to the wheel, and to the source archive from which a wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to hatchling; an editable install needs none. Raise FrontEndMissing."""
        if version == "editable":
            return
        root = Path(self.root)
        for name in (*SERVED, *drawn(root)):
            if not (root / name).is_file():
                raise FrontEndMissing(name)
            build_data["force_include"][name] = INSIDE[self.target_name] + name


def drawn(root: Path) -> list[str]:
    """Return the icons that a page may draw: every quoted word of the desk's sources that is the name of one."""
    sources = (path for kind in ("*.html", "*.py") for path in (root / DESK).rglob(kind))
    words = {
        word for path in sources for word in re.findall(r"[\"']([a-z0-9-]+)[\"']", path.read_text("utf-8"))
    }
    return sorted(f"{ICONS}/{word}.svg" for word in words if (root / ICONS / f"{word}.svg").is_file())
