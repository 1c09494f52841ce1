"""What does a pattern say once its parts stand in it?"""

from __future__ import annotations

from collections.abc import Mapping


def spelled(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with the part of that name for each `~name~`; parts may hold parts. Raises KeyError."""
    # Every second piece is the name of a part.
    pieces = pattern.split("~")
    return "".join(spelled(parts[piece], parts) if place % 2 else piece for place, piece in enumerate(pieces))
