"""By which channels and at which hours may a buyer be reached, and what is said to whom about a parcel?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile.calendars import Calendar, UnknownPlace
from hejie.casefile.quantities import aware
from hejie.casefile.stages import Stage
from hejie.casefile.vocabulary import CHANNELS, CONTACTS
from hejie.rulebook.laying import laid
from hejie.rulebook.mistakes import RuleFileMistake, UnknownName
from hejie.rulebook.reading import Block
from hejie.rulebook.rows import block, items, number, only, text, truth, words

FILE = "team/contact.yaml"
ANY = "any"
WRITE, CALL = "write", "call"
CALLED = frozenset({"phone"})
_SATURDAY, _SUNDAY, _HOURS, _LOOK = 5, 6, 24, 14

Hours = tuple[int, int]  # from this full hour until before that one


class Decency(Struct, frozen=True):
    """When people of a country may be written to or called; None is not at all on that day."""

    source: str
    workday: Mapping[str, Hours]
    saturday: Mapping[str, Hours | None]
    sunday: Mapping[str, Hours | None]


class Channel(Struct, frozen=True):
    """Whether a platform allows a way to reach a buyer, by which source, and the stages in which it is shut."""

    id: str
    allowed: bool
    source: str
    says: Mapping[str, str]
    closed_in: tuple[str, ...] = ()


class CareMessage(Struct, frozen=True):
    """A message about a parcel's event: how long after it, until when it makes sense, and which comes first.

    `hours_after` and `expires` are hours from the event; a lower `rank` goes first; `replaces` names events whose
    message it makes needless.
    """

    id: str
    states: tuple[str, ...]
    hours_after: int
    expires: int
    rank: int
    replaces: tuple[str, ...]
    says: Mapping[str, str]


class Feast(Struct, frozen=True):
    """A day on which old customers of some countries are greeted."""

    id: str
    countries: tuple[str, ...]
    on: tuple[date, ...]
    says: Mapping[str, str]


class Contact(Struct, frozen=True, dict=True):
    """All that is known about reaching buyers."""

    source: str
    hours: Mapping[str, Decency]
    channels: Mapping[str, tuple[Channel, ...]]
    care: Mapping[str, CareMessage]
    feasts: Mapping[str, Feast]
    letters: Mapping[str, Mapping[str, str]]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries with hours of their own."""
        return frozenset(self.hours) - {ANY}

    def allowed(self, platform: str) -> tuple[Channel, ...]:
        """Return the ways a platform allows, in the order to try them; none where its folder says nothing."""
        return tuple(one for one in self.channels.get(platform, ()) if one.allowed)

    def is_decent(self, at: datetime, channel: str, *, zone: str, country: str) -> bool:
        """Tell whether a buyer there may be reached by a channel at a moment."""
        local = aware(at).astimezone(ZoneInfo(zone))
        hours = self._hours(local.date(), channel, country, zone)
        return hours is not None and hours[0] <= local.hour < hours[1]

    def next_decent(self, at: datetime, channel: str, *, zone: str, country: str) -> datetime:
        """Return the first moment from `at` on at which a buyer there may be reached by a channel."""
        local = aware(at).astimezone(ZoneInfo(zone))
        for days in range(_LOOK):
            on = local.date() + timedelta(days=days)
            hours = self._hours(on, channel, country, zone)
            if hours is None or (not days and local.hour >= hours[1]):
                continue
            opens = datetime.combine(on, time(hours[0]), tzinfo=local.tzinfo)
            return max(local, opens).astimezone(at.tzinfo) if not days else opens.astimezone(at.tzinfo)
        return at + timedelta(days=_LOOK)  # two weeks of holidays: somebody should look at the calendar

    def _hours(self, on: date, channel: str, country: str, zone: str) -> Hours | None:
        decency = self.hours.get(country, self.hours[ANY])
        way = CALL if channel in CALLED else WRITE
        if on.weekday() == _SUNDAY or (way == CALL and _is_holiday(on, country, zone)):
            return decency.sunday.get(way, decency.workday[way])
        if on.weekday() == _SATURDAY:
            return decency.saturday.get(way, decency.workday[way])
        return decency.workday[way]


