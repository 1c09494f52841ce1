"""What do we say to the buyer's claim, point by point: the exhibit that answers it, and the rule?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from hejie.arbitration.exhibits import CHAT, OFFERS, Shown, Writer
from hejie.arbitration.voice import Voice, site_of
from hejie.casefile import CaseFile
from hejie.casefile.entries import Ground, LiabilityJudged, MessageReceived, MessageSent, OfferMade
from hejie.casefile.parties import Role

# not a rule: how much of the buyer's words fits the line in which a claim is told
_QUOTED = 60
_NAME = re.compile(r"[a-z][a-z0-9_]+")
_NOT_OURS = frozenset({"buyer", "none"})


class Point(Struct, frozen=True):
    """One point: what the buyer says, our answer, the facts, the exhibits that show them, the rule and its source."""

    claim: str
    answer: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    exhibits: tuple[int, ...] = ()
    rule: str = ""
    source: str = ""
    rule_id: str = ""


class Statement(Struct, frozen=True):
    """The first page: the conclusion in one sentence, then the points."""

    conclusion: str
    points: tuple[Point, ...]


class Case(Struct, frozen=True):
    """What the statement is written from: the case, its numbered exhibits, and which facts each exhibit proves."""

    file: CaseFile
    shown: Sequence[Shown]
    proves: Mapping[str, frozenset[str]]
    writer: Writer

    def numbers(self, facts: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the exhibits that prove any of these facts."""
        wanted = set(facts)
        return tuple(one.number for one in self.shown if wanted & self.proves.get(one.exhibit, frozenset()))

    def number_of(self, exhibit: str) -> tuple[int, ...]:
        """Return the number of an exhibit, if it is there."""
        return tuple(one.number for one in self.shown if one.exhibit == exhibit)


def statement(case: Case, voice: Voice) -> Statement:
    """Return the statement. A rule that is still open is told as open; nothing is claimed beyond the judgment."""
    judged = case.file.last(LiabilityJudged)
    points = [*_by_rule(case, voice, judged), *_by_wish(case, voice), *_by_conduct(case, voice)]
    return Statement(_conclusion(case, voice, judged), tuple(points))


def may_be_cited(ground: Ground, file: CaseFile, voice: Voice) -> bool:
    """Tell whether a reviewer goes by this clause: the platform's or the law's, not a habit of our trade or team."""
    meta = voice.rules.platform(file.platform).meta
    site = meta.sites.get(site_of(file))
    return ground.rule.partition(".")[0] in {file.platform, meta.law, site.law if site else meta.law}


def _conclusion(case: Case, voice: Voice, judged: LiabilityJudged | None) -> str:
    if judged is None or judged.status != "decided" or not judged.liable:
        return voice.phrase("still_open")
    liable = set(judged.liable)
    if liable <= _NOT_OURS:
        return voice.phrase("not_ours")
    if liable == {"carrier"} or liable == {"platform"}:
        return voice.phrase(f"the_{judged.liable[0]}")
    offer = _last_offer(case)
    return voice.phrase("ours_offered", offer=offer) if offer else voice.phrase("ours")


def _by_rule(case: Case, voice: Voice, judged: LiabilityJudged | None) -> Iterator[Point]:
    """One point for each rule that decided: the buyer's claim, the facts it rests on, the rule in our words."""
    claim = _claim(case, voice)
    grounds = judged.grounds if judged and judged.status == "decided" else ()
    for ground in grounds:
        yield _point(claim, ground, case, voice)
    if not grounds:
        yield _established(claim, case, voice)


def _point(claim: str, ground: Ground, case: Case, voice: Voice) -> Point:
    facts = _facts_of(ground, case.file)
    told = tuple((voice.fact_name(name), voice.value(name, case.file.facts[name].value)) for name in facts)
    if not may_be_cited(ground, case.file, voice):
        return Point(claim, facts=told, exhibits=case.numbers(facts))
    source = voice.joined((voice.say(voice.rules.sources_named(ground.source)), ground.dated))
    rule = voice.say(ground.says, ground.rule)
    return Point(
        claim, facts=told, exhibits=case.numbers(facts), rule=rule, source=source, rule_id=ground.rule
    )


def _established(claim: str, case: Case, voice: Voice) -> Point:
    """While it is open: what the exhibits at hand do show."""
    proved = dict.fromkeys(name for one in case.shown for name in sorted(case.proves.get(one.exhibit, ())))
    there = case.file.facts
    facts = [name for name in proved if name in there and there[name].has_value and name not in _TOLD_ANYHOW]
    told = tuple((voice.fact_name(name), voice.value(name, case.file.facts[name].value)) for name in facts)
    return Point(claim, facts=told, exhibits=case.numbers(facts))


def _by_wish(case: Case, voice: Voice) -> Iterator[Point]:
    """What the buyer wants, and what we offered for it."""
    wants, amount = case.file.facts.get("wants"), case.file.opened.amount
    count = sum(1 for _ in case.file.all(OfferMade))
    if wants is None or wants.value in (None, "unstated") or not count:
        return
    asks = voice.phrase(
        "buyer_wants",
        wants=voice.value("wants", wants.value),
        amount=amount.text(voice.language) if amount else "—",
    )
    offered = voice.phrase("we_offered", count=str(count), offer=_last_offer(case))
    yield Point(asks, offered, exhibits=case.number_of(OFFERS))


def _by_conduct(case: Case, voice: Voice) -> Iterator[Point]:
    """How soon and how often we answered."""
    sent = [line.entry.at for line in case.file.standing if isinstance(line.entry.what, MessageSent)]
    if sent:
        told = voice.phrase("we_answered", at=voice.moment(sent[0]), count=str(len(sent)))
        yield Point(voice.phrase("conduct"), told, exhibits=case.number_of(CHAT))


def _claim(case: Case, voice: Voice) -> str:
    claim = capital(voice.label("CLAIMS", case.file.claim))
    words = next(
        (
            what.text
            for what in case.file.all(MessageReceived)
            if what.sender is Role.BUYER and what.text.strip() and what.language in ("", voice.language)
        ),
        "",
    )
    if not words:
        return voice.phrase("buyer_claims", claim=claim)
    words = case.writer.redactor.redact(" ".join(words.split())).text
    words = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
    return voice.phrase("buyer_words", claim=claim, words=words)


def capital(text: str) -> str:
    """Return a label as it begins a line."""
    return text[:1].upper() + text[1:]


def _last_offer(case: Case) -> str:
    offers = list(case.writer.offers())
    return offers[-1].offer if offers else ""


def _facts_of(ground: Ground, file: CaseFile) -> tuple[str, ...]:
    """Return the facts that a rule read, in the order in which it names them; those without a value say nothing."""
    names = (name for atom in ground.because for name in _NAME.findall(atom))
    told = dict.fromkeys(name for name in names if name in file.facts and file.facts[name].has_value)
    return tuple(name for name in told if name not in _TOLD_ANYHOW)


# What the heading of the first page says already.
_TOLD_ANYHOW = frozenset(
    {"claim", "platform", "shop", "amount", "currency", "wants", "order_id", "tracking_no", "stage", "turn"}
)
