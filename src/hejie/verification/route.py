"""What does the whole route of a parcel say: attempts, last state, who got it, and why it stands where it stands?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from hejie.casefile.entries import ParcelScanned
from hejie.rulebook.tracking_maps import TrackingMaps
from hejie.verification.attempts import DELIVERED, FAILED, REFUSED, attempts_of, runs_of
from hejie.verification.history import UNKNOWN, Step, tidy
from hejie.verification.refusal import NONE, Refusal, quote, tell_refusal
from hejie.verification.silence import span

BEFORE_PICKUP = frozenset({"info_received", "cancelled", UNKNOWN})
WAY_BACK = frozenset({"returning", "returned"})
# After these a late scan of mere movement changes nothing: hubs upload late, and their clocks differ.
SETTLED = DELIVERED | {"returned", "destroyed"}
MERE_MOVEMENT = frozenset({"info_received", "picked_up", "in_transit", "customs_cleared", "delayed", UNKNOWN})
CUSTOMS = frozenset({"customs_hold", "customs_seized", "fee_due"})


class Route(Struct, frozen=True):
    """A parcel's scans read as one story. Times are of the carrier's record; `signed_by` is empty before delivery.

    `findings` are codes of the tracking data, each a sentence people read; `grounds` adds the quoted scans.
    """

    parcel: str
    direction: str
    state: str
    steps: tuple[Step, ...]
    voided: tuple[Step, ...]
    attempts: tuple[datetime, ...]
    refusal: Refusal
    findings: tuple[str, ...] = ()
    picked_up_at: datetime | None = None
    signed_at: datetime | None = None
    signed_by: str = ""
    customs_cause: str = ""
    unrecognised: tuple[Step, ...] = ()

    @property
    def last_at(self) -> datetime:
        """When the carrier last recorded anything."""
        return self.steps[-1].at

    @property
    def reason(self) -> str:
        """The carrier's reason as a parcel state: why it was not delivered, else why it stands still."""
        return self.refusal.reason or (self.state if self.state not in MERE_MOVEMENT | DELIVERED else "")

    @property
    def last_step(self) -> Step:
        """The newest step that stands for the state."""
        return next((step for step in reversed(self.steps) if step.state == self.state), self.steps[-1])


def read_route(scans: Iterable[ParcelScanned], maps: TrackingMaps, *, at: datetime) -> Route | None:
    """Read the scans of one parcel as one route; None where nothing is left after voids.

    Order and repeats of the scans change nothing. What is not known is not filled in: a newest scan in unknown
    words makes the state `unknown`.
    """
    history = tidy(scans, maps)
    if not history.steps:
        return None
    first = history.steps[0].scans[0]
    out, back = _out_and_back(history.steps, first.direction)
    runs = runs_of(out)
    if not any(run.signals() for run in runs):
        runs = runs_of(history.steps)  # some carriers name the reason only after the parcel turned round
    state, found = _state(history.steps, out, back)
    signing = _signing(history.steps, state)
    refusal = (
        tell_refusal(runs, delivered=state in DELIVERED) if first.direction == "forward" else Refusal(NONE)
    )
    route = Route(
        parcel=first.parcel, direction=first.direction, state=state, steps=history.steps, voided=history.voided,
        attempts=attempts_of(runs, span(maps.measure("same_attempt", at.date()))), refusal=refusal,
        picked_up_at=_picked_up(history.steps), signed_at=signing.at if signing else None,
        signed_by=(signing.meaning.signed_by or UNKNOWN) if signing else "",
        customs_cause=_customs_cause(history.steps),
        unrecognised=tuple(step for step in history.steps if step.state == UNKNOWN),
    )  # fmt: skip
    return _with_findings(route, found)


def grounds(route: Route) -> tuple[str, ...]:
    """Return what the reading rests on: findings as codes, then the scans they quote, in the carrier's words."""
    told = [*route.findings]
    if route.direction == "forward":
        told += route.refusal.grounds
    told += [quote(step) for step in route.unrecognised[-1:]]
    told += [quote(route.last_step)] if route.state != UNKNOWN else []
    return tuple(dict.fromkeys(told))


