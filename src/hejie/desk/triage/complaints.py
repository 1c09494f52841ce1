"""What should be done about each complaint of an export? Read, judged and planned in memory: no web, no data base."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec
from msgspec import Struct, structs
from rich.console import Console
from rich.table import Table as RichTable

from hejie.casefile import CaseFile
from hejie.casefile.parties import SYSTEM
from hejie.desk.commands.correcting import corrections, encoding_option, map_option
from hejie.desk.imports.mistakes import UnusableFile
from hejie.desk.imports.reading import opened
from hejie.desk.imports.recognising import column_maps, heading_score, recognised, told
from hejie.desk.spreadsheets import harmless
from hejie.desk.triage.plans import Plan, Wording, by_urgency, plan_of
from hejie.desk.walk import walk
from hejie.intake import BadCell, merge, open_case
from hejie.intake.guessing import Guess
from hejie.intake.mistakes import IntakeMistake
from hejie.intake.rows import Found, Origin
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.mistakes import RulebookError

FINE, SOME_BAD, UNUSABLE = 0, 1, 2
MOST_BAD_SHOWN = 10
COLUMNS = ("id", "claim", "stage", "verdict", "next_step", "first_offer", "due", "left")
TITLES = {
    "id": ("售后单", "case"),
    "claim": ("诉求", "claim"),
    "stage": ("阶段", "stage"),
    "turn": ("轮到", "turn"),
    "verdict": ("判责", "verdict"),
    "next_step": ("下一步", "next step"),
    "first_offer": ("首选方案", "first offer"),
    "due": ("截止", "due"),
    "left": ("剩余", "left"),
}


class Asked(Struct, frozen=True):
    """What the command line asks for."""

    file: Path
    platform: str
    shop: str
    columns: tuple[str, ...]
    encoding: str
    form: str
    language: str
    when: str


class Triaged(Struct):
    """What an export came to: plans of its open cases, how many are closed, what could not be read or planned."""

    plans: list[Plan] = []
    closed: int = 0
    bad: list[BadCell] = []
    unplanned: list[str] = []


class NoComplaints(IntakeMistake):
    """An export of orders, where complaints were wanted."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This is an {name}: it lists orders and no complaints, so there is nothing to plan. Bring the export of "
            "refunds or claims; import the orders at the desk, where they add facts to the cases of those orders."
        )


