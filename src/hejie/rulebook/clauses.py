"""How does a row of a rule file become rules with their exceptions, a clock, or a burden of proof?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hejie.rulebook.loading import Row
from hejie.rulebook.mistakes import Place, RuleFileMistake
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, day, items, name, one_of, only, rows, text, truth, words
from hejie.rulebook.schema import Burden, Clock, Effective, Folder, Rule

_RULE_FIELDS = (
    "id",
    "decides",
    "gives",
    "when",
    "says",
    "source",
    "effective",
    "overrides",
    "exceptions",
    "enabled",
    "rounding",
)


def rules_of(row: Row, folder: Folder) -> Iterator[Rule]:
    """Yield the rules of a row: one for each decision it settles, and its exceptions."""
    if truth(row.body, "enabled", default=True):
        around = [part for part in (folder.guard, row.within) if part]
        yield from _clause(row.body, row.body["id"], around, folder, {})


def _clause(
    body: Block, base: str, around: list[str], folder: Folder, above: Mapping[str, Rule]
) -> Iterator[Rule]:
    only(body, _RULE_FIELDS)
    when = [*around, text(body, "when")]
    effective = (
        _effective(body, folder) if "effective" in body or not above else next(iter(above.values())).effective
    )
    made: dict[str, Rule] = {}
    gives = _gives(body, above)
    for decides, outcome in gives.items():
        if above and decides not in above:
            raise RuleFileMistake(
                body.at("gives"),
                f"the exception decides {decides!r}",
                "An exception decides what its rule decides.",
            )
        made[decides] = Rule(
            id=base
            if len(gives) == 1 and "gives" in body and not isinstance(body["gives"], Block)
            else f"{base}.{decides}",
            decides=decides,
            gives="" if outcome == "nothing" else outcome,
            when=_joined(when),
            says=words(body, "says"),
            sources=names_in(body, "source"),
            place=body.place,
            folder=folder.id,
            effective=effective,
            parent=above[decides].id if above else "",
            overrides=names_in(body, "overrides"),
            rounding=one_of(body, "rounding", ("floor", "ceil", "half_up"), "floor"),
        )
    yield from made.values()
    for child in rows(body, "exceptions"):
        own = name(child.at("id"), child.get("id"), "exception").removeprefix(base + ".")
        yield from _clause(child, f"{base}.{own}", when, folder, made)


def _gives(body: Block, above: Mapping[str, Rule]) -> dict[str, str]:
    if isinstance(body.get("gives"), Block):
        return {str(decision): text(body["gives"], decision) for decision in body["gives"]}
    outcome = text(body, "gives")
    if not above:
        return {text(body, "decides"): outcome}
    if outcome != "nothing" and len(above) > 1:
        raise RuleFileMistake(
            body.at("gives"),
            "the rule above decides several things",
            "Write 'gives: {decision: outcome}' or 'gives: nothing'.",
        )
    return dict.fromkeys(above, outcome)


def _joined(parts: list[str]) -> str:
    return " and ".join(f"({part})" for part in parts if part != "always") or "always"


def _effective(body: Block, folder: Folder) -> Effective:
    row = block(body, "effective")
    only(row, ("from", "to", "kind", "version_by", "recorded"))
    return Effective(
        day(row, "from"),
        day(row, "to"),
        one_of(row, "kind", ("stated", "first_seen"), "stated"),
        text(row, "version_by", folder.version_by),
        day(row, "recorded"),
    )


def clocks_of(row: Row, folder: Folder) -> Iterator[Clock]:
    """Yield the clock of a row, unless it is switched off."""
    body = row.body
    only(
        body,
        (
            "id",
            "says",
            "starts",
            "length",
            "source",
            "turn",
            "when",
            "stops_when",
            "field",
            "then",
            "deem",
            "effective",
            "enabled",
        ),
    )
    if truth(body, "enabled", default=True):
        yield Clock(
            id=body["id"],
            says=words(body, "says"),
            starts=text(body, "starts"),
            length=text(body, "length"),
            sources=names_in(body, "source"),
            place=body.place,
            folder=folder.id,
            turn=text(body, "turn", ""),
            when=_joined([part for part in (folder.guard, row.within, text(body, "when", "always")) if part]),
            stops_when=text(body, "stops_when", ""),
            field=text(body, "field", ""),
            then=words(body, "then") if "then" in body else {},
            deem=block(body, "deem"),
            effective=_effective(body, folder),
        )


def burdens_of(row: Row, folder: Folder) -> Iterator[Burden]:
    """Yield the burden of proof of a row, unless it is switched off."""
    body = row.body
    only(body, ("id", "fact", "on", "by", "else", "says", "source", "when", "enabled"))
    if truth(body, "enabled", default=True):
        yield Burden(
            id=body["id"],
            fact=text(body, "fact"),
            on=text(body, "on"),
            by=text(body, "by"),
            otherwise=_plain(body),
            says=words(body, "says"),
            sources=names_in(body, "source"),
            place=body.place,
            folder=folder.id,
            when=_joined([part for part in (folder.guard, row.within, text(body, "when", "always")) if part]),
        )


def _plain(body: Block) -> Any:
    if body.get("else") is None:
        raise RuleFileMistake(
            Place(body.place.file, body.place.line),
            "'else' is missing",
            "Say what is taken as given, e.g. 'else: false'.",
        )
    return body["else"]


def names_in(body: Block, key: str) -> tuple[str, ...]:
    """Return a field as a list of words, also where it is one word."""
    return tuple(str(item) for item in items(body, key))
