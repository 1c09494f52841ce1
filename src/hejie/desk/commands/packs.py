"""How does anybody check from a terminal that a pack is whole and unchanged? No desk and no data base are needed."""

from __future__ import annotations

from pathlib import Path

import click

from hejie.desk.commands.printing import json_option, print_json
from hejie.desk.packs.verifying import Checked, verify


@click.group()
def pack() -> None:
    """Evidence packs."""


@pack.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", "expected", default="", help="The digest that the case or the receipt names.")
@json_option
def verify_(file: Path, expected: str, as_json: bool) -> None:
    """Check an archive of evidence: every file against its digest, and nothing added."""
    checked = verify(file)
    _tell(checked, as_json=as_json)
    if expected and expected.lower() != checked.sha256:
        raise click.ClickException(
            "This is not the archive that was handed in: its digest differs from the one you named. "
            "Ask for the original file."
        )
    if checked.wrong:
        raise click.ClickException(
            f"{len(dict(checked.wrong))} files are not what they were when the pack was made, so it proves nothing. "
            "Take the file again from the case it belongs to."
        )
    if not as_json:
        click.echo(f"{len(checked.manifest.files)} files, all as they were when the pack was made.")


def _tell(checked: Checked, *, as_json: bool) -> None:
    manifest, wrong = checked.manifest, dict(checked.wrong)
    if as_json:
        told = {"case": manifest.case, "as_of": manifest.as_of, "sha256": checked.sha256}
        print_json({**told, "files": [one.path for one in manifest.files], "wrong": wrong})
        return
    click.echo(f"case      {manifest.case}")
    click.echo(f"as of     {manifest.as_of.isoformat()}")
    click.echo(f"archive   sha256 {checked.sha256}")
    for listed in manifest.files:
        click.echo(f"{'ok  ' if listed.path not in wrong else 'BAD '} {listed.sha256[:16]}  {listed.path}")
    for path, why in checked.wrong:
        click.echo(f"BAD  {path}: {why}", err=True)
