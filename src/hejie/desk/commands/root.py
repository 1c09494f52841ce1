"""What can be done from a terminal? Each command says what it did, and what to do when it could not."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from hejie.desk import serving

# name of a command -> the file that holds it and what it is called there; read only when it is wanted, since most of
# them need Django and the data base, and `hejie triage` and `hejie rules` need neither
COMMANDS = {
    "audit": ("hejie.desk.commands.doors", "audit"),
    "connector": ("hejie.desk.commands.connectors", "connector"),
    "demo": ("hejie.desk.commands.store", "demo"),
    "doctor": ("hejie.desk.commands.store", "doctor"),
    "export": ("hejie.desk.commands.store", "export"),
    "habits": ("hejie.desk.commands.habits", "habits"),
    "import": ("hejie.desk.commands.store", "import_"),
    "import-file": ("hejie.desk.commands.store", "import_file"),
    "pack": ("hejie.desk.commands.packs", "pack"),
    "rebuild": ("hejie.desk.commands.store", "rebuild"),
    "rules": ("hejie.desk.commands.rules", "rules"),
    "settlement": ("hejie.desk.commands.settlement", "settlement"),
    "serve": ("hejie.desk.commands.store", "serve"),
    "token": ("hejie.desk.commands.doors", "token"),
    "triage": ("hejie.desk.triage.complaints", "triage"),
    "user": ("hejie.desk.commands.store", "user"),
    "webhook": ("hejie.desk.commands.doors", "webhook"),
    "work": ("hejie.desk.commands.store", "work"),
}

NEED_DJANGO = (
    "hejie.desk.commands.habits",
    "hejie.desk.commands.connectors",
    "hejie.desk.commands.doors",
    "hejie.desk.commands.settlement",
    "hejie.desk.commands.store",
)


class Desk(click.Group):
    """All commands. A mistake of the person ends with a sentence and exit code 1, never with a trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands that are there."""
        return [name for name, (module, _) in COMMANDS.items() if find_spec(module)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, name = COMMANDS[cmd_name]
        if module in NEED_DJANGO:
            serving.set_up()
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; tell a known mistake in its own words."""
        try:
            return super().invoke(ctx)
        except click.ClickException:
            raise
        except Exception as error:
            if not type(error).__module__.startswith("hejie."):
                raise
            raise click.ClickException(str(error)) from error


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hejie", prog_name="hejie")
def main() -> None:
    """和解 Hejie: the after-sales dispute desk for shops on several marketplaces.

    \b
    Data are kept in the folder HEJIE_HOME (default: .hejie where you are),
    or in the PostgreSQL that HEJIE_DATABASE_URL names.
    """


if __name__ == "__main__":
    main()
