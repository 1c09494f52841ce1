"""How is a guessed column of a file corrected from a terminal? The same way wherever a file is read."""

from __future__ import annotations

from collections.abc import Iterable

import click

from hejie.intake.mistakes import IntakeMistake

map_option = click.option(
    "--map", "columns", multiple=True, metavar="COLUMN=FIELD", help="Correct the guessed field of a column."
)
encoding_option = click.option(
    "--encoding", default="", help="Encoding of the text, where it is not recognised."
)


class NotAMapping(IntakeMistake):
    """A correction of a column that is not COLUMN=FIELD."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"--map {text!r} is not COLUMN=FIELD, so no column was changed. Write --map 退款说明=text."
        )


def corrections(columns: Iterable[str]) -> dict[str, str]:
    """Return the field of each corrected header; an empty field takes a header out. Raise NotAMapping."""
    pairs = {}
    for text in columns:
        column, sign, name = text.rpartition("=")
        if not sign or not column:
            raise NotAMapping(text)
        pairs[column] = name.strip()
    return pairs