def _out_and_back(steps: Sequence[Step], direction: str) -> tuple[Sequence[Step], Sequence[Step]]:
    """Split a route where the way back begins. A parcel that is itself a return has no way back."""
    if direction != "forward":
        return steps, ()
    turn = next((place for place, step in enumerate(steps) if step.state in WAY_BACK), len(steps))
    return steps[:turn], steps[turn:]


def _state(steps: Sequence[Step], out: Sequence[Step], back: Sequence[Step]) -> tuple[str, tuple[str, ...]]:
    if any(step.state in DELIVERED for step in back):
        return _signed_on_the_way_back(back)
    last = steps[-1]
    for step in reversed(steps):
        if step.state in SETTLED:
            return step.state, ()
        if step.state not in MERE_MOVEMENT:
            break
    known = [step for step in steps if step.state != UNKNOWN]
    if last.state == UNKNOWN and known and known[-1].at == last.at:
        return known[-1].state, ()
    return last.state, ("newest_not_recognised",) if last.state == UNKNOWN else ()


def _signed_on_the_way_back(back: Sequence[Step]) -> tuple[str, tuple[str, ...]]:
    """Signed after the parcel turned round: the sender has it, unless it went out once more in between."""
    signed = max(place for place, step in enumerate(back) if step.state in DELIVERED)
    after = [step for step in back[signed + 1 :] if step.state not in MERE_MOVEMENT]
    if after:
        return after[-1].state, ()
    if any(step.state == "out_for_delivery" or step.state in REFUSED | FAILED for step in back[:signed]):
        return UNKNOWN, ("signer_after_return_unclear",)
    return "returned", ("return_signed",)


def _signing(steps: Sequence[Step], state: str) -> Step | None:
    if state not in DELIVERED:
        return None
    return next(step for step in reversed(steps) if step.state in DELIVERED)


def _picked_up(steps: Sequence[Step]) -> datetime | None:
    """Return the carrier's first own scan; None where words before it are unknown: it might have been earlier."""
    for step in steps:
        if step.state == UNKNOWN:
            return None
        if step.state not in BEFORE_PICKUP:
            return step.at
    return None


def _customs_cause(steps: Sequence[Step]) -> str:
    held = [step for step in steps if step.state in CUSTOMS]
    stated = [step.meaning.cause for step in held if step.meaning.cause not in ("", "unstated", "inspection")]
    if stated:
        return stated[-1]
    return "unstated" if held else ""


def _with_findings(route: Route, found: tuple[str, ...]) -> Route:
    findings = (*found, *_told_by_state(route))
    if route.voided:
        findings = (*findings, "scan_voided")
    if route.unrecognised and "newest_not_recognised" not in findings:
        findings = (*findings, "words_not_recognised")
    return replace(route, findings=findings)


def _told_by_state(route: Route) -> tuple[str, ...]:
    state = route.state
    if state in DELIVERED:
        return (_SIGNERS.get(route.signed_by, "signer_unknown"),)
    if state in CUSTOMS:
        stated = route.customs_cause not in ("", "unstated")
        return ("customs_cause_stated" if stated else "customs_cause_unstated",)
    return (_BY_STATE[state],) if state in _BY_STATE else ()


_SIGNERS = {
    "self": "delivered_self",
    "proxy": "delivered_other",
    "neighbour": "delivered_neighbour",
    "locker": "delivered_locker",
}
_BY_STATE = {
    "waiting_pickup": "waits_in_locker",
    "returning": "on_its_way_back",
    "returned": "back_with_sender",
    "out_of_area": "outside_area",
    "damaged": "damaged_on_the_way",
    "lost": "lost_on_the_way",
    "stolen": "lost_on_the_way",
    "intercepted": "stopped_by_sender",
}
