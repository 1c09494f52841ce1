"""What becomes known: facts, questions, scans of a parcel, the evidence list and what is marked in it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from hejie.casefile.entries.happening import Ground, Happening
from hejie.casefile.facts import Fact
from hejie.casefile.parties import Role

WHOLE = 10_000  # the whole width or height of a picture, in the parts that a region is counted in


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


class RegionOutside(ValueError):
    """A region that is empty or reaches beyond its picture."""

    def __init__(self, left: int, top: int, width: int, height: int) -> None:
        super().__init__(
            f"A region at {left}, {top} of {width} by {height} does not lie on the picture, so a reviewer would see "
            f"nothing marked. Give ten-thousandths of width and height: all from 0 to {WHOLE}, none of them empty."
        )


class Region(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A rectangle on a picture, in ten-thousandths of its width and height, from the upper left corner.

    `hides` means that it covers personal data of somebody else and is blackened; else it is highlighted.
    Raises RegionOutside.
    """

    left: int
    top: int
    width: int
    height: int
    hides: bool = False

    def __post_init__(self) -> None:
        right, bottom = self.left + self.width, self.top + self.height
        lies_inside = 0 <= self.left < right <= WHOLE and 0 <= self.top < bottom <= WHOLE
        if not lies_inside:
            raise RegionOutside(self.left, self.top, self.width, self.height)


class ExhibitMarked(Happening, frozen=True):
    """A person marked what counts in an exhibit. The last marks of a picture, or of the conversation, are the ones.

    `sha256` names the picture; empty for what the case prints itself, of which `lines` are the numbers of the decisive
    entries and `translations` give entries, by their number, in the reviewer's language. `hidden` are words of
    somebody else's that are blackened in every text. `caption` replaces the line that says what the exhibit shows.
    """

    exhibit: str
    sha256: str = ""
    regions: tuple[Region, ...] = ()
    lines: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()
    translations: dict[str, str] = {}
    caption: str = ""

    says: ClassVar[dict[str, str]] = {
        "zh-CN": "标注证物「{exhibit}」[：{caption}]。",
        "en": "Marked what counts in the exhibit “{exhibit}”[: {caption}].",
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
