"""What do the files say that come with this room: exemplars, phrases, patterns?"""

from __future__ import annotations

from importlib.resources import files


def shipped(folder: str, name: str) -> str:
    """Return the text of a data file of this room; the only place where the room reads files, once each."""
    return files("hejie.language").joinpath(folder, name).read_text(encoding="utf-8")
