"""What can be asked of the rules from a terminal: check, test, break, compare, try out, explain, ask, export?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import click

from hejie.casefile.words import LANGUAGES
from hejie.desk.commands.printing import json_option, print_json
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.assembling import worked_case
from hejie.rulebook.boundaries import agree
from hejie.rulebook.difference import meaning_changes, number_changes, text_changes, with_numbers
from hejie.rulebook.impacts import Impact, impact
from hejie.rulebook.lint.finding import ERROR
from hejie.rulebook.lint.linting import lint as all_findings
from hejie.rulebook.loading import Row
from hejie.rulebook.mistakes import NoSuch, Place, RulebookError, RuleFileMistake
from hejie.rulebook.mutation import mutate as all_mutants
from hejie.rulebook.mutation import score
from hejie.rulebook.reading import read_yaml
from hejie.rulebook.rows import rows
from hejie.rulebook.schema import WorkedCase
from hejie.rulebook.sentences import asked
from hejie.rulebook.spans import minute
from hejie.rulebook.warehouse import export_sql
from hejie.rulebook.worked_cases import facts_of, run_cases

PASSING = 0.95  # the share of broken rules the worked cases must notice

_overlay = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder laid over the shipped rules (several times).",
)
_day = click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day the question is asked; today if missing."
)


class _Rules(click.Group):
    """The group: a mistake in a rule file ends with its place and what to write instead, and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RulebookError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Rules)
def rules() -> None:
    """The rules: check them, test them, compare versions, try a number, explain a case."""


@rules.command("lint")
@_overlay
@_day
@json_option
@click.option("--notes", is_flag=True, help="Show notes too, not only errors and warnings.")
def lint_(overlays: Sequence[Path], on: datetime | None, as_json: bool, notes: bool) -> None:
    """Find contradictions, gaps, bare numbers, missing sources and untested rules, each with a case that shows it."""
    found = all_findings(load_rulebook(*overlays), on=_today(on))
    shown = [finding for finding in found if notes or finding.level != "note"]
    errors = sum(finding.level == ERROR for finding in found)
    if as_json:
        print_json(shown)
    else:
        for finding in shown:
            click.echo(finding.line())
        click.echo(f"{errors} errors, {len(found) - errors} warnings and notes.")
    sys.exit(1 if errors else 0)


@rules.command("test")
@_overlay
@json_option
def test_(overlays: Sequence[Path], as_json: bool) -> None:
    """Run the worked cases, and compare the compiled rules with their meaning at every threshold."""
    book = load_rulebook(*overlays)
    outcomes = run_cases(book)
    failed = [outcome for outcome in outcomes if outcome.differences]
    agreement = agree(book, now=minute(datetime.now(UTC)), below=Random(1).randrange)  # noqa: S311 - repeatable, no secret
    if as_json:
        told = [
            {"at": str(item.case.place), "name": item.case.name, "differences": item.differences}
            for item in failed
        ]
        print_json(
            {
                "cases": len(outcomes),
                "failed": told,
                "boundaries": agreement.cases,
                "disagreements": agreement.disagreements,
            }
        )
    else:
        for outcome in failed:
            click.echo(f"{outcome.case.place}: {outcome.case.name}")
            for difference in outcome.differences:
                click.echo(f"    {difference}")
        click.echo(f"{len(outcomes) - len(failed)} of {len(outcomes)} worked cases come out as written.")
        click.echo(
            f"{agreement.cases} boundary cases: {len(agreement.disagreements)} disagreements between backends."
        )
    sys.exit(1 if failed or agreement.disagreements else 0)


@rules.command("mutate")
@_overlay
@json_option
@click.option("--only", default="", help="Only rules whose id begins with this.")
def mutate_(overlays: Sequence[Path], as_json: bool, only: str) -> None:
    """Break every rule in small ways and tell which breaks the worked cases do not notice."""
    mutants = all_mutants(load_rulebook(*overlays), only)
    missed = [mutant for mutant in mutants if not mutant.noticed_by]
    noticed, written = score(mutants), score(mutants, ("case",))
    if as_json:
        print_json(
            {"mutants": len(mutants), "noticed": noticed, "noticed_as_written": written, "missed": missed}
        )
    else:
        for mutant in missed:
            click.echo(f"{mutant.place}: {mutant.rule}: nobody notices {mutant.change}")
        click.echo(
            f"{len(mutants)} breaks, {noticed:.1%} noticed ({written:.1%} by cases as written, the rest at thresholds)."
        )
    sys.exit(0 if noticed >= PASSING else 1)


@rules.command("diff")
@click.argument("before")
@click.argument("after")
@click.option(
    "--stored", is_flag=True, help="Count over the cases kept in this desk instead of the worked cases."
)
@_day
@json_option
def diff_(before: str, after: str, stored: bool, on: datetime | None, as_json: bool) -> None:
    """Compare two rulebooks: rows, numbers, meaning, and cases and money.

    BEFORE and AFTER are overlay folders, whole rule folders (with decisions.yaml), or the word 'shipped'.
    """
    old, new = _book(before), _book(after)
    at = datetime.combine(_today(on), datetime.min.time(), tzinfo=UTC)
    text, numbers, meaning = (
        text_changes(old, new),
        number_changes(old, new),
        meaning_changes(old, new, as_of=at),
    )
    impacts = _impacts(old, new, at, stored=stored)
    if as_json:
        print_json({"text": text, "numbers": numbers, "meaning": meaning, "impact": impacts})
        return
    for row in text:
        click.echo(f"{row.change:<10}{row.kind[:-1]:<10}{row.id}  {', '.join(row.fields)}")
    for number in numbers:
        click.echo(
            f"number    {number.param} from {number.since}: {number.before} -> {number.after} ({number.source})"
        )
    for change in meaning:
        case = ", ".join(f"{name}={value}" for name, value in change.witness.items())
        click.echo(f"meaning   {change.rule}: {change.before} -> {change.after} for {case}")
    _show_impact(impacts)


