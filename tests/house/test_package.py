"""Does a built package carry all that the desk serves, so that it runs where there is no npm?"""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

WHERE = "from hejie.desk import places; print(places.FRONT_END)"


@pytest.fixture(scope="module")
def unpacked(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(built, cwd=repository, check=True, capture_output=True)
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(folder / "site")
    return folder / "site"


def test_a_wheel_serves_every_file_that_a_page_names(unpacked: Path) -> None:
    desk = unpacked / "hejie" / "desk"
    pages = "".join(path.read_text("utf-8") for path in desk.rglob("*.html"))
    folders = {
        "tabler": desk / "node_modules" / "@tabler" / "core" / "dist",
        "htmx": desk / "node_modules" / "htmx.org" / "dist",
    }
    named = set(re.findall(r"static\('([^']+)'\)", pages))
    assert {"tabler/css/tabler.min.css", "htmx/htmx.min.js", "desk.js"} <= named
    for name in named:
        first, _, rest = name.partition("/")
        assert (folders[first] / rest if first in folders else desk / "static" / name).is_file(), name


def test_a_wheel_draws_every_icon_that_a_page_names(unpacked: Path) -> None:
    desk = unpacked / "hejie" / "desk"
    icons = {path.stem for path in desk.glob("node_modules/@tabler/icons/icons/outline/*.svg")}
    sources = "".join(path.read_text("utf-8") for kind in ("*.html", "*.py") for path in desk.rglob(kind))
    drawn = set(re.findall(r"icon\(\"([a-z0-9-]+)\"", sources))
    assert len(drawn) > 50
    assert drawn <= icons
    assert len(icons) < 500  # and not the thousands that no page draws


def test_a_wheel_takes_its_front_end_from_inside_itself(unpacked: Path) -> None:
    run = {**os.environ, "PYTHONPATH": str(unpacked)}
    told = subprocess.run(
        [sys.executable, "-P", "-c", WHERE], env=run, check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == str(unpacked / "hejie" / "desk" / "node_modules")
