"""Which case does a notice open, and what does a later notice add to it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    CaseOpened,
    CaseReopened,
    ClockStopped,
    Entry,
    MessageReceived,
    PlatformReported,
    StageMoved,
)
from hejie.casefile.facts import Fact, known
from hejie.casefile.parties import Actor, Role
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn, may_follow
from hejie.intake.mistakes import AnotherCase
from hejie.intake.notice import Notice
from hejie.intake.reports import (
    Place,
    Platforms,
    is_of_order,
    last_reported,
    moved_by_platform,
    native_words,
    place_of,
    reports,
)
from hejie.intake.speaking import spoken
from hejie.rulebook.mistakes import NoSuch

_UNSAID = {"claim": "other", "wants": "unstated"}


def open_case(notice: Notice, *, rules: Platforms, at: datetime, by: Actor) -> CaseFile:
    """Return the case that a notice opens: all it says as facts, its stage, and the buyer's words.

    A status that neither the notice nor the platform's folder can place moves nothing: the case starts as an inquiry.
    """
    what: list[AnyHappening] = [_opened(notice, rules)]
    place = place_of(notice, rules)
    if place:
        what += _way(Stage.INQUIRY, place, _because(notice))
    if notice.text:
        what.append(_message(notice))
    return CaseFile.begin(notice.case_id, *(Entry(at, by, one) for one in what))


def merge(file: CaseFile, notice: Notice, *, rules: Platforms, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return what a later notice adds to a case: nothing where it says nothing new.

    It is compared with what the platform said before, never with what people or other rooms found out since, so
    an old export brought in again takes nothing back. Raises AnotherCase for a notice about another case.
    """
    _check_same(file, notice)
    if notice.is_order:
        fresh = tuple(_news(file, notice.facts))
        return (Entry(at, by, PlatformReported(_status(file), fresh, notice.native)),) if fresh else ()
    if _is_stale(file, notice):
        return ()
    what = [*_report(file, notice), *_moves(file, notice, rules), *_words(file, notice)]
    return tuple(Entry(at, by, one) for one in what)


def _opened(notice: Notice, rules: Platforms) -> CaseOpened:
    return CaseOpened(
        platform=notice.platform,
        shop=notice.shop,
        after_sales_id=notice.after_sales_id,
        claim=notice.claim,
        wants=notice.wants,
        order_id=notice.order_id,
        buyer=notice.buyer,
        goods=notice.goods,
        amount=notice.amount,
        channel=notice.channel,
        language=spoken(notice.text, notice.language),
        facts=(*_reported(notice), *_surroundings(notice, rules)),
        native=notice.native,
    )


def _reported(notice: Notice) -> Iterator[Fact]:
    """The facts of a notice, and the status and time of the report, by which a later one is compared."""
    yield from notice.facts
    if notice.status:
        yield known("platform_status", notice.status, said_by=Role.PLATFORM, source=_source(notice))
    if notice.received_at:
        yield known("reported_at", Moment(notice.received_at), said_by=Role.PLATFORM, source=_source(notice))


def _surroundings(notice: Notice, rules: Platforms) -> Iterator[Fact]:
    """What follows from the market alone: whose consumer law is the floor, and the money of the case."""
    said = {fact.name: fact.value for fact in notice.facts}
    try:
        meta = rules.platform(notice.platform).meta
    except NoSuch:
        return
    site = meta.sites.get(str(said.get("site", "")))
    told = {"law": (site.law if site else "") or ("" if site else meta.law)}
    told["currency"] = notice.amount.currency if notice.amount else (site.currency if site else meta.currency)
    for name, value in told.items():
        if value and name not in said:
            yield known(name, value, said_by=Role.SYSTEM, source=f"market of {meta.id}")


def _source(notice: Notice) -> str:
    return notice.facts[0].source if notice.facts else notice.channel


def _because(notice: Notice) -> str:
    return f"{notice.platform}: {notice.status}" if notice.status else notice.platform


def _message(notice: Notice) -> MessageReceived:
    language = spoken(notice.text, notice.language)
    return MessageReceived(Role.BUYER, notice.text, language, notice.channel)


