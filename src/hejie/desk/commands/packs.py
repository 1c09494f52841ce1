"""How does anybody check from a terminal that a pack is whole and unchanged? No desk and no data base are needed."""

from __future__ import annotations

from pathlib import Path

import click

from hejie.desk.packs.verifying import verify


@click.group()
def pack() -> None:
    """Evidence packs."""


@pack.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", "expected", default="", help="The digest that the case or the receipt names.")
def verify_(file: Path, expected: str) -> None:
    """Check an archive of evidence: every file against its digest, and nothing added."""
    checked = verify(file)
    manifest = checked.manifest
    click.echo(f"case      {manifest.case}")
    click.echo(f"as of     {manifest.as_of.isoformat()}")
    click.echo(f"archive   sha256 {checked.sha256}")
    wrong = dict(checked.wrong)
    for listed in manifest.files:
        click.echo(f"{'ok  ' if listed.path not in wrong else 'BAD '} {listed.sha256[:16]}  {listed.path}")
    for path, why in checked.wrong:
        click.echo(f"BAD  {path}: {why}", err=True)
    if expected and expected.lower() != checked.sha256:
        raise click.ClickException(
            "This is not the archive that was handed in: its digest differs from the one you named. "
            "Ask for the original file."
        )
    if wrong:
        raise click.ClickException(
            f"{len(wrong)} files are not what they were when the pack was made, so it proves nothing. "
            "Take the file again from the case it belongs to."
        )
    click.echo(f"{len(manifest.files)} files, all as they were when the pack was made.")