class NotATime(IntakeMistake):
    """A time for --at that cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(f"--at {text!r} is not a time with its zone. Write it like 2026-11-24T10:00+08:00.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--platform",
    default="",
    help="taobao, pinduoduo, aliexpress, mercadolibre, 17zwd or hejie; else guessed.",
)
@click.option("--shop", default="shop", show_default=True, help="Name of the shop the export comes from.")
@map_option
@encoding_option
@click.option(  # `--format json` is how scripts asked before there was `--json`; it still works
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    metavar="[table|csv]",
    default="table",
    show_default=True,
)
@click.option("--json", "form", flag_value="json", help="Print for a program.")
@click.option("--language", type=click.Choice(["zh-CN", "en"]), default="zh-CN", show_default=True)
@click.option(
    "--at", "when", default="", metavar="TIME", help="Plan as of this time (with its zone); else now."
)
@click.pass_context
def triage(context: click.Context, /, file: Path, **options: Any) -> None:
    """Plan every complaint of an export FILE: who is liable or what is missing, the next step, the offer, the time.

    Nothing is stored or sent. Exit code 0: fine, 1: some rows could not be read, 2: the file cannot be used.
    """
    try:
        code = _run(Asked(file, **options))
    except (IntakeMistake, UnusableFile, RulebookError) as mistake:
        click.echo(str(mistake), err=True)
        code = UNUSABLE
    context.exit(code)


def _run(asked: Asked) -> int:
    at, rules = _time(asked.when), load_rulebook()
    maps = column_maps(rules)
    with opened(asked.file, encoding=asked.encoding, is_heading=heading_score(maps)) as sheet:
        guess = recognised(sheet, maps, platform=asked.platform, corrections=corrections(asked.columns))
        if guess.export.tells_orders:
            raise NoComplaints(guess.export.name.get("en", guess.export.id))
        _show_guess(guess, sys.stderr, asked.language)
        found = told(sheet, guess, Origin(asked.file.name, asked.shop))
        triaged = planned(found, rules=rules, wording=Wording(rules, asked.language), at=at)
    _print(triaged, asked.form, asked.language)
    _show_bad(triaged, asked.language)
    return SOME_BAD if triaged.bad or triaged.unplanned else FINE


def planned(found: Iterable[Found], *, rules: Rulebook, wording: Wording, at: datetime) -> Triaged:
    """Return the plans of what the rows told, the most urgent first; rows of the same case are joined."""
    triaged = Triaged()
    files: dict[str, CaseFile] = {}
    for one in found:
        triaged.bad += one.bad
        if one.notice is None:
            continue
        case_id = one.notice.case_id
        if case_id in files:
            files[case_id] = files[case_id].add(
                *merge(files[case_id], one.notice, rules=rules, at=at, by=SYSTEM)
            )
        else:
            files[case_id] = open_case(one.notice, rules=rules, at=at, by=SYSTEM)
    for file in files.values():
        if not file.is_open:
            triaged.closed += 1
            continue
        try:
            triaged.plans.append(_plan(file, rules, wording, at))
        except Exception as error:  # one case that no room can handle must not hide the plans of all others
            triaged.unplanned.append(f"{file.case_id}: {type(error).__name__} {error}")
    return structs.replace(triaged, plans=by_urgency(triaged.plans))


def _plan(file: CaseFile, rules: Rulebook, wording: Wording, at: datetime) -> Plan:
    folder = rules.platforms.get(file.platform)
    zone = folder.meta.zone if folder else "UTC"
    return plan_of(walk(file, rules=rules, at=at), wording=wording, zone=zone, at=at)


def _time(text: str) -> datetime:
    if not text:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotATime(text) from error
    if at.tzinfo is None:
        raise NotATime(text)
    return at


def _show_guess(guess: Guess, stream: TextIO, language: str) -> None:
    chinese = language.startswith("zh")
    name = guess.export.name.get(language, guess.export.id)
    said = f"识别为 {guess.map.platform} {name}" if chinese else f"Read as {guess.map.platform} {name}"
    console = Console(file=stream, highlight=False)
    console.print(f"{said} ({guess.score:.0%})", markup=False)
    mapped = ", ".join(f"{header}→{field}" for header, field in guess.shown() if field)
    console.print(mapped, markup=False, style="dim")
    if guess.unused:
        unused = ", ".join(guess.unused)
        console.print(
            f"未使用的列：{unused}" if chinese else f"Columns not used: {unused}", markup=False, style="dim"
        )


def _print(triaged: Triaged, form: str, language: str) -> None:
    if form == "json":
        click.echo(json.dumps(msgspec.to_builtins(triaged.plans), ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, fieldnames=list(Plan.__struct_fields__))
        writer.writeheader()
        writer.writerows(_cells(triaged.plans))
    else:
        _print_table(triaged, language)


def _cells(plans: Iterable[Plan]) -> Iterator[dict[str, object]]:
    for plan in plans:
        cells = structs.asdict(plan)
        yield {name: harmless(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}


def _print_table(triaged: Triaged, language: str) -> None:
    chinese = language.startswith("zh")
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 180)
    table = RichTable(show_lines=False, pad_edge=False)
    for name in COLUMNS:
        table.add_column(TITLES[name][not chinese], overflow="fold", no_wrap=name in ("due", "left"))
    for plan in triaged.plans:
        late = plan.hours_left is not None and plan.hours_left < 0
        table.add_row(*(_safe(getattr(plan, name)) for name in COLUMNS), style="red" if late else "")
    console.print(table)
    told_of = (len(triaged.plans), triaged.closed)
    console.print(
        "{} 件待处理，{} 件已完结。".format(*told_of) if chinese else "{} open, {} closed.".format(*told_of)
    )


def _safe(text: str) -> str:
    return text.replace("[", "\\[")


def _show_bad(triaged: Triaged, language: str) -> None:
    chinese = language.startswith("zh")
    for bad in triaged.bad[:MOST_BAD_SHOWN]:
        where = (
            f"第 {bad.line} 行「{bad.column}」= {bad.value!r}"
            if chinese
            else f"line {bad.line}, {bad.column}: {bad.value!r}"
        )
        outcome = (
            ("整行未读入" if chinese else "row left out")
            if bad.refused
            else ("此格略过" if chinese else "cell left out")
        )
        click.echo(f"{where}: {bad.reason} ({outcome})", err=True)
    rest = len(triaged.bad) - MOST_BAD_SHOWN
    if rest > 0:
        click.echo(f"另有 {rest} 处" if chinese else f"and {rest} more", err=True)
    for told_of in triaged.unplanned[:MOST_BAD_SHOWN]:
        click.echo(("无法给出方案：" if chinese else "no plan for ") + told_of, err=True)
