"""How do rows of rule files become typed definitions?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import structs

from hejie.rulebook.clauses import burdens_of, clocks_of, names_in, rules_of
from hejie.rulebook.loading import Paper, Row
from hejie.rulebook.mistakes import RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, day, items, number, one_of, only, text, truth, words
from hejie.rulebook.schema import (
    GRADES,
    POLICIES,
    TYPES,
    UNITS,
    Ask,
    DatedValue,
    Decision,
    Definitions,
    Derived,
    FactKind,
    Folder,
    Parameter,
    Rule,
    Source,
    Words,
    WorkedCase,
)
from hejie.rulebook.spans import minutes_of

MOST_OUTCOMES = 60  # a bit each, with room for three marks in 64


def assemble(paper: Paper) -> Definitions:
    """Return the typed definitions of all rows; raise RuleFileMistake for the first row that is wrong."""
    sections = paper.sections
    folders = paper.folders
    rules = [rule for row in sections["rules"].values() for rule in rules_of(row, _folder(folders, row))]
    return Definitions(
        folders=folders,
        facts={key: _fact(key, row, paper) for key, row in sections["facts"].items()},
        derived={key: _derived(key, row) for key, row in sections["derived"].items()},
        sources={key: _source(key, row) for key, row in sections["sources"].items()},
        params=_read_by(
            {key: _param(key, row, _folder(folders, row)) for key, row in sections["params"].items()}, paper
        ),
        decisions={key: _decision(key, row, paper) for key, row in sections["decisions"].items()},
        rules=_by_id(rules),
        clocks={
            key: clock
            for key, row in sections["clocks"].items()
            for clock in clocks_of(row, _folder(folders, row))
        },
        burdens={
            key: burden
            for key, row in sections["burden"].items()
            for burden in burdens_of(row, _folder(folders, row))
        },
    )


def worked_case(row: Row) -> WorkedCase:
    """Return a worked case."""
    body = row.body
    only(body, ("name", "shows", "facts", "at", "absent", "unobtainable", "expect", "asks", "due"))
    return WorkedCase(
        name=text(body, "name"),
        shows=names_in(body, "shows"),
        facts=block(body, "facts"),
        place=body.place,
        folder=row.folder,
        at=text(body, "at", ""),
        absent=names_in(body, "absent"),
        unobtainable=names_in(body, "unobtainable"),
        expect=block(body, "expect"),
        asks=names_in(body, "asks"),
        due=block(body, "due"),
    )


def _by_id(rules: list[Rule]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise RuleFileMistake(
                rule.place, f"the rule {rule.id!r} exists twice", f"See {found[rule.id].place}; rename one."
            )
        found[rule.id] = rule
    return found


def _folder(folders: Mapping[str, Folder], row: Row) -> Folder:
    return folders.get(row.folder) or Folder("", "shared", "")


def _fact(key: str, row: Row, paper: Paper) -> FactKind:
    body = row.body
    only(
        body,
        (
            "type",
            "unit",
            "values",
            "label",
            "nullable",
            "if_missing",
            "measured_by",
            "ask",
            "proved_by",
            "range",
        ),
    )
    kind = one_of(body, "type", TYPES)
    values = {str(code): words(block(body, "values"), code) for code in block(body, "values")}
    extra = paper.sections["values"].get(key)
    if extra:
        values |= {str(code): words(extra.body, code) for code in extra.body}
    for folder in paper.folders.values():
        if folder.kind == key:
            values.setdefault(folder.id.rpartition("/")[2], words(block({"_": folder.meta}, "_"), "name"))  # type: ignore[arg-type]
    if kind == "enum" and not values:
        raise RuleFileMistake(
            body.place, f"the enum fact {key!r} has no values", "List them under 'values' with a label each."
        )
    least, most = _range(body)
    return FactKind(
        name=key,
        type=kind,
        label=words(body, "label"),
        place=body.place,
        unit="money" if kind == "money" else one_of(body, "unit", UNITS, ""),
        values=values,
        nullable=truth(body, "nullable", default=True),
        if_missing=one_of(body, "if_missing", ("unknown", "absent"), "unknown"),
        measured_by=text(body, "measured_by", ""),
        ask=_ask(body),
        proved_by=names_in(body, "proved_by"),
        least=least,
        most=most,
    )


def _range(body: Block) -> tuple[int | None, int | None]:
    bounds = items(body, "range")
    if not bounds:
        return None, None
    if len(bounds) != 2 or not all(isinstance(bound, int) for bound in bounds) or bounds[0] > bounds[1]:
        raise RuleFileMistake(
            body.at("range"), "the range is not two numbers", "Write [least, most] in the unit of the fact."
        )
    return bounds[0], bounds[1]


def _ask(body: Block) -> Ask:
    given = body.get("ask")
    if isinstance(given, str):
        return Ask(who=given)
    row = block(body, "ask")
    only(row, ("who", "cost", "sla", "evidence"))
    sla = minutes_of(row.at("sla"), row["sla"]) if row.get("sla") else 0
    return Ask(text(row, "who", "agent"), number(row, "cost", 1), sla, text(row, "evidence", ""))


def _derived(key: str, row: Row) -> Derived:
    only(row.body, ("is", "label"))
    return Derived(key, text(row.body, "is"), words(row.body, "label"), row.body.place)


def _title(body: Block) -> Words:
    # What a team wrote as one text is the same in every language.
    return words(body, "title") if isinstance(body.get("title"), Block) else {"en": text(body, "title")}


def _source(key: str, row: Row) -> Source:
    body = row.body
    only(
        body,
        ("title", "date", "publisher", "place", "kind", "says", "grade", "checked_on", "review_by", "link"),
    )
    dated = None if body.get("date") == "undated" else day(body, "date")
    if dated is None and body.get("date") != "undated":
        raise RuleFileMistake(
            body.at("date"), f"the source {key!r} has no date", "Write its day, or 'undated'."
        )
    return Source(
        id=key,
        title=_title(body),
        dated=dated,
        publisher=text(body, "publisher", text(body, "place", "")),
        kind=text(body, "kind"),
        says=words(body, "says"),
        grade=one_of(body, "grade", GRADES),
        checked_on=day(body, "checked_on"),
        review_by=day(body, "review_by"),
        place=body.place,
        link=text(body, "link", ""),
    )


def _param(key: str, row: Row, folder: Folder) -> Parameter:
    body = row.body
    only(body, ("unit", "label", "currency", "values", "review_by", "calendar", "source"))
    unit = one_of(body, "unit", UNITS, "")
    currency = text(body, "currency", folder.currency) if unit == "money" else ""
    if unit == "money" and not currency:
        raise RuleFileMistake(
            body.place, f"{key!r} is money without a currency", "Add 'currency: CNY' or so."
        )
    table = block(body, "values", required=True)
    values = tuple(sorted((_dated(table, since, body) for since in table), key=lambda value: value.since))
    if not values:
        raise RuleFileMistake(
            body.at("values"), f"{key!r} has no value", "Write 'date: {value: ..., source: ...}'."
        )
    return Parameter(
        key,
        unit,
        words(body, "label"),
        values,
        body.place,
        folder.zone,
        currency,
        day(body, "review_by"),
        text(body, "calendar", folder.country),
    )


def _read_by(params: dict[str, Parameter], paper: Paper) -> dict[str, Parameter]:
    """Say of each number which room looks it up: the longest name or beginning of a name that fits."""
    for wanted, reader in sorted(paper.used_by.items()):
        stem = wanted.removesuffix("*")
        named = [key for key in params if key == wanted or (stem != wanted and key.startswith(stem))]
        if not named:
            raise UnknownName(reader.place, wanted, "param", params)
        params |= {key: structs.replace(params[key], used_by=reader.room) for key in named}
    return params


def _dated(table: Block, since: object, body: Block) -> DatedValue:
    place = table.at(since)
    if not isinstance(since, date):
        raise RuleFileMistake(
            place, f"{since!r} is not the day a value starts", "Write it as 2026-01-15, without quotes."
        )
    given = table[since]
    if isinstance(given, int) and not isinstance(given, bool):
        return DatedValue(since, given, text(body, "source"))
    if given is None:
        return DatedValue(since, None, text(body, "source", ""))  # it ended on this day
    if not isinstance(given, Block):
        raise RuleFileMistake(place, "this value is not a number", "Write '{value: 72, source: id}'.")
    row = given
    only(row, ("value", "source", "recorded"))
    value = None if "value" in row and row["value"] is None else number(row, "value")
    return DatedValue(since, value, text(row, "source", text(body, "source", "")), day(row, "recorded"))


def _decision(key: str, row: Row, paper: Paper) -> Decision:
    body = row.body
    only(body, ("policy", "label", "outcomes", "default", "unit"))
    outcomes = {str(code): words(block(body, "outcomes"), code) for code in block(body, "outcomes")}
    extra = paper.sections["outcomes"].get(key)
    if extra:
        outcomes |= {str(code): words(extra.body, code) for code in extra.body}
    policy = one_of(body, "policy", POLICIES)
    if policy == "first" and not outcomes:
        raise RuleFileMistake(
            body.place, f"the decision {key!r} has no outcomes", "List them with a label each."
        )
    if len(outcomes) > MOST_OUTCOMES:
        raise RuleFileMistake(
            body.place, f"{key!r} has {len(outcomes)} outcomes", f"Use at most {MOST_OUTCOMES}."
        )
    default = text(body, "default", "") or None
    if policy == "first" and default and default not in outcomes:
        raise UnknownName(body.at("default"), default, "outcome", outcomes)
    return Decision(
        key, policy, words(body, "label"), body.place, outcomes, default, one_of(body, "unit", UNITS, "")
    )
