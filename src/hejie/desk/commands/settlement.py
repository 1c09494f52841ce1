"""How is what buyers accept learned from closed cases, tried, and switched on by a person, from a terminal?"""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from msgspec import structs

from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.access import tokens
from hejie.desk.acts import changing
from hejie.desk.commands.store import on_store
from hejie.desk.habits import acceptance, keeping
from hejie.desk.habits.numbers import as_yaml
from hejie.rulebook.reading import read_yaml
from hejie.rulebook.rows import block
from hejie.rulebook.settlement import Learned, read_learned


class NoSuchLaw(LookupError):
    """A name under which nothing was learned."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no learned law {name!r}. Learn one first: hejie settlement learn.")


@click.group()
def settlement() -> None:
    """Learn from closed cases what buyers accept, and switch it on."""


@settlement.command()
@on_store
def learn() -> None:
    """Fit the law of acceptance to the closed cases, and tell what it would have saved. Nothing changes yet."""
    law = acceptance.learn(house.rules(), at=timezone.now())
    path = _path(law.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_yaml({"learned": acceptance.as_block(law)}, inline=True), encoding="utf-8")
    click.echo(f"Learned {law.name} from {law.cases} closed cases.")
    click.echo(_told(law))


@settlement.command()
@click.argument("name")
@click.option("--by", required=True, help="Whose account answers for it.")
@click.option("--anyway", is_flag=True, help="Even if the closed cases do not show that it is no worse.")
@on_store
def switch(name: str, by: str, anyway: bool) -> None:
    """Switch a learned law on; it holds within a second. `first_guess` goes back to the shipped one."""
    person, was, now = tokens.person_named(by), keeping.files_now(), timezone.now()
    edits = (
        acceptance.switched_back(was)
        if name == acceptance.SHIPPED_LAW
        else acceptance.switched(was, _law(name), by=by, on=now.date())
    )
    changing.change(changing.Wanted(edits, f"switch {name}", anyway=anyway), by=person, at=now)
    click.echo(f"{name} is switched on by {by}; it holds within a second.")


def _law(name: str) -> Learned:
    path = _path(name)
    if not path.exists():
        raise NoSuchLaw(name)
    law = read_learned(block(read_yaml(path, shown_as=path.name), "learned"))
    assert law is not None
    return structs.replace(law, name=name)


def _told(law: Learned) -> str:
    if not law.tried:
        return "No closed case tells yet what it would have saved."
    return "\n".join(
        f"It would have saved {Money(one.saves, code).text('en')} a case, give or take "
        f"{Money(one.within, code).text('en')} ({one.cases} cases)."
        for code, one in law.tried.items()
    )


def _path(name: str) -> Path:
    return Path(settings.HOME) / "learned" / f"{name}.yaml"
