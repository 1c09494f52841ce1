"""What is a buyer's manner, as their history shows it, and how does it bend the tone of a message?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import MessageReceived, MessageSent, OfferAnswered
from hejie.casefile.parties import Role
from hejie.casefile.shares import FLAT
from hejie.casefile.templates import tell
from hejie.casefile.vocabulary import CHANNELS
from hejie.negotiation.reaching import buyer_place
from hejie.rulebook import Rulebook
from hejie.rulebook.manners import Manner

_SAID = {"zh-CN": "{day}：“{words}”", "en": "{day}: “{words}”"}
_ASKED = {"zh-CN": "{day}：投诉「{claim}」", "en": "{day}: complained of “{claim}”"}
_AGAIN = {"zh-CN": "{day}：{minutes} 分钟后追问", "en": "{day}: wrote again after {minutes:minute/minutes}"}
_LATE = {"zh-CN": "{day}：{hours} 小时后才回", "en": "{day}: answered after {hours:hour/hours}"}
_BARGAINED = {"zh-CN": "{day}：还价 {counter}", "en": "{day}: asked for {counter} instead"}
_WAY = {"zh-CN": "来信 {times} 次用{channel}", "en": "wrote {times:time/times} by {channel}"}

# not a rule: how much of a message is quoted, lengths of an hour and a minute, percent
_QUOTED, _HOUR, _MINUTE, _PERCENT = 30, 3600, 60, 100


class Evidence(Struct, frozen=True):
    """One thing in the history that shows a manner, with the case and the time."""

    case_id: str
    at: datetime
    says: Mapping[str, str]


class Trait(Struct, frozen=True):
    """One manner of the buyer with what shows it, newest first; `manner` is an id of the manners, `label` its words."""

    about: str
    manner: str
    label: Mapping[str, str]
    evidence: tuple[Evidence, ...]


class Profile(Struct, frozen=True):
    """What the history shows of a buyer's manner. It bends words; it never touches what they are owed.

    `channel` is the way they mostly write, empty where that is not clear; `channel_says` shows it.
    """

    traits: tuple[Trait, ...]
    channel: str = ""
    channel_says: Mapping[str, str] = {}

    def trait(self, about: str) -> Trait | None:
        """Return what is known of one side of the manner, or None."""
        return next((one for one in self.traits if one.about == about), None)


class Adapted(Struct, frozen=True):
    """A message with words put before and after it, and the traits they follow from. The message itself stays whole."""

    text: str
    before: str = ""
    after: str = ""
    because: tuple[Trait, ...] = ()


def profile(files: Iterable[CaseFile], *, rules: Rulebook, at: datetime) -> Profile:
    """Return the manner of one buyer from their cases, as it stood at a time.

    A manner counts once it has shown as often as the team asks and clearly more often than its opposite. Nothing is
    read into silence: without evidence there is no trait.
    """
    shown: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    ways: Counter[str] = Counter()
    for file in files:
        for manner, evidence in _shown(file, rules, at):
            shown[manner.about][manner.id].append(evidence)
        ways.update(
            what.channel for what in file.all(MessageReceived) if what.sender is Role.BUYER and what.channel
        )
    traits = (_trait(about, found, rules, at) for about, found in sorted(shown.items()))
    channel, says = _channel(ways, rules, at)
    return Profile(tuple(trait for trait in traits if trait), channel, says)


def adapt(text: str, known: Profile, language: str, *, rules: Rulebook) -> Adapted:
    """Return a message with the words that the buyer's manner adds in this language; never with words taken away."""
    manners = rules.manners.manners
    used = [trait for trait in known.traits if _adds(manners[trait.manner], language)]
    before = " ".join(said for one in used if (said := manners[one.manner].before.get(language, "")))
    # One sentence at the end is kind, three are a speech.
    after = next((said for one in used if (said := manners[one.manner].after.get(language, ""))), "")
    because = tuple(
        one
        for one in used
        if manners[one.manner].before.get(language) or manners[one.manner].after.get(language) == after
    )
    whole = "\n\n".join(part for part in (f"{before}\n{text}" if before else text, after) if part)
    return Adapted(whole, before, after, because)


def _adds(manner: Manner, language: str) -> bool:
    return bool(manner.before.get(language) or manner.after.get(language))


