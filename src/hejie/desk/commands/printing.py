"""How does a command print for a program, and a list that is empty? The same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click
import msgspec

json_option = click.option("--json", "as_json", is_flag=True, help="Print for a program.")


def print_json(data: Any) -> None:
    """Print data as one line of JSON: structs by the names of their fields, times as ISO 8601."""
    click.echo(msgspec.json.encode(msgspec.to_builtins(data)).decode())


def print_lines(lines: Iterable[str], nothing: str) -> None:
    """Print the lines of a list; where there are none, say so to whoever sits there and not to a program behind."""
    told = list(lines)
    for line in told:
        click.echo(line)
    if not told:
        click.echo(nothing, err=True)