def _check_same(file: CaseFile, notice: Notice) -> None:
    opened = file.opened
    same_order = notice.is_order and (opened.platform, opened.order_id) == (notice.platform, notice.order_id)
    if not same_order and (notice.is_order or notice.case_id != file.case_id):
        raise AnotherCase(file.case_id, notice.order_id if notice.is_order else notice.case_id)


def _news(file: CaseFile, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts that differ from what the same kind of export said last, or, where it said nothing, any report."""
    said: dict[tuple[str, bool], Fact] = {}
    for report in reports(file):
        said.update({(fact.name, is_of_order(fact)): fact for fact in report.facts})
    for fact in facts:
        before = said.get((fact.name, is_of_order(fact))) or said.get((fact.name, not is_of_order(fact)))
        if before is None or (before.state, before.value) != (fact.state, fact.value):
            yield fact


def _status(file: CaseFile) -> str:
    said = [fact for report in reports(file) for fact in report.facts if fact.name == "platform_status"]
    return str(said[-1].value) if said else ""


def _is_stale(file: CaseFile, notice: Notice) -> bool:
    """Whether the platform has told something later than this notice: an old export brought in again."""
    last = last_reported(file)
    return last is not None and notice.received_at is not None and notice.received_at < last


def _report(file: CaseFile, notice: Notice) -> Iterator[PlatformReported]:
    fresh = (*_news(file, _reported(notice)), *_changed_heading(file, notice))
    known = native_words(file)
    native = {name: word for name, word in notice.native.items() if known.get(name) != word}
    if fresh or native:
        yield PlatformReported(notice.status, fresh, native)


def _changed_heading(file: CaseFile, notice: Notice) -> Iterator[Fact]:
    """Claim, wish and amount where the buyer changed the application; silence takes nothing back."""
    before = {name: getattr(file.opened, name) for name in ("claim", "wants", "amount")}
    for report in reports(file):
        before.update({fact.name: fact.value for fact in report.facts if fact.name in before})
    for name, old in before.items():
        value = getattr(notice, name)
        if value and value not in (old, _UNSAID.get(name)):
            yield known(name, value, said_by=Role.PLATFORM, source=_source(notice))


def _moves(file: CaseFile, notice: Notice, rules: Platforms) -> Iterator[AnyHappening]:
    """A new status of the platform moves the case, even where the table would not expect it: then it is reopened."""
    place = place_of(notice, rules)
    if place is None or place == (file.stage, file.turn) or not _status_changed(file, notice, place):
        return
    now = file.stage
    if now is Stage.CLOSED:
        yield CaseReopened(_because(notice))
        now = Stage.NEGOTIATION
        if place == (now, Turn.SELLER):
            return
    if place[0] is Stage.CLOSED:
        yield from (ClockStopped(clock, _because(notice)) for clock in file.clocks)
    yield from _way(now, place, _because(notice))


def _way(now: Stage, place: Place, because: str) -> Iterator[StageMoved]:
    """The moves to a place the platform reports, by way of the stage it must have passed where none leads straight.

    Nothing leads back to an inquiry: such a report leaves the case where it is.
    """
    stage, turn = place
    if may_follow(now, stage):
        yield StageMoved(stage, turn, because)
        return
    between = [
        step
        for step in Stage
        if step is not Stage.CLOSED and may_follow(now, step) and may_follow(step, stage)
    ]
    if between:
        yield StageMoved(between[-1], turn, because)
        yield StageMoved(stage, turn, because)


def _status_changed(file: CaseFile, notice: Notice, place: Place) -> bool:
    # The same native status may mean another place with another field (customer service stepped in), so what the
    # platform last moved the case to counts as well: the last StageMoved whose reason names this platform's report.
    if notice.status != _status(file):
        return True
    moved = moved_by_platform(file, notice)
    return not moved or moved[-1] != place


def _words(file: CaseFile, notice: Notice) -> Iterator[MessageReceived]:
    if notice.text and all(message.text != notice.text for message in file.all(MessageReceived)):
        yield _message(notice)
