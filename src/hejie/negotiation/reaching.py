"""How and when is a buyer tried again who does not answer: by which allowed way, at which decent hour?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import ContactPlanned, Entry, MessageReceived, MessageSent
from hejie.casefile.entries.happening import Ground
from hejie.casefile.parties import Actor, Role
from hejie.rulebook import Rulebook
from hejie.rulebook.contact import Channel

ABOUT = "unreachable"


class Attempt(Struct, frozen=True):
    """One time we tried to reach the buyer since they last wrote: by which way, and when."""

    channel: str
    at: datetime


class Reach(Struct, frozen=True):
    """Where reaching a buyer stands: the attempts since their last word, and the ways that are still open to try."""

    attempts: tuple[Attempt, ...]
    open: tuple[Channel, ...]
    unanswered: bool


def reach(file: CaseFile, *, rules: Rulebook, at: datetime) -> Reach:
    """Return where reaching the buyer of a case stands. They are not reached once our last word was left too long."""
    allowed = rules.contact.allowed(file.platform)
    attempts = _attempts(file, [one.id for one in allowed])
    wait = timedelta(hours=rules.parameter("team.reaching.wait", on=at.date()) or 0)
    told = file.facts.get("failure_cause")
    courier_failed = told is not None and told.value == ABOUT and not _wrote_since(file, told.at)
    waited = bool(attempts) and at - attempts[-1].at >= wait
    ways = tuple(one for one in allowed if file.stage not in one.closed_in)
    return Reach(attempts, ways, waited or (courier_failed and not attempts))


def plan_contact(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the next attempt to reach a buyer who does not answer, or nothing.

    Each allowed way is tried before one is tried again, the one least used first. What the platform forbids or has
    shut at this stage is not proposed. The hour is decent where the buyer lives, and long enough after the last
    attempt. After as many attempts as the team allows nobody is pressed further.
    """
    now = reach(file, rules=rules, at=at)
    most = rules.parameter("team.reaching.attempts", on=at.date()) or 0
    if (
        not file.is_open
        or not now.unanswered
        or not now.open
        or len(now.attempts) >= most
        or _is_planned(file)
    ):
        return ()
    gap = timedelta(hours=rules.parameter("team.reaching.gap", on=at.date()) or 0)
    soonest = max([at, *(one.at + gap for one in now.attempts[-1:])])
    used = [one.channel for one in now.attempts]
    channel = min(now.open, key=lambda one: (used.count(one.id), now.open.index(one)))
    zone, country = buyer_place(file, rules)
    due = rules.contact.next_decent(soonest, channel.id, zone=zone, country=country)
    source = rules.definitions.sources.get(channel.source)
    ground = Ground(
        channel.source,
        dict(channel.says),
        source=source.title["en"] if source else "",
        grade=source.grade if source else "",
        because=tuple(used),
    )
    return (Entry(at, by, ContactPlanned(channel.id, due, ABOUT, ground)),)


def _attempts(file: CaseFile, ways: Sequence[str]) -> tuple[Attempt, ...]:
    """Return how we tried since the buyer last wrote, oldest first; a way nobody named is the platform's usual one."""
    tried: list[Attempt] = []
    for line in file.standing:
        match line.entry.what:
            case MessageReceived(sender=Role.BUYER):
                tried = []
            case MessageSent(channel=channel):
                usual = ways[0] if ways else ""
                tried.append(Attempt(channel if channel in ways else usual, line.entry.at))
    return tuple(tried)


def _is_planned(file: CaseFile) -> bool:
    """Tell whether the last plan still waits: nobody wrote since, neither we nor the buyer."""
    for line in reversed(file.standing):
        match line.entry.what:
            case ContactPlanned(about=about) if about == ABOUT:
                return True
            case MessageSent():
                return False
            case MessageReceived(sender=Role.BUYER):
                return False
    return False


def _wrote_since(file: CaseFile, at: datetime | None) -> bool:
    return any(_is_word(line) and (at is None or line.entry.at > at) for line in file.standing)


def _is_word(line: Line) -> bool:
    what = line.entry.what
    return isinstance(what, MessageReceived) and what.sender is Role.BUYER


def buyer_place(file: CaseFile, rules: Rulebook) -> tuple[str, str]:
    """Return the zone and the country of the buyer: those of the site, else of the platform."""
    meta = rules.platform(file.platform).meta
    site = file.facts.get("site")
    market = meta.sites.get(str(site.value)) if site else None
    return (market.zone, market.country) if market else (meta.zone, meta.country)
