"""What is to be done on the platform in this case, by whom and by when, and how far is it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct, structs

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import (
    CaseReopened,
    ClockMissed,
    ClockStopped,
    Entry,
    MessageSent,
    SendingAsked,
    SettlementAgreed,
    StandingOrderUsed,
    StepDone,
    StepFailed,
    StepQueued,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor, Role

OURS = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN, Role.SELLER, Role.WAREHOUSE})
MISSED = "missed"
SEND = "send_message"
SENDS = {
    "zh-CN": "在平台上把回复发给买家",
    "en": "Send the answer to the buyer on the platform",
    "pt-BR": "Enviar a resposta ao comprador pela plataforma",
    "es": "Enviar la respuesta al comprador por la plataforma",
}
NEVER = datetime.max.replace(tzinfo=UTC)


class State(StrEnum):
    """How far an errand is."""

    PROPOSED = "proposed"  # a connector may take it, else a person does it
    QUEUED = "queued"  # a connector has it
    DONE = "done"
    FAILED = "failed"  # a person has to look at it


class NoSuchErrand(LookupError):
    """A key that names nothing to be done in this case."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"Nothing in this case is to be done under {key!r}: it may have been done, or the clock was stopped, a "
            "moment ago. Look at the story."
        )


class Errand(Struct, frozen=True):
    """One thing to do on a platform, as a person or a connector takes it.

    `action` is the code of the step, `params` what it needs (the order, the sum, the clock). `key` is the same
    whenever it is asked, so that who does it twice does it once. `due_at` is the hour before which it must be done,
    where there is one. `is_next` is false while a step before it is not done. `told` is what was done or went wrong.
    """

    key: str
    platform: str
    action: str
    of: Role
    says: dict[str, str]
    params: dict[str, str]
    due_at: datetime | None = None
    state: State = State.PROPOSED
    is_next: bool = True
    told: str = ""
    since: datetime | None = None

    @property
    def waits_for_us(self) -> bool:
        """Whether somebody of ours, or a connector, is to do it now."""
        return self.is_next and self.state is not State.DONE and self.of in OURS


def errands(file: CaseFile) -> tuple[Errand, ...]:
    """Return what is to be done or was done: the steps of the settlement in force, and what standing orders ask."""
    found: list[Errand] = []
    for line in file.standing:
        what = line.entry.what
        match what:
            case SettlementAgreed():
                found = [one for one in found if not _is_step(one)]
                found += _steps(file, line, what)
            case StandingOrderUsed():
                found.append(_ordered(file, line, what))
            case SendingAsked():
                found = list(_with_sending(found, _sending(file, line, what)))
            case MessageSent():
                found = list(_sent_otherwise(found, line, what))
            case CaseReopened():
                found = []
            case ClockStopped() | ClockMissed():
                found = list(_without_clock(found, what))
            case StepQueued() | StepFailed() | StepDone():
                _note(found, line, what)
    return tuple(_in_order(found))


def to_do(file: CaseFile) -> tuple[Errand, ...]:
    """Return what somebody of ours is to do now, what must be done first in front."""
    now = [errand for errand in errands(file) if errand.waits_for_us] if file.is_open else []
    return tuple(sorted(now, key=lambda errand: errand.due_at or NEVER))


