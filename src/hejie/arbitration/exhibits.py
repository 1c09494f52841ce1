"""What does each exhibit hold: pictures with what to look at, the conversation, the route, the offers?"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hejie.arbitration.redaction import Redactor
from hejie.arbitration.voice import Voice
from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AttachmentAdded,
    EvidenceListed,
    Exhibit,
    ExhibitMarked,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    ParcelScanned,
    Region,
)
from hejie.casefile.parties import Role

STATEMENT, CHAT, ROUTE, OFFERS = "statement", "chat", "route", "remedies_offered"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


class Attached(Struct, frozen=True):
    """A file of the case that serves as an exhibit. `regions` say what to look at and what to blacken on a picture."""

    sha256: str
    name: str
    media_type: str
    size: int
    regions: tuple[Region, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.media_type in PICTURES


class Spoken(Struct, frozen=True):
    """One message of the conversation. `seq` is the number of its entry; `decisive` ones are marked by a person.

    `foreign`: it is not in the language of the pack.
    """

    seq: int
    at: str
    who: str
    ours: bool
    text: str
    translation: str = ""
    decisive: bool = False
    covered: int = 0
    foreign: bool = False


class Scanned(Struct, frozen=True):
    """One scan of a parcel as a row of the tracking table; `seq` is the number of its entry."""

    seq: int
    at: str
    parcel: str
    state: str
    place: str
    words: str
    decisive: bool = False


class Offered(Struct, frozen=True):
    """One offer and what the buyer answered."""

    at: str
    offer: str
    reply: str


class Shown(Struct, frozen=True):
    """One exhibit, numbered in the order in which it is read. `names` are its title as the desk calls it."""

    number: int
    exhibit: str
    names: dict[str, str]
    title: str
    shows: str
    files: tuple[Attached, ...] = ()
    chat: tuple[Spoken, ...] = ()
    route: tuple[Scanned, ...] = ()
    offers: tuple[Offered, ...] = ()

    @property
    def pictures(self) -> tuple[Attached, ...]:
        """The files that a page can show."""
        return tuple(file for file in self.files if file.is_picture)

    @property
    def is_marked(self) -> bool:
        """Whether anything in it is pointed at; a reviewer has half a minute for all of it."""
        looked_at = any(not region.hides for file in self.pictures for region in file.regions)
        return (
            looked_at or any(line.decisive for line in self.chat) or any(row.decisive for row in self.route)
        )


class Writer:
    """Writes the exhibits of one case for a reviewer."""

    def __init__(self, file: CaseFile, voice: Voice) -> None:
        self.file, self.voice = file, voice
        self.redactor = Redactor(file)
        self.marks = {(mark.exhibit, mark.sha256): mark for mark in file.all(ExhibitMarked)}
        self.captions = {mark.exhibit: mark.caption for mark in file.all(ExhibitMarked) if mark.caption}

    def exhibits(self, listed: EvidenceListed) -> Iterator[Shown]:
        """Yield what is at hand, numbered in the platform's order. The statement is the first page and no exhibit."""
        there = [one for one in listed.exhibits if one.at_hand and one.exhibit != STATEMENT]
        for number, one in enumerate(there, start=1):
            yield self._shown(number, one)

    def _shown(self, number: int, one: Exhibit) -> Shown:
        name = one.exhibit
        caption = self.captions.get(name, "")
        return Shown(
            number,
            name,
            one.title,
            self.voice.say(one.title, f"{name}.title"),
            caption or self.voice.say(one.shows, f"{name}.shows"),
            files=tuple(self._files(name)),
            chat=tuple(self._chat()) if name == CHAT else (),
            route=tuple(self._route()) if name == ROUTE else (),
            offers=tuple(self.offers()) if name == OFFERS else (),
        )

    def _files(self, exhibit: str) -> Iterator[Attached]:
        added = {file.sha256: file for file in self.file.all(AttachmentAdded) if file.shows == exhibit}
        for file in added.values():
            mark = self.marks.get((exhibit, file.sha256))
            regions = mark.regions if mark else ()
            yield Attached(file.sha256, file.name, file.media_type, file.size, regions)

    def _chat(self) -> Iterator[Spoken]:
        mark = self.marks.get((CHAT, ""))
        decisive = frozenset(mark.lines) if mark else frozenset()
        for line in self.file.standing:
            what = line.entry.what
            if isinstance(what, MessageReceived | MessageSent) and what.text.strip():
                ours = isinstance(what, MessageSent)
                covered = self.redactor.redact(what.text)
                text, translation = self._translated(covered.text, what.language, str(line.seq))
                yield Spoken(
                    line.seq,
                    self.voice.moment(line.entry.at),
                    self.voice.label("ROLES", Role.SELLER if ours else _sender(what)),
                    ours,
                    text,
                    translation,
                    line.seq in decisive,
                    covered.places,
                    what.language not in ("", self.voice.language),
                )

    def _translated(self, text: str, language: str, key: str) -> tuple[str, str]:
        """Return a message and its translation; where it needs one and has none, the message with a mark."""
        if not language or language == self.voice.language:
            return text, ""
        said = self.voice.foreign(text, language, key)
        return (said, "") if key in self.voice.untranslated else (text, self.redactor.redact(said).text)

    def _route(self) -> Iterator[Scanned]:
        mark = self.marks.get((ROUTE, ""))
        decisive = frozenset(mark.lines) if mark else frozenset()
        scans = [
            (line.seq, line.entry.what)
            for line in self.file.standing
            if isinstance(line.entry.what, ParcelScanned)
        ]
        for seq, scan in sorted(scans, key=lambda numbered: numbered[1].happened_at):
            yield Scanned(
                seq,
                self.voice.moment(scan.happened_at),
                scan.parcel,
                self.voice.label("PARCEL_STATES", scan.state),
                scan.place,
                self.redactor.redact(scan.raw_text).text,
                seq in decisive,
            )

    def offers(self) -> Iterator[Offered]:
        """Yield the offers made, oldest first, each with what the buyer answered to it."""
        made: tuple[str, OfferMade] | None = None
        for line in self.file.standing:
            what = line.entry.what
            if isinstance(what, OfferMade):
                if made:
                    yield self._offered(*made, None)
                made = self.voice.moment(line.entry.at), what
            elif isinstance(what, OfferAnswered) and made:
                yield self._offered(*made, what)
                made = None
        if made:
            yield self._offered(*made, None)

    def _offered(self, at: str, made: OfferMade, answer: OfferAnswered | None) -> Offered:
        gives = made.gives.text(self.voice.language) if made.gives else ""
        parts = (self.voice.remedy(made.remedy), gives, self.redactor.redact(made.terms).text)
        if answer is None:
            return Offered(at, self.voice.joined(parts), self.voice.phrase("no_reply"))
        counter = answer.counter.text(self.voice.language) if answer.counter else ""
        words = self.redactor.redact(answer.words).text
        said = (self.voice.label("ANSWERS", answer.answer), counter, words)
        return Offered(at, self.voice.joined(parts), self.voice.joined(said))


def _sender(what: MessageReceived | MessageSent) -> Role:
    return what.sender if isinstance(what, MessageReceived) else Role.SELLER
