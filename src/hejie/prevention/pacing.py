"""When may a buyer next be written to without being annoyed: not too often, and at a decent hour?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from hejie.casefile.quantities import Timed
from hejie.casefile.stages import Stage
from hejie.rulebook.contact import CALLED, Channel, Contact

_DAY = timedelta(days=1)


class Reader(Struct, frozen=True):
    """Whom one writes to: on which platform, in which language, and by which clock they live."""

    buyer: str
    platform: str
    language: str
    zone: str
    country: str = ""


class Contacted(Timed, frozen=True):
    """One message that went to a buyer: what about, when, and for which orders."""

    about: str
    at: datetime
    orders: tuple[str, ...] = ()


class Words(Struct, frozen=True):
    """Words with slots, as the renderer takes them."""

    says: str


class Pace(Struct, frozen=True):
    """How many messages one buyer gets at most within `span`, and how long nothing is sent after one."""

    most: int
    span: timedelta
    gap: timedelta


def care_pace(per_day: int, gap: int) -> Pace:
    """Return a pace of messages a day with hours between two of them."""
    return Pace(per_day, _DAY, timedelta(hours=gap))


def writing_channel(reader: Reader, contact: Contact, stage: Stage | None = None) -> Channel | None:
    """Return the first way the platform allows in which one writes and nobody has to answer, or None."""
    ways = (one for one in contact.allowed(reader.platform) if one.id not in CALLED)
    return next((one for one in ways if stage is None or stage not in one.closed_in), None)


def next_slot(
    at: datetime,
    reader: Reader,
    channel: str,
    sent: Iterable[Contacted],
    paces: Sequence[Pace],
    contact: Contact,
) -> datetime:
    """Return the first moment from `at` on at which one more message breaks no pace and no night."""
    times = sorted({one.at for one in sent})
    then = contact.next_decent(at, channel, zone=reader.zone, country=reader.country)
    while (free := max((_free(then, times, pace) for pace in paces), default=then)) > then:
        then = contact.next_decent(free, channel, zone=reader.zone, country=reader.country)
    return then


def _free(at: datetime, times: Sequence[datetime], pace: Pace) -> datetime:
    """Return when the pace allows a message, not before `at`. What is planned later counts as well as what was sent."""
    near = [time for time in times if at - pace.span < time < at + pace.span]
    if pace.most < 1:
        return at + pace.span
    if len(near) >= pace.most:
        return max(at, near[-pace.most] + pace.span)
    close = [time for time in times if abs(time - at) < pace.gap]
    return max([at, *(time + pace.gap for time in close)])
