"""How does a closed case become an exercise, and how well was it answered by what the rules say?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.chain import Line
from hejie.casefile.entries import (
    AnyHappening,
    CaseClosed,
    CaseOpened,
    ClockMissed,
    ClockSet,
    ClockStopped,
    EvidenceListed,
    FactAsked,
    LiabilityJudged,
    MessageDrafted,
    MessageReceived,
    Offer,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
)
from hejie.casefile.parties import Role
from hejie.casefile.sentences import Teller
from hejie.casefile.templates import OR, listed, tell
from hejie.casefile.vocabulary import CLAIMS, LIABLE, label
from hejie.language.redaction import redact
from hejie.learning.marks import BEST, GOOD, POOR, Mark, Point
from hejie.learning.written import Measure, marked
from hejie.rulebook import Rulebook

# What the house works out by itself is the answer, so the learner does not see it.
_ANSWERS = (
    *(LiabilityJudged, OffersWeighed, MessageDrafted, FactAsked),
    *(EvidenceListed, ClockSet, ClockStopped, ClockMissed),
)
_H = TypeVar("_H")

OPEN = "open"  # the answer that nobody can be called liable yet
_OPEN_WORDS = {"zh-CN": "尚不能定", "en": "still open"}

_SAYS: dict[str, dict[str, str]] = {
    "claim_right": {"zh-CN": "诉求读对了：{claim}。", "en": "Read rightly: {claim}."},
    "claim_wrong": {"zh-CN": "买家说的其实是：{claim}。", "en": "The buyer complains of this: {claim}."},
    "liable_right": {"zh-CN": "责任判对：{rules}。", "en": "Right about who is liable: {rules}."},
    "liable_wrong": {
        "zh-CN": "责任应为：{rules}，你说的是{given}。",
        "en": "Liable by the rules: {rules}; you said {given}.",
    },
    "liable_early": {
        "zh-CN": "事实还不够，此时不能说谁有责。",
        "en": "Not enough is known yet: nobody can be called liable here.",
    },
    "ask_right": {"zh-CN": "问得对，正是还缺的事实。", "en": "The right question: that fact was missing."},
    "ask_other": {
        "zh-CN": "先问这些更要紧：{missing}。",
        "en": "These would have been the questions to ask first: {missing}.",
    },
    "remedy_best": {"zh-CN": "方案选得好，是推荐的前列。", "en": "A good remedy, among those advised."},
    "remedy_other": {"zh-CN": "可以，但推荐的是：{best}。", "en": "Possible, but this was advised: {best}."},
    "remedy_refused": {"zh-CN": "这里不能给：{why}。", "en": "Not possible here: {why}."},
    "remedy_none": {
        "zh-CN": "这里没有这个方案，推荐的是：{best}。",
        "en": "There is no such remedy here; this was advised: {best}.",
    },
    "approval_right": {"zh-CN": "权限判断正确。", "en": "Right about who may grant it."},
    "approval_needed": {
        "zh-CN": "超出一线额度，须先请示。",
        "en": "Beyond the limit in front: ask for approval first.",
    },
    "approval_idle": {"zh-CN": "在权限之内，不必请示。", "en": "Within the limit: no approval is needed."},
}


class Drill(Struct, frozen=True):
    """An exercise: what was known up to a moment, and the choices. The answer is kept apart.

    `shown` are the sentences of the case until then, without the buyer's person, by language. `parties` and `remedies`
    are what can be chosen, `facts` what can be asked. `key` is what the rules said then, `happened` how it went on.
    Where the buyer's own words are shown the claim is not told: `reads_claim` says that it is to be read from them.
    """

    case_id: str
    platform: str
    claim: str
    shown: tuple[Mapping[str, str], ...]
    parties: tuple[str, ...]
    remedies: tuple[str, ...]
    facts: tuple[str, ...]
    key: Key
    happened: tuple[Mapping[str, str], ...]
    reads_claim: bool = False


class Key(Struct, frozen=True):
    """What the rules said at that moment: who is liable, what was missing, and the remedies they weighed.

    `draft` is what the house itself would have written then.
    """

    liable: tuple[str, ...]
    is_decided: bool
    missing: tuple[str, ...]
    offers: tuple[Offer, ...]
    lesson: str = ""
    draft: str = ""


class Answer(Struct, frozen=True):
    """What the learner would do: who is liable (or `open`), what to ask first, what to offer, with approval or not.

    `claim` is what they take the buyer's words for, `text` the answer that they would write.
    """

    liable: str
    ask: str = ""
    remedy: str = ""
    asks_approval: bool = False
    claim: str = ""
    text: str = ""


def drill_of(file: CaseFile, tellers: Mapping[str, Teller]) -> Drill | None:
    """Return the exercise that a closed case makes, told by a teller of each language; None where nothing was judged.

    It is cut where the first offer was made, else where the rules last judged: there the learner must decide.
    """
    lines = file.standing
    place = _cut(lines)
    if file.is_open or place is None:
        return None
    judged = _last(lines[:place], LiabilityJudged)
    if judged is None:
        return None
    weighed = _last(lines[:place], OffersWeighed)
    closed = file.last(CaseClosed)
    offers = weighed.offers if weighed else ()
    drafted = _last(lines[:place], MessageDrafted)
    key = Key(
        judged.liable,
        judged.status == "decided",
        judged.missing,
        offers,
        closed.lesson if closed else "",
        without_person(drafted.text, file.opened.buyer) if drafted else "",
    )
    before = [line for line in lines[:place] if not isinstance(line.entry.what, _ANSWERS)]
    reads = any(_is_buyers(line) for line in before)
    after = [
        line for line in lines[place:] if isinstance(line.entry.what, OfferMade | OfferAnswered | CaseClosed)
    ]
    return Drill(
        case_id=file.case_id,
        platform=file.platform,
        claim=file.claim,
        shown=tuple(
            _untold(line, file, tellers) if reads else _sentence(line, file, tellers) for line in before
        ),
        parties=(*LIABLE, OPEN),
        remedies=tuple(sorted({offer.remedy for offer in offers})),
        facts=tuple(
            sorted({*judged.missing, *(fact.name for fact in file.facts.values() if fact.has_value)})
        ),
        key=key,
        happened=tuple(_sentence(line, file, tellers) for line in after),
        reads_claim=reads,
    )


def before(file: CaseFile) -> CaseFile:
    """Return the case as it stood where its exercise stops; the whole of it where it makes none."""
    place = _cut(file.standing)
    return CaseFile(file.case_id, file.lines[: file.standing[place - 1].seq]) if place else file


def mark(drill: Drill, answer: Answer, *, rules: Rulebook, measure: Measure | None = None) -> Mark:
    """Return the mark of an answer. The measure is what the rules said then, never how the case happened to end.

    What was written is marked where the measure of it is given.
    """
    points = [*_read(drill, answer), _liable(drill.key, answer)]
    if not drill.key.is_decided:
        points.append(_asked(drill.key, answer, rules))
    elif drill.key.offers:
        offered = rules.platform(drill.platform).remedies.get(drill.claim, ())
        named = {remedy.id: rules.wordbook.whole(remedy.label) for remedy in offered}
        points += [_remedy(drill.key, answer, named), *_approval(drill.key, answer)]
    written = marked(answer.text, measure, rules=rules) if measure and answer.text.strip() else ()
    return Mark((*points, *written), drill.happened)


def without_person(text: str, buyer: str) -> str:
    """Return words that name the buyer nowhere, nor give a phone or an address away."""
    return redact(text, [buyer] if buyer else []).text


def _cut(lines: tuple[Line, ...]) -> int | None:
    """Return where the story stops for the learner, or None where nothing was judged before it."""
    judged = [place for place, line in enumerate(lines) if isinstance(line.entry.what, LiabilityJudged)]
    offered = [place for place, line in enumerate(lines) if isinstance(line.entry.what, OfferMade)]
    if not judged:
        return None
    if offered and offered[0] > judged[0]:
        return offered[0]
    weighed = [place for place, line in enumerate(lines) if isinstance(line.entry.what, OffersWeighed)]
    return max([judged[-1], *(place for place in weighed if place > judged[-1])]) + 1


def _read(drill: Drill, answer: Answer) -> tuple[Point, ...]:
    """Return whether the claim was read from the buyer's words, where it had to be."""
    if not drill.reads_claim or not answer.claim:
        return ()
    claim = CLAIMS.get(drill.claim, {"en": drill.claim})
    if answer.claim == drill.claim:
        return (Point("claim", BEST, BEST, tell(_SAYS["claim_right"], claim=claim)),)
    return (Point("claim", POOR, BEST, tell(_SAYS["claim_wrong"], claim=claim)),)


