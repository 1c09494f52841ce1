"""How is told what a change of the team's rules does: numbers, answers, limits felt, and what the check found?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from hejie.casefile.money import Money
from hejie.desk import languages
from hejie.desk.habits.felt import Felt
from hejie.desk.habits.numbers import LIMITS, shown
from hejie.desk.habits.weighing import Turn, Weighed
from hejie.desk.telling import naming
from hejie.rulebook import Rulebook
from hejie.rulebook.difference import MeaningChange
from hejie.rulebook.schema import Decision

SHOWN = 12


class Row(NamedTuple):
    """One line: what changes, from what to what, how many cases, and the money they are about."""

    what: str
    before: str
    after: str
    cases: int = 0
    money: str = ""
    code: str = ""


class Told(NamedTuple):
    """A weighed change in the reader's words."""

    numbers: list[Row]
    felt: list[Row]
    impacts: list[Row]
    meanings: list[Row]
    lifts: list[Row]
    changed_cases: int
    shifted: list[Row]


def today(now: datetime) -> date:
    """Return the day from which a new number holds at once: everywhere on earth it is at least this day's eve.

    Rules reckon days on the clock of their folder and limits on that of Greenwich; the earlier of both has begun in
    either.
    """
    return now.astimezone(UTC).date()


def kinds() -> dict[str, str]:
    """Return what each kind of limit is called."""
    words = (
        _("one coupon"),
        _("one partial refund or replacement"),
        _("one refund"),
        _("in one case"),
        _("in one day"),
    )
    return dict(zip(LIMITS, words, strict=True))


def of(weighed: Weighed, old: Rulebook, new: Rulebook) -> Told:
    """Return all of it in the reader's words."""
    language = languages.current()
    impacts = _impacts(weighed, new, language)
    return Told(
        numbers=[_number(turn, old, new, language) for turn in weighed.numbers],
        felt=[_felt(one, old, new, language) for one in weighed.felt],
        impacts=impacts[:SHOWN],
        meanings=list(dict.fromkeys(_meaning(one, new, language) for one in weighed.meanings))[:SHOWN],
        lifts=[_lift(role, row, before, after) for role, row, before, after in weighed.lifts],
        changed_cases=sum(row.cases for row in impacts) + sum(one.times for one in weighed.felt),
        shifted=[
            Row(
                one.who or _("open cases that nobody with the skill may take"),
                str(one.before),
                str(one.after),
            )
            for one in weighed.shifted
        ],
    )


def _meaning(one: MeaningChange, new: Rulebook, language: str) -> Row:
    rule = new.definitions.rules.get(one.rule)
    decision = new.definitions.decisions.get(rule.decides if rule else "")
    currency = str(one.witness.get("currency", ""))
    before, after = (_answer(told, decision, currency, language) for told in (one.before, one.after))
    return Row(
        one.rule, before, after, code=", ".join(f"{name} = {one.witness[name]}" for name in one.witness)
    )


def _answer(told: str, decision: Decision | None, currency: str, language: str) -> str:
    """Return an answer in words, or as the sum of money it is."""
    if decision is not None and decision.unit == "money" and currency and told.isdecimal():
        return Money(int(told), currency).text(language)
    return _said(told, [decision] if decision else [], language)


def _number(turn: Turn, old: Rulebook, new: Rulebook, language: str) -> Row:
    param = new.definitions.params.get(turn.row) or old.definitions.params[turn.row]
    before, after = (
        _value(book, turn.row, value, language) for book, value in ((old, turn.before), (new, turn.after))
    )
    return Row(naming.said(param.label, language), before, after, code=f"{turn.row} · {turn.since}")


def _value(book: Rulebook, row: str, value: int | None, language: str) -> str:
    param = book.definitions.params.get(row)
    if value is None or param is None:
        return "–"
    if param.unit == "money":
        return Money(value, param.currency).text(language)
    return f"{shown(book, row, value)} {unit(param.unit)}".strip()


def unit(code: str) -> str:
    """Return what a unit is called after a number."""
    names = {
        "min": _("minutes"),
        "h": _("hours"),
        "day": _("days"),
        "working_day": _("working days"),
        "pct": "%",
    }
    return names.get(code, "" if code == "count" else code)


def _felt(one: Felt, old: Rulebook, new: Rulebook, language: str) -> Row:
    orders = {order.id: naming.said(order.says, language) for order in new.dispatching.orders}
    promised = {deal.id: naming.said(deal.name, language) for book in (old, new) for deal in book.promotions}
    who = orders.get(one.who) or promised.get(one.who) or naming.label("ROLES", one.who, language)
    words = {
        "must_ask": _("must ask for approval of what could be granted alone"),
        "may_grant": _("may grant alone what had to be approved"),
        "order_acts": _("the standing order covers it from now on"),
        "order_rests": _("the standing order covers it no more"),
        "other_terms": _("the case page tells these terms from now on"),
        "day_too_much": _("days of the last 30 on which more was granted"),
    }
    return Row(who, "", words[one.what], one.times, _money(one.money, language))


def _impacts(weighed: Weighed, new: Rulebook, language: str) -> list[Row]:
    counts: Counter[tuple[str, str, str]] = Counter()
    money: dict[tuple[str, str, str], Counter[str]] = {}
    for one in weighed.impacts:
        decision = new.definitions.decisions.get(one.decision)
        if decision is None or decision.is_numeric:  # a limit is felt by a role: it is told there
            continue
        key = (one.decision, one.before, one.after)
        counts[key] += one.cases
        money.setdefault(key, Counter()).update(one.money)
    return [
        Row(
            naming.said(new.definitions.decisions[decision].label, language),
            _said(before, [new.definitions.decisions[decision]], language),
            _said(after, [new.definitions.decisions[decision]], language),
            cases,
            _money(money[decision, before, after], language),
        )
        for (decision, before, after), cases in counts.most_common()
    ]


def _said(told: str, decisions: Iterable[Decision], language: str) -> str:
    """Return an answer with its codes in words; `pending: a or b` keeps that it is open."""
    state, _colon, codes = told.rpartition(": ")
    known: dict[str, str] = {}
    for decision in decisions:
        known |= {code: naming.said(words, language) for code, words in decision.outcomes.items()}
    said = " / ".join(known.get(code, code) for code in codes.split(" or "))
    words = {"pending": _("open"), "conflict": _("rules conflict")}
    if codes == "no rule":
        said = _("no rule")
    return f"{words.get(state, state)}: {said}" if state else said


def _lift(role: str, row: str, before: str, after: str) -> Row:
    who = _("everybody") if role == "everybody" else naming.label("ROLES", role, languages.current())
    return Row(who, before, after, code=row)


def _money(sums: Mapping[str, int], language: str) -> str:
    return " + ".join(Money(minor, code).text(language) for code, minor in sums.items() if code and minor)