def _shown(file: CaseFile, rules: Rulebook, at: datetime) -> Iterator[tuple[Manner, Evidence]]:
    """Yield what a case shows of its buyer's manner."""
    manners = rules.manners.manners
    lines = [line for line in file.standing if line.entry.at <= at]
    for manner in manners.values():
        if file.claim in manner.claims:
            claim = rules.definitions.facts["claim"].values.get(file.claim, {})
            yield (
                manner,
                _evidence(file, rules, file.lines[0].entry.at, _ASKED, claim=rules.wordbook.whole(claim)),
            )
    for line in lines:
        match line.entry.what:
            case MessageReceived(sender=Role.BUYER, text=text):
                for manner in manners.values():
                    if _is_said(text, manner):
                        yield manner, _evidence(file, rules, line.entry.at, _SAID, words=text[:_QUOTED])
            case OfferAnswered(answer="countered", counter=counter) if counter:
                yield (
                    manners["strict_on_price"],
                    _evidence(file, rules, line.entry.at, _BARGAINED, counter=counter),
                )
    yield from _paced(file, rules, at)


def _paced(file: CaseFile, rules: Rulebook, at: datetime) -> Iterator[tuple[Manner, Evidence]]:
    """Yield where the buyer wrote again at once, or let us wait for long."""
    hasty = timedelta(minutes=rules.parameter("team.profile.hasty", on=at.date()) or 0)
    slow = timedelta(hours=rules.parameter("team.profile.slow", on=at.date()) or 0)
    manners = rules.manners.manners
    before: tuple[str, datetime] | None = None
    for line in file.standing:
        what, now = line.entry.what, line.entry.at
        if now > at:
            break
        if isinstance(what, MessageReceived) and what.sender is Role.BUYER:
            gap = now - before[1] if before else None
            if before and gap is not None and before[0] == "theirs" and gap <= hasty:
                yield (
                    manners["hasty"],
                    _evidence(file, rules, now, _AGAIN, minutes=int(gap.total_seconds() // _MINUTE)),
                )
            if before and gap is not None and before[0] == "ours" and gap >= slow:
                yield (
                    manners["unhurried"],
                    _evidence(file, rules, now, _LATE, hours=int(gap.total_seconds() // _HOUR)),
                )
            before = ("theirs", now)
        elif isinstance(what, MessageSent):
            before = ("ours", now)


def _trait(about: str, found: Mapping[str, list[Evidence]], rules: Rulebook, at: datetime) -> Trait | None:
    """Return the manner that shows clearly more often than what speaks for another, or None."""
    least = rules.parameter("team.profile.least", on=at.date()) or 1
    found = {manner: _each_once(shown) for manner, shown in found.items()}
    leading = max(found, key=lambda manner: (len(found[manner]), manner))
    times, every = len(found[leading]), sum(map(len, found.values()))
    if times < least or not _is_clear(times, every, rules, at):
        return None
    newest = tuple(sorted(found[leading], key=lambda one: (one.at, one.case_id), reverse=True))
    return Trait(about, leading, rules.manners.manners[leading].label, newest)


def _each_once(shown: Iterable[Evidence]) -> list[Evidence]:
    """Return one thing for each moment: a message that shows a manner twice shows it once."""
    return list({(one.case_id, one.at): one for one in shown}.values())


def _channel(ways: Counter[str], rules: Rulebook, at: datetime) -> tuple[str, Mapping[str, str]]:
    least = rules.parameter("team.profile.least", on=at.date()) or 1
    for channel, times in ways.most_common(1):
        if times >= least and _is_clear(times, ways.total(), rules, at):
            return channel, tell(_WAY, times=times, channel=CHANNELS.get(channel, channel))
    return "", {}


def _is_clear(times: int, every: int, rules: Rulebook, at: datetime) -> bool:
    sure = (rules.parameter("team.profile.span", on=at.date()) or 0) / _PERCENT
    return FLAT.seen(times, every).below(0.5) <= 1 - sure  # not a rule: more often than not


def _is_said(text: str, manner: Manner) -> bool:
    lower = text.lower()
    return any(phrase.lower() in lower for phrases in manner.phrases.values() for phrase in phrases)


def _evidence(
    file: CaseFile, rules: Rulebook, at: datetime, template: Mapping[str, str], **slots: object
) -> Evidence:
    """Return what a moment shows; its day is the one that the buyer's calendar had."""
    zone, _country = buyer_place(file, rules)
    return Evidence(file.case_id, at, tell(template, day=at.astimezone(ZoneInfo(zone)).date(), **slots))
