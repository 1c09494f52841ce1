"""How are the team's own rules looked at and taken back from a terminal, also while no page can be opened?"""

from __future__ import annotations

import click
from django.utils import timezone

from hejie.desk.access import noting
from hejie.desk.commands.printing import json_option, print_json, print_lines
from hejie.desk.commands.store import on_store
from hejie.desk.habits import folder, keeping
from hejie.desk.models import HabitChange

TERMINAL = "terminal"


class NoSuchVersion(LookupError):
    """A number under which no version was kept."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"No version {number} of the team's rules was kept, so nothing was changed. "
            "Look at `hejie habits list`; 0 goes back to the shipped rules."
        )


@click.group()
def habits() -> None:
    """The rules that this team keeps on the pages."""


@habits.command("list")
@json_option
@on_store
def list_(as_json: bool) -> None:
    """List the versions, the newest first: who made each, when and why."""
    now = keeping.number_now()
    rows = [(row, "in force" if row.pk == now else str(row.state)) for row in keeping.history()]
    if as_json:
        told = [
            {"number": row.pk, "at": row.at, "state": state, "by": row.by, "why": row.why}
            for row, state in rows
        ]
        print_json(told)
        return
    lines = (f"{row.pk}  {row.at:%Y-%m-%d %H:%M}  {state}  {row.by}  {row.why}" for row, state in rows)
    print_lines(lines, "No versions yet: the shipped rules hold, and the files in the folder `rules`.")


@habits.command()
@click.argument("number", type=int)
@click.option("--why", required=True, help="Kept in the history.")
@on_store
def back(number: int, why: str) -> None:
    """Go back to a version, or with 0 to the shipped rules; it holds within a second, or lets the desk start again.

    What cannot be read is not gone back to.
    """
    row = keeping.version(number)
    if number and (row is None or row.state != HabitChange.State.KEPT):
        raise NoSuchVersion(number)
    files = dict(row.files) if row else {}
    folder.book_of(files)
    kept = HabitChange.objects.create(
        by=TERMINAL,
        role="admin",
        why=why[:300],
        what=[f"back to {number}"],
        files=files,
        base=keeping.number_now(),
        state=HabitChange.State.KEPT,
        at=timezone.now(),
    )
    noting.note("habits changed", TERMINAL, f"{kept.pk}: back to {number}: {why}")
    click.echo(f"Version {kept.pk} is in force: the rules of {number or 'the package'}.")