def _liable(key: Key, answer: Answer) -> Point:
    given, wanted = _parties((answer.liable,)), _parties(key.liable if key.is_decided else (OPEN,))
    if (answer.liable,) == (key.liable if key.is_decided else (OPEN,)):
        return Point("liable", BEST, BEST, tell(_SAYS["liable_right"], rules=wanted))
    code = "liable_wrong" if key.is_decided else "liable_early"
    return Point("liable", POOR, BEST, tell(_SAYS[code], rules=wanted, given=given))


def _parties(codes: tuple[str, ...]) -> dict[str, str]:
    return listed((_OPEN_WORDS if code == OPEN else LIABLE.get(code, {"en": code}) for code in codes), OR)


def _asked(key: Key, answer: Answer, rules: Rulebook) -> Point:
    if answer.ask in key.missing:
        return Point("ask", BEST, BEST, tell(_SAYS["ask_right"]))
    facts = rules.definitions.facts
    whole = rules.wordbook.whole
    missing = listed(whole(facts[name].label) if name in facts else name for name in key.missing)
    return Point("ask", POOR, BEST, tell(_SAYS["ask_other"], missing=missing))


def _remedy(key: Key, answer: Answer, named: Mapping[str, Mapping[str, str]]) -> Point:
    offer = next((offer for offer in key.offers if offer.remedy == answer.remedy), None)
    best = _best(key)
    told = named.get(best, best)
    if offer is None:
        return Point("remedy", POOR, BEST, tell(_SAYS["remedy_none"], best=told))
    if offer.why_not:
        return Point("remedy", POOR, BEST, tell(_SAYS["remedy_refused"], why=offer.why_not))
    if offer.rank or offer.remedy == best:
        return Point("remedy", BEST, BEST, tell(_SAYS["remedy_best"]))
    return Point("remedy", GOOD, BEST, tell(_SAYS["remedy_other"], best=told))


