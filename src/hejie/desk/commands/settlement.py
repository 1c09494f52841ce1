"""How is what buyers accept learned from finished cases, tried, and switched on by a person?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml
from django.conf import settings
from django.utils import timezone
from msgspec import structs

from hejie.casefile import CaseFile
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.commands.store import on_store
from hejie.desk.models import CaseIndex
from hejie.remedy.acceptance import as_rows
from hejie.remedy.estimating import Estimate, estimate
from hejie.remedy.learning import Pace, fit
from hejie.remedy.outcomes import outcome_of
from hejie.remedy.replaying import decision_of
from hejie.rulebook import Rulebook
from hejie.rulebook.settlement import FILE, Acceptance, Learned, read_acceptance

TABLES = ("cells", "escalate", "give_up", "firm")


class NothingToLearn(ValueError):
    """No finished case in which something was offered and answered."""

    def __init__(self) -> None:
        super().__init__(
            "No finished case tells what a buyer accepts yet: none has an offer with an answer. Nothing was written."
        )


class NotSurelyBetter(ValueError):
    """A learned law that the finished cases do not show to be at least as good."""

    def __init__(self, found: Estimate, least: int) -> None:
        super().__init__(
            f"On {found.cases} cases (of {least} wanted) the learned law saves {found.saves / 100:.2f} a case, give or "
            f"take {found.half_interval / 100:.2f}: it might be worse, so it was not switched on. "
            "Wait for more cases, or say --anyway if you answer for it."
        )


class NoSuchLaw(LookupError):
    """A name under which nothing was learned."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no learned law {name!r}. Learn one first: hejie settlement learn.")


@click.group()
def settlement() -> None:
    """Learn from finished cases what buyers accept, and switch it on."""


@settlement.command()
@on_store
def learn() -> None:
    """Fit the law of acceptance to the finished cases, and tell what it would have saved. Nothing changes yet."""
    rules, today = house.rules(), timezone.localdate()
    pace = Pace(
        *(rules.parameter(f"team.settlement.{name}", on=today) or 1 for name in ("prior_cases", "half_life"))
    )
    outcomes = [one for file in _finished() if (one := outcome_of(file, rules.acceptance))]
    laws = fit(outcomes, rules.acceptance, pace, as_of=today)
    if not laws:
        raise NothingToLearn
    rows = {name: as_rows(law) for name, law in laws.items()}
    name = f"learned-{today.isoformat()}"
    body: dict[str, Any] = {"name": name} | {part: {key: rows[key][part] for key in rows} for part in TABLES}
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump({"learned": body}, sort_keys=False, default_flow_style=None), encoding="utf-8"
    )
    click.echo(f"Learned {name} from {len(outcomes)} finished cases.")
    click.echo(_told(_tried(rules, _with(rules.acceptance, body))))


@settlement.command()
@click.argument("name")
@click.option("--by", required=True, help="Who answers for it.")
@click.option("--anyway", is_flag=True, help="Even if the finished cases do not show that it is better.")
@on_store
def switch(name: str, by: str, anyway: bool) -> None:
    """Switch a learned law on; it holds within a second. `first_guess` goes back to the shipped one."""
    target = house.overlay() / FILE
    body = yaml.safe_load(target.read_text(encoding="utf-8")) if target.exists() else {}
    body.pop("learned", None)
    if name != "first_guess":
        if not _path(name).exists():
            raise NoSuchLaw(name)
        rules = house.rules()
        learned = yaml.safe_load(_path(name).read_text(encoding="utf-8"))["learned"]
        least = rules.parameter("team.settlement.switch_cases", on=timezone.localdate()) or 0
        found = _tried(rules, _with(rules.acceptance, learned))
        if not found.may_be_switched_on(least) and not anyway:
            raise NotSurelyBetter(found, least)
        body["learned"] = learned
    said = f"# Switched to {name} by {by} on {timezone.localdate().isoformat()}.\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(said + yaml.safe_dump(body, sort_keys=False, default_flow_style=None), encoding="utf-8")
    read_acceptance((*rules_roots(), house.overlay()))
    click.echo(f"{name} is switched on by {by}; it holds within a second.")


def rules_roots() -> tuple[Path, ...]:
    """Return the folders of the rules in force."""
    return house.rules().roots


def _finished() -> Iterator[CaseFile]:
    closed = CaseIndex.objects.filter(is_open=False).order_by("case_id").values_list("case_id", flat=True)
    return store.every(closed.iterator())


def _tried(rules: Rulebook, other: Acceptance) -> Estimate:
    return estimate([one for file in _finished() if (one := decision_of(file, other, rules=rules))])


def _with(table: Acceptance, body: dict[str, Any]) -> Acceptance:
    tables = ({key: tuple(row) for key, row in body[part].items()} for part in TABLES)
    return structs.replace(table, learned=Learned(body["name"], *tables))


def _told(found: Estimate) -> str:
    if not found.cases:
        return "No finished case tells yet what it would have saved."
    return (
        f"It would have saved {found.saves / 100:.2f} a case, give or take {found.half_interval / 100:.2f} "
        f"({found.cases} cases, {found.spoken_for:.0f} of which speak for themselves)."
    )


def _path(name: str) -> Path:
    return Path(settings.HOME) / "learned" / f"{name}.yaml"