@rules.command("what-if")
@click.argument("settings", nargs=-1, required=True)
@click.option("--stored", is_flag=True, help="Over the cases kept in this desk instead of the worked cases.")
@_overlay
@_day
@json_option
def what_if(
    settings: Sequence[str], stored: bool, overlays: Sequence[Path], on: datetime | None, as_json: bool
) -> None:
    """Set parameters (NAME=VALUE, in their own unit) and count whose answers change. Nothing is recorded."""
    numbers = dict(_setting(setting) for setting in settings)
    book = load_rulebook(*overlays)
    at = datetime.combine(_today(on), datetime.min.time(), tzinfo=UTC)
    impacts = _impacts(book, with_numbers(book, numbers), at, stored=stored)
    if as_json:
        print_json(impacts)
    else:
        _show_impact(impacts)


@rules.command("explain")
@click.argument("case")
@click.option("--decision", default="liability", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default="zh-CN", show_default=True)
@_overlay
@json_option
def explain_(case: str, decision: str, language: str, overlays: Sequence[Path], as_json: bool) -> None:
    """Explain a decision. CASE is part of a worked case's name, or a file with 'cases:' (its first one)."""
    book = load_rulebook(*overlays)
    facts, at = facts_of(_found(book, case), book.definitions)
    explanation = book.explain(facts, as_of=at, decision=decision)
    click.echo(explanation.to_json() if as_json else "\n".join(explanation.sentences(language)))


@rules.command("ask")
@click.argument("case")
@click.option("--decision", default="liability", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default="zh-CN", show_default=True)
@_overlay
@json_option
def ask_(case: str, decision: str, language: str, overlays: Sequence[Path], as_json: bool) -> None:
    """Tell what to ask next, of whom, and where each answer leads. CASE as in 'explain'."""
    book = load_rulebook(*overlays)
    facts, at = facts_of(_found(book, case), book.definitions)
    questions = book.questions(facts, as_of=at, decision=decision)
    if as_json:
        print_json(questions)
        return
    explanation = book.explain(facts, as_of=at, decision=decision)
    for sentence in asked(explanation, language, book=book.wordbook):
        click.echo(sentence)


@rules.command("export-sql")
@click.option("--table", default="cases", show_default=True)
@click.option(
    "--dialect", type=click.Choice(["sqlite", "duckdb", "postgres"]), default="duckdb", show_default=True
)
@_overlay
@_day
def export_sql_(table: str, dialect: str, overlays: Sequence[Path], on: datetime | None) -> None:
    """Print one SELECT that answers every decision for every row of a table with a column per fact."""
    book = load_rulebook(*overlays)
    now = minute(datetime.combine(_today(on), datetime.min.time(), tzinfo=UTC))
    click.echo(export_sql(book.definitions, book.edition(now), now, table=table, dialect=dialect))


def _today(on: datetime | None) -> date:
    return on.date() if on else datetime.now(UTC).date()


def _book(name: str) -> Rulebook:
    folder = Path(name)
    if name == "shipped":
        return load_rulebook()
    if not folder.is_dir():
        raise click.BadParameter(f"{name!r} is neither a folder nor the word 'shipped'.")
    return load_rulebook(shipped=folder) if (folder / "decisions.yaml").exists() else load_rulebook(folder)


def _setting(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    if not value.lstrip("-").isdigit():
        raise click.BadParameter(f"{text!r} is not NAME=NUMBER, such as team.coupon_limit=5000.")
    return name, int(value)


def _found(book: Rulebook, name: str) -> WorkedCase:
    if Path(name).is_file():
        top = read_yaml(Path(name))
        if not (told := rows(top, "cases")):
            place = Place(name, 1)
            raise RuleFileMistake(
                place, "the file has no case", "Begin it with 'cases:' and one row: see docs/rules.md."
            )
        return worked_case(Row(told[0], str(top.get("folder", ""))))
    for case in book.cases:
        if name in case.name:
            return case
    raise NoSuch("worked case", name, [case.name for case in book.cases])


def _impacts(old: Rulebook, new: Rulebook, at: datetime, *, stored: bool) -> Sequence[Impact]:
    if not stored:
        cases = [facts_of(case, new.definitions)[0] for case in new.cases]
        return impact(old, new, cases, as_of=at)
    from hejie.desk import serving  # the store is opened only for those who ask for stored cases

    serving.set_up()
    serving.prepare()
    from hejie.desk.cases import whatif  # can be imported only once Django is set up

    return whatif.impact_on_stored(old, new, as_of=at)


def _show_impact(impacts: Sequence[Impact]) -> None:
    for row in impacts:
        money = ", ".join(f"{value} {currency}" for currency, value in row.money.items())
        where = " ".join(part for part in (row.platform, row.claim) if part)
        click.echo(f"{row.cases:>6} cases  {row.decision}: {row.before} -> {row.after}  {where}  {money}")
    if not impacts:
        click.echo("No case changes.")