def queued(file: CaseFile, key: str, connector: str, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return that a connector took an errand; nothing where it has it already. Raises NoSuchErrand."""
    errand = _open(file, key)
    return () if errand.state is State.QUEUED else (Entry(at, by, StepQueued(errand.action, key, connector)),)


def done(file: CaseFile, key: str, proof: str = "", *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return that an errand was carried out, with the platform's receipt; raise NoSuchErrand.

    An answer that went out is told as one of whoever asked for it.
    """
    return carried_out(file, _open(file, key), proof, at=at, by=by)


def carried_out(file: CaseFile, errand: Errand, proof: str, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return that this was done, though somebody may have taken it back meanwhile; nothing where it is told already."""
    if any(one.key == errand.key and one.state is State.DONE for one in errands(file)):
        return ()
    step = Entry(at, by, StepDone(errand.action, proof, errand.key))
    return (step, *_went_out(file, errand, at=at, by=by)) if errand.action == SEND else (step,)


def failed(file: CaseFile, key: str, why: str, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return that an errand could not be carried out, and why; raise NoSuchErrand."""
    return (Entry(at, by, StepFailed(_open(file, key).action, key, why)),)


def _open(file: CaseFile, key: str) -> Errand:
    found = next((one for one in to_do(file) if one.key == key), None)
    if found is None:
        raise NoSuchErrand(key)
    return found


def under_way(file: CaseFile) -> Errand | None:
    """Return the answer that was asked to be sent last and is neither sent nor failed; None where there is none."""
    waits = (State.PROPOSED, State.QUEUED)
    return next((one for one in to_do(file) if one.action == SEND and one.state in waits), None)


def same_words(one: str, other: str) -> bool:
    """Tell whether two messages say the same; a platform may set blanks and line breaks otherwise."""
    return one.split() == other.split()


def _sending(file: CaseFile, line: Line, asked: SendingAsked) -> Errand:
    told = {"text": asked.text, "language": asked.language, "script": asked.script, "channel": asked.channel}
    params = _about(file) | told | {"asked_at": line.entry.at.isoformat()}
    return Errand(f"{file.case_id}#{line.seq}", file.platform, SEND, Role.AGENT, SENDS, params)


def _with_sending(found: list[Errand], fresh: Errand) -> Iterator[Errand]:
    """Yield the errands with a new answer in the place of those that failed.

    The same words asked for again carry along when they were asked first: an earlier try may have got there.
    """
    first = fresh.params["asked_at"]
    for one in found:
        if one.action != SEND or one.state is not State.FAILED:
            yield one
        elif same_words(one.params["text"], fresh.params["text"]):
            first = min(first, one.params.get("first_at", one.params["asked_at"]))
    again = {"first_at": first} if first != fresh.params["asked_at"] else {}
    yield structs.replace(fresh, params=fresh.params | again)


def _sent_otherwise(found: list[Errand], line: Line, sent: MessageSent) -> Iterator[Errand]:
    """Yield the errands once an answer went out: the same words are not to be sent again, and failed ones are over."""
    for one in found:
        if one.action != SEND or one.state is State.DONE:
            yield one
        elif one.state is not State.FAILED:
            same = same_words(one.params["text"], sent.text)
            yield structs.replace(one, state=State.DONE, since=line.entry.at) if same else one


def _went_out(file: CaseFile, errand: Errand, *, at: datetime, by: Actor) -> tuple[Entry, ...]:
    number = errand.key.rpartition("#")[2]
    asked = next((line.entry.by for line in file.lines if str(line.seq) == number), by)
    told = (errand.params[name] for name in ("text", "language", "script", "channel"))
    return (Entry(at, asked if by.role is Role.SYSTEM else by, MessageSent(*told)),)


def _steps(file: CaseFile, line: Line, agreed: SettlementAgreed) -> Iterator[Errand]:
    params = _about(file) | {"remedy": agreed.remedy} | _sum(agreed.gives)
    for number, step in enumerate(agreed.steps, 1):
        key = f"{file.case_id}#{line.seq}.{number}"
        yield Errand(key, file.platform, step.step, step.of, dict(step.says), params)


def _ordered(file: CaseFile, line: Line, used: StandingOrderUsed) -> Errand:
    params = _about(file) | {"order": used.order, "clock": used.clock} | _sum(file.opened.amount)
    key = f"{file.case_id}#{line.seq}"
    return Errand(key, file.platform, used.does, Role.AGENT, dict(used.ground.says), params, used.due_at)


def _about(file: CaseFile) -> dict[str, str]:
    opened = file.opened
    return {"shop": opened.shop, "after_sales_id": opened.after_sales_id, "order_id": opened.order_id}


def _sum(gives: Money | None) -> dict[str, str]:
    return {"minor": str(gives.minor), "currency": gives.currency} if gives else {}


def _without_clock(found: list[Errand], what: ClockStopped | ClockMissed) -> Iterator[Errand]:
    """Yield the errands without those of a clock that stopped: it was answered. One that ran out is told as failed."""
    for one in found:
        of_it = one.params.get("clock") == what.clock and one.state is not State.DONE
        if not of_it:
            yield one
        elif isinstance(what, ClockMissed):
            yield structs.replace(one, state=State.FAILED, told=MISSED, is_next=False)


def _note(found: list[Errand], line: Line, what: StepQueued | StepFailed | StepDone) -> None:
    for place, one in enumerate(found):
        named = one.key == what.key if what.key else one.action == what.step and one.state is not State.DONE
        if named:
            state, told = _outcome(what)
            found[place] = structs.replace(one, state=state, told=told, since=line.entry.at)
            return


def _outcome(what: StepQueued | StepFailed | StepDone) -> tuple[State, str]:
    match what:
        case StepQueued(connector=connector):
            return State.QUEUED, connector
        case StepFailed(why=why):
            return State.FAILED, why
        case StepDone(proof=proof):
            return State.DONE, proof


def _in_order(found: list[Errand]) -> Iterator[Errand]:
    """Yield the errands; of a settlement only the first that is not done is next, so that nobody has to trust first."""
    waiting = False
    for one in found:
        is_step = _is_step(one)
        yield structs.replace(one, is_next=False) if is_step and waiting else one
        waiting = waiting or (is_step and one.state is not State.DONE)


def _is_step(errand: Errand) -> bool:
    return "." in errand.key.rpartition("#")[2]
