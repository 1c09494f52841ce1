"""How does a command print for a program? One option and one line of JSON, the same everywhere."""

from __future__ import annotations

from typing import Any

import click
import msgspec

json_option = click.option("--json", "as_json", is_flag=True, help="Print for a program.")


def print_json(data: Any) -> None:
    """Print data as one line of JSON: structs by the names of their fields, times as ISO 8601."""
    click.echo(msgspec.json.encode(msgspec.to_builtins(data)).decode())