def _best(key: Key) -> str:
    ranked = sorted((offer for offer in key.offers if offer.rank), key=lambda offer: offer.rank)
    return (ranked or list(key.offers))[0].remedy


def _approval(key: Key, answer: Answer) -> tuple[Point, ...]:
    offer = next((offer for offer in key.offers if offer.remedy == answer.remedy), None)
    if offer is None or offer.why_not:
        return ()
    needed = bool(offer.needs)
    if needed == answer.asks_approval:
        return (Point("approval", GOOD, GOOD, tell(_SAYS["approval_right"])),)
    return (Point("approval", POOR, GOOD, tell(_SAYS["approval_needed" if needed else "approval_idle"])),)


def _sentence(line: Line, file: CaseFile, tellers: Mapping[str, Teller]) -> dict[str, str]:
    """Return what a line says without the person in it."""
    what: AnyHappening = line.entry.what
    return {
        language: without_person(teller.sentence(what), file.opened.buyer)
        for language, teller in tellers.items()
    }


def _untold(line: Line, file: CaseFile, tellers: Mapping[str, Teller]) -> dict[str, str]:
    """Return what a line says without the claim, which is to be read from the buyer's words."""
    told = _sentence(line, file, tellers)
    if not isinstance(line.entry.what, CaseOpened):
        return told
    claims = {language: label(CLAIMS, file.claim, language) for language in told}
    return {language: says.replace(claims[language], "…") for language, says in told.items()}


def _is_buyers(line: Line) -> bool:
    what = line.entry.what
    return isinstance(what, MessageReceived) and what.sender is Role.BUYER and bool(what.text.strip())


def _last(lines: tuple[Line, ...], kind: type[_H]) -> _H | None:
    return next((line.entry.what for line in reversed(lines) if isinstance(line.entry.what, kind)), None)
