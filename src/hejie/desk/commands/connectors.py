"""Which commands configure the links to platforms and trackers, try them, and let them work once?"""

from __future__ import annotations

import time
from pathlib import Path

import click

from hejie.desk.commands.doors import TERMINAL
from hejie.desk.commands.printing import json_option, print_json, print_lines
from hejie.desk.commands.store import on_store
from hejie.desk.connectors import configured, keys
from hejie.desk.errands import rounds
from hejie.desk.models import Connector

LISTED = ("name", "kind", "shop_key", "account", "acts", "good_at", "trouble")


@click.group()
def connector() -> None:
    """Links to platforms and trackers; none works that is not added here."""


@connector.command("add")
@click.argument("kind")
@click.argument("name")
@click.option(
    "--shop", default="", help="platform:shop whose cases it reads; a tracker without one serves all."
)
@click.option("--account", default="", help="Number of the account on the platform.")
@click.option("--variant", default="", help="Which family of sellers, where the platform has several.")
@click.option(
    "--keys", "file", type=click.Path(path_type=Path), help="File with name=value lines and the rights 0600."
)
@click.option("--address", default="", help="Another address than the platform's own.")
@click.option(
    "--acts", is_flag=True, help="Also carry out what people settled and ordered; else it only reads."
)
@on_store
def add_connector(file: Path | None, **told: str | bool) -> None:
    """Add a connector; `serve` works with it from now on. Its keys are read, and kept nowhere else."""
    where = str(file.expanduser().resolve()) if file else ""
    row = configured.add(configured.Wanted(keys=where, **told), by=TERMINAL)  # type: ignore[arg-type]
    does = "reads and carries out errands" if row.acts else "only reads"
    click.echo(f"{row.name} {does}. Try it: hejie connector check {row.name}")


@connector.command("list")
@json_option
@on_store
def list_connectors(as_json: bool) -> None:
    """List the connectors: what each may do, when it last went well, and what keeps it from working."""
    rows = Connector.objects.order_by("name")
    if as_json:
        print_json([{name: getattr(row, name) for name in LISTED} for row in rows])
        return
    print_lines(map(_line_of, rows), "No connectors yet: see docs/connectors.md.")


def _line_of(row: Connector) -> str:
    well = f"well at {row.good_at:%Y-%m-%d %H:%M}" if row.good_at else "no round yet"
    does = "acts" if row.acts else "reads"
    return "  ".join(filter(None, (row.name, row.kind, row.shop_key, row.account, does, well, row.trouble)))


@connector.command("check")
@click.argument("name")
@on_store
def check_connector(name: str) -> None:
    """Sign in at the platform and say whose account it is; nothing is read or done."""
    with configured.held(name) as row:
        click.echo(f"{name}: {configured.connected(row, time.sleep).check()}")


@connector.command("run")
@click.argument("name")
@json_option
@on_store
def run_connector(name: str, as_json: bool) -> None:
    """Go one round now: carry out what waits, then read what is new."""
    with configured.held(name) as row:
        went = rounds.go_noted(row, time.sleep)
    if went is None:
        raise click.ClickException(configured.named(name).trouble or "Another process took it over.")
    if as_json:
        print_json(went._asdict())
        return
    click.echo(
        f"{went.done} errands done; {went.opened} cases opened, {went.updated} updated, {went.scans} scans."
    )


@connector.command("remove")
@click.argument("name")
@on_store
def remove_connector(name: str) -> None:
    """Remove a connector, and the token that was kept for it. The cases stay."""
    configured.remove(name, by=TERMINAL)
    click.echo(f"{name} reads and does nothing any more. Keys in a file or the environment are still there.")


@connector.command("keys")
@click.argument("kind")
@click.argument("name")
@json_option
def name_keys(kind: str, name: str, as_json: bool) -> None:
    """Say which keys a connector needs, and what they are called in the environment."""
    if kind not in configured.kinds():
        raise configured.NoSuchKind(kind)
    told = {key: keys.variable(name, key) for key in configured.kinds()[kind].KEYS}
    if as_json:
        print_json(told)
        return
    print_lines((f"{key}  {variable}" for key, variable in told.items()), f"{kind} needs no keys.")
