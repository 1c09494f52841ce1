"""Which commands work on the desk's store? They are read only once Django is set up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils import timezone
from msgspec import structs, to_builtins

from hejie.desk import checks, house, serving
from hejie.desk.access import noting, people, proxies
from hejie.desk.cases import moving, proof
from hejie.desk.commands.correcting import corrections, encoding_option, map_option
from hejie.desk.commands.printing import json_option, print_json
from hejie.desk.imports import importing
from hejie.desk.imports.landing import Landed
from hejie.desk.models import CaseIndex
from hejie.desk.sample import demo as sample
from hejie.desk.worker import Worker

BAD_SHOWN = 20  # bad cells told on the screen; the file of bad rows has all of them


def on_store(command: Callable[..., Any]) -> Callable[..., Any]:
    """Make the folders and tables, or bring them up to date, before a command that needs them."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        serving.prepare()
        return command(*args, **options)

    return run


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--demo", is_flag=True, help="Fill an empty desk with the sample shop first.")
@on_store
def serve(host: str, port: int, demo: bool) -> None:
    """Start everything: the pages, the clock and the imports."""
    serving.check_port(host, port)
    proxies.read_networks(
        settings.TRUSTED_PROXIES
    )  # a mistake is told here, not by every process that would serve
    house.rules()  # a mistake in a rule file is told now, and all processes share what was read
    if demo:
        _demo_if_empty(300)
    click.echo(f"\n  The desk is open: http://{host}:{port}\n  Stop it with Ctrl-C.\n")
    serving.serve(host, port)


@click.command(hidden=True)
@on_store
def work() -> None:
    """Work beside the pages: the clock and the imports. `serve` starts it; start more on other machines."""
    Worker().run()


@click.command()
@click.option(
    "--complaints",
    default=300,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many ordinary complaints.",
)
@on_store
def demo(complaints: int) -> None:
    """Fill an empty desk with a sample shop: invented complaints over five platforms."""
    if not sample.is_empty():
        raise sample.NotEmpty(CaseIndex.objects.count())
    _demo_if_empty(complaints)


@click.command()
@json_option
@on_store
def rebuild(as_json: bool) -> None:
    """Make the index of cases again from their entries, and say where it differed."""
    report = proof.rebuild()
    if as_json:
        print_json({"cases": report.cases, "differences": [found._asdict() for found in report.differences]})
        return
    for found in report.differences[:50]:
        click.echo(f"{found.case_id}: {found.column} was {found.was!r}, is {found.now!r}")
    count = len(report.differences)
    click.echo(
        f"{report.cases} cases looked at; {f'{count} differences, all put right' if count else 'no difference'}."
    )


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.File("w", encoding="utf-8"),
    default="-",
    help="File to write; else the screen.",
)
@click.option("--case", "cases", multiple=True, help="Only this case (may be given several times).")
@click.option("--redact", is_flag=True, help="Leave out who the buyers are; for reading only.")
@on_store
def export(output: Any, cases: tuple[str, ...], redact: bool) -> None:
    """Write cases as JSON Lines, whole and sealed, for another desk or a backup."""
    noting.note("cases out", "terminal", ", ".join(cases) or "all cases")
    for line in (moving.export_redacted if redact else moving.export)(cases or None):
        output.write(f"{line}\n")


@click.command("import")
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"))
@json_option
@on_store
def import_(file: Any, as_json: bool) -> None:
    """Bring in cases that `hejie export` wrote. (For a platform's export: `hejie import-file`.)"""
    moved = moving.bring_in(file)
    if as_json:
        print_json(moved)
        return
    click.echo(f"{moved.opened} cases opened, {moved.continued} continued, {moved.unchanged} unchanged.")


@click.command("import-file")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--shop", required=True, help="The shop, where the rows do not name one.")
@click.option("--platform", default="", help="Whose export it is, where that is not recognised.")
@map_option
@encoding_option
@json_option
@on_store
def import_file(file: Path, columns: tuple[str, ...], as_json: bool, **agreed: str) -> None:
    """Bring in an export of a platform: each row opens a case or adds to one; bad rows are named."""
    told = importing.Agreed(columns=corrections(columns), **agreed)
    landed, bad_rows = importing.bring_in(file, told)
    if as_json:
        words = [
            {"column": name, "word": word, "rows": rows} for (name, word), rows in landed.unknown.items()
        ]
        told_to = {"unknown": words, "bad_rows_file": str(bad_rows) if landed.bad_cells else None}
        print_json({**to_builtins(structs.replace(landed, unknown=Counter())), **told_to})
    else:
        _tell_landed(landed, bad_rows)


def _tell_landed(landed: Landed, bad_rows: Path) -> None:
    for bad in landed.bad[:BAD_SHOWN]:
        click.echo(f"line {bad.line}, {bad.column}: {bad.value!r}: {bad.reason}", err=True)
    if landed.bad_cells > BAD_SHOWN:
        click.echo(f"and {landed.bad_cells - BAD_SHOWN} more", err=True)
    if landed.bad_cells:
        click.echo(
            f"All of them are in {bad_rows}: correct these cells in the export and bring it again; "
            "what landed is not landed twice.",
            err=True,
        )
    click.echo(
        f"{landed.rows} rows: {landed.opened} cases opened, {landed.updated} updated, {landed.unchanged} unchanged, "
        f"{landed.refused} refused, {landed.unmatched} orders without a case, {landed.bad_cells} unreadable cells."
    )


@click.command()
@json_option
@on_store
def doctor(as_json: bool) -> None:
    """Check this desk: versions, data base, chains, folders, disk, time zone; say what to do."""
    findings = list(checks.findings())
    if as_json:
        print_json([found._asdict() for found in findings])
    for found in findings if not as_json else ():
        click.echo(f"{'ok  ' if found.fine else 'BAD '} {found.what}: {found.seen}")
        if not found.fine:
            click.echo(f"     {found.advice}")
    if not all(found.fine for found in findings):
        raise click.exceptions.Exit(1)


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["agent", "supervisor", "admin"]), default="agent", show_default=True
)
@click.option(
    "--shop",
    "shops",
    multiple=True,
    help="platform:shop this person works for (several times; admins see all).",
)
@click.password_option(help="Asked for when it is not given.")
@on_store
def add(name: str, role: str, shops: tuple[str, ...], password: str) -> None:
    """Make an account."""
    people.add(name, password, role, shops)
    click.echo(f"{name} may sign in as {role}.")


def _demo_if_empty(complaints: int) -> None:
    if sample.is_empty():
        click.echo("Filling the desk with the sample shop (invented cases) ...")
        kept = sample.load(at=timezone.now(), complaints=complaints)
        click.echo(f"{kept} cases of five platforms.")
    for name, role in people.demo_accounts().items():
        click.echo(f"  sign in as  {name:<6} ({role})  password  {people.DEMO_PASSWORD}")