def _is_holiday(on: date, country: str, zone: str) -> bool:
    if on.weekday() >= _SATURDAY or not country:
        return False
    try:
        return not Calendar(zone, country).is_working(on)
    except UnknownPlace:
        return False


def read_contact(roots: Sequence[Path], platforms: Iterable[str]) -> Contact:
    """Read the files, later folders laid over earlier ones, and the channels of these platforms.

    Raises RuleFileMistake with file and line.
    """
    top = laid(roots, FILE)
    only(top, ("source", "hours", "care", "feasts", "letters"))
    hours, care, feasts = block(top, "hours", required=True), block(top, "care"), block(top, "feasts")
    if ANY not in hours:
        raise RuleFileMistake(
            hours.place, "no hours for other countries", "Write 'any: {write: [8, 21], ...}'."
        )
    letters = block(top, "letters")
    return Contact(
        source=text(top, "source"),
        hours={str(key): _decency(block(hours, key)) for key in hours},
        channels={name: _channels(roots, name) for name in sorted(platforms)},
        care={str(key): _care(str(key), block(care, key)) for key in care},
        feasts={str(key): _feast(str(key), block(feasts, key)) for key in feasts},
        letters={str(key): words(letters, key) for key in letters},
    )


def _decency(row: Block) -> Decency:
    only(row, ("source", WRITE, CALL, "saturday", "sunday"))
    return Decency(
        text(row, "source"),
        {way: _open(row, way) or (0, _HOURS) for way in (WRITE, CALL)},
        _special(row, "saturday"),
        _special(row, "sunday"),
    )


def _special(row: Block, key: str) -> Mapping[str, Hours | None]:
    special = block(row, key)
    only(special, (WRITE, CALL))
    return {str(way): _open(special, way) for way in special}


def _open(row: Block, key: str) -> Hours | None:
    given = items(row, key)
    if given == ["never"]:
        return None
    whole = [hour for hour in given if isinstance(hour, int) and 0 <= hour <= _HOURS]
    if len(given) != len((0, _HOURS)) or len(whole) != len(given) or whole[0] >= whole[1]:
        raise RuleFileMistake(row.at(key), f"{key!r} is no span of a day", "Write [8, 21], or never.")
    return whole[0], whole[1]


def _channels(roots: Sequence[Path], platform: str) -> tuple[Channel, ...]:
    top = laid(roots, f"platforms/{platform}/channels.yaml")
    only(top, ("channels",))
    listed = block(top, "channels")
    return tuple(_channel(listed, str(key)) for key in listed)


def _channel(listed: Block, key: str) -> Channel:
    if key not in CHANNELS:
        raise UnknownName(listed.at(key), key, "channel", CHANNELS)
    row = block(listed, key)
    only(row, ("allowed", "source", "says", "closed_in"))
    closed = tuple(Stage(str(stage)) for stage in items(row, "closed_in"))
    return Channel(key, truth(row, "allowed", default=False), text(row, "source"), words(row, "says"), closed)


def _care(key: str, row: Block) -> CareMessage:
    if key not in CONTACTS:
        raise UnknownName(row.place, key, "reason to write", CONTACTS)
    only(row, ("states", "hours_after", "expires", "rank", "replaces", "says"))
    return CareMessage(
        id=key,
        states=tuple(str(item) for item in items(row, "states")),
        hours_after=number(row, "hours_after", 0),
        expires=number(row, "expires"),
        rank=number(row, "rank"),
        replaces=tuple(str(item) for item in items(row, "replaces")),
        says=words(row, "says"),
    )


def _feast(key: str, row: Block) -> Feast:
    only(row, ("countries", "on", "says"))
    days = items(row, "on")
    if not all(isinstance(one, date) for one in days):
        raise RuleFileMistake(row.at("on"), f"{key!r} has no days", "Write [2027-02-06, 2028-01-26].")
    countries = tuple(str(country) for country in items(row, "countries"))
    return Feast(key, countries, tuple(sorted(days)), words(row, "says"))
