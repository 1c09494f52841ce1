"""Where on this machine does Hejie keep its data, and where are the files that it serves?"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

DESK = Path(__file__).resolve().parent
# A checkout keeps npm's folder at its root; an installed wheel carries the same files inside the package.
FRONT_END = next(
    (folder for folder in (DESK / "node_modules", DESK.parents[2] / "node_modules") if folder.is_dir()),
    DESK.parents[2] / "node_modules",
)


class HomeNotWritable(Exception):
    """The data folder cannot be made or written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The data folder {folder} cannot be used ({why}), so nothing could be kept. "
            "Give this user the right to write there, or set HEJIE_HOME to another folder."
        )


def home() -> Path:
    """Return the data folder: HEJIE_HOME, or `.hejie` where the command was started. Nothing is made yet."""
    return Path(os.environ.get("HEJIE_HOME") or ".hejie").expanduser().resolve()


def make_home() -> Path:
    """Make the data folder if need be, for this user alone; raise HomeNotWritable."""
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_secret(folder / "secret-key")
    except OSError as error:
        raise HomeNotWritable(folder, error.strerror or str(error)) from error
    return folder


def secret_key() -> str:
    """Return the key that signs sign-ins: HEJIE_SECRET_KEY, or the one kept in the data folder.

    Before there is a data folder nobody can sign in, and a key for the moment will do.
    """
    if named := os.environ.get("HEJIE_SECRET_KEY"):
        return named
    try:
        return (home() / "secret-key").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_urlsafe(48)


def _make_secret(file: Path) -> None:
    with (
        suppress(
            FileExistsError
        ),  # made before, or this moment by another process: whoever came first counts
        os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new,
    ):
        new.write(secrets.token_urlsafe(48))
