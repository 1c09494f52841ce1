"""What do the files say that come with this room: exemplars, phrases, patterns, weights?"""

from __future__ import annotations

from importlib.resources import files


def shipped(folder: str, name: str) -> str:
    """Return the text of a data file of this room; the only place where the room reads files, once each."""
    return shipped_bytes(folder, name).decode("utf-8")


def shipped_bytes(folder: str, name: str) -> bytes:
    """Return a data file of this room as it is."""
    return files("hejie.language").joinpath(folder, name).read_bytes()
