"""What becomes known: facts, questions, scans of a parcel, and the evidence list."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from hejie.casefile.entries.happening import Ground, Happening
from hejie.casefile.facts import Fact
from hejie.casefile.parties import Role


class FactStated(Happening, frozen=True):
    """Something about the case was learned, or was found not to be obtainable."""

    fact: Fact

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "记录事实：{fact}。",
        "en": "Recorded a fact: {fact}.",
    }


class FactAsked(Happening, frozen=True):
    """A missing fact was asked for, of somebody, by a time. `leads_to` says what each answer would decide."""

    name: str
    of: Role
    due_at: datetime | None = None
    leads_to: dict[str, tuple[str, ...]] = {}

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "还需向{of}确认：{name}[（截止 {due_at}）]。",
        "en": "Still to be asked of the {of}: {name}[ (by {due_at})].",
    }


class ParcelScanned(Happening, frozen=True):
    """A carrier recorded something about a parcel. Raw words are kept beside the canonical state."""

    parcel: str
    happened_at: datetime
    state: str
    provider: str = ""
    raw_status: str = ""
    raw_substatus: str = ""
    raw_text: str = ""
    place: str = ""
    direction: str = "forward"

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "{direction} {parcel} 于 {happened_at}[在{place}]：{state}[（{raw_text}）]。",
        "en": "{direction} {parcel}, {happened_at}[, {place}]: {state}[ (“{raw_text}”)].",
    }


class RouteRead(Happening, frozen=True):
    """The scans of a parcel were read as one route: attempts, last state, refusal or failed delivery."""

    parcel: str
    state: str
    attempts: int = 0
    first_attempt_at: datetime | None = None
    last_at: datetime | None = None
    reason: str = ""
    finding: str = ""
    because: tuple[str, ...] = ()

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "核实包裹 {parcel} 的路线：{state}，派送 {attempts} 次[，原因：{reason}][，认定：{finding}]。",
        "en": "Read the route of parcel {parcel}: {state}; delivery attempts: {attempts}"
        "[; reason: {reason}][; finding: {finding}].",
    }


class Exhibit(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of the evidence list: what is needed, what it shows, who can supply it, and what is there.

    `at_hand` names the attachment or entry that serves as this exhibit, and is empty while it is missing.
    """

    exhibit: str
    title: dict[str, str]
    shows: dict[str, str]
    of: Role
    required: bool = True
    at_hand: str = ""


class EvidenceListed(Happening, frozen=True):
    """The evidence this claim needs was listed, with what is there and what is missing, and by when."""

    exhibits: tuple[Exhibit, ...]
    due_at: datetime | None = None
    ground: Ground | None = None

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "证据清单：[{exhibits}|无需证据][；截止 {due_at}]。",
        "en": "Evidence list: [{exhibits}|nothing is needed][; due {due_at}].",
    }

    @property
    def missing(self) -> tuple[Exhibit, ...]:
        """The exhibits that are required and not at hand."""
        return tuple(exhibit for exhibit in self.exhibits if exhibit.required and not exhibit.at_hand)
