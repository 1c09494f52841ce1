"""How well is an answer to the buyer written, by what the case asks for where the exercise stops?

Only what can be pointed at is marked: what the lint finds, whether regret, the next step and a time stand in it, and
whether it asks what is still missing. Tone and warmth are for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from hejie.casefile.templates import tell
from hejie.language.exemplars import LANGUAGES
from hejie.language.features import single_words
from hejie.language.likeness import shared, telling
from hejie.language.lint import Draft, Finding, lint
from hejie.language.repair import MatchingCopy
from hejie.learning.marks import BEST, GOOD, POOR, Point
from hejie.rulebook import Rulebook

PROGRESS = "progress"  # the situation whose wordings ask for a next step and a time
REGRET, NEXT, TIME = "missing_apology", "missing_next_step", "missing_time"
FOREIGN = "wrong_language"
# What must stand in an answer, and the part of the mark that it is.
_HELD = {REGRET: "sorry", NEXT: "next", TIME: "time"}
_SENTENCE = re.compile(r"[^。！？!?;；\n.]+[。！？!?;；.]?")
_ALIKE, _CLOSE = 0.12, 0.8  # not a rule: from when on a sentence asks a known question, and which are as near
_NAMED = 3  # not a rule: more findings are not read

_SAYS: dict[str, dict[str, str]] = {
    "words_right": {
        "zh-CN": "措辞可以发出，没有要改的话。",
        "en": "It may be sent as it is: no word must change.",
    },
    "words_warned": {"zh-CN": "可以更好：{why}。", "en": "It could be better: {why}."},
    "words_blocked": {"zh-CN": "这样不能发出：{why}。", "en": "It may not be sent like this: {why}."},
    "sorry_right": {"zh-CN": "先道了歉。", "en": "It says sorry first."},
    "sorry_wrong": {"zh-CN": "第一次回复没有道歉。", "en": "A first answer without regret."},
    "next_right": {"zh-CN": "说了接下来怎么做。", "en": "It says what happens next."},
    "next_wrong": {"zh-CN": "没说接下来怎么做。", "en": "It does not say what happens next."},
    "time_right": {"zh-CN": "说了什么时候有结果。", "en": "It says by when."},
    "time_wrong": {
        "zh-CN": "没说什么时候有结果，案卷里写着：{due}。",
        "en": "It does not say by when; the case does: {due}.",
    },
    "asks_right": {"zh-CN": "问了还缺的事实。", "en": "It asks what is still missing."},
    "asks_wrong": {
        "zh-CN": "没问还缺的事实，可以这样问：{question}",
        "en": "It does not ask what is missing, such as: {question}",
    },
}


class Measure(Struct, frozen=True):
    """What an answer is measured by: where the talk stands, what the case carries, and what the buyer can tell."""

    language: str
    platform: str
    situation: str
    slots: Mapping[str, str]
    ask: tuple[str, ...] = ()


def marked(text: str, measure: Measure, *, rules: Rulebook) -> tuple[Point, ...]:
    """Return the points of a written answer, part by part."""
    found = _findings(text, measure, rules)
    worded = [one for one in found if one.category not in _HELD]
    return (_words(worded, measure.language), *_held(found, measure), *_asked(text, measure, rules))


def _findings(text: str, measure: Measure, rules: Rulebook) -> Sequence[Finding]:
    """Return what the lint finds where the talk stands, and of the next step and the time wherever it stands."""
    found: dict[tuple[str, int], Finding] = {}
    for situation in (measure.situation, PROGRESS):
        for one in lint(
            Draft(text, measure.language, measure.slots, measure.platform, situation), rules.wordings
        ):
            if situation == measure.situation or one.category in (NEXT, TIME):
                found.setdefault((one.category, one.start), one)
    return tuple(found.values())


def _words(found: Sequence[Finding], language: str) -> Point:
    grave = [one for one in found if one.severity == "block"]
    named = (grave or [one for one in found if one.severity == "warn"])[:_NAMED]
    if not named:
        return Point("words", BEST, BEST, tell(_SAYS["words_right"]))
    # What was found stands first, so that it can be looked for; the reason has its own full stop.
    why = {
        code: "; ".join(f"{one.raw} – {says}".strip(" –") for one in named if (says := _plain(one.why, code)))
        for code in ("zh-CN", "en")
    }
    code = "words_blocked" if grave else "words_warned"
    return Point("words", POOR if grave else GOOD, BEST, tell(_SAYS[code], why=why))


def _held(found: Sequence[Finding], measure: Measure) -> Iterator[Point]:
    """Yield whether regret, the next step and a time stand in it, as far as they must."""
    lacking = {one.category for one in found}
    due = measure.slots.get("due", "")
    needed = {REGRET: measure.situation == "first_reply", NEXT: True, TIME: bool(due)}
    for category, about in _HELD.items():
        if needed[category]:
            wrong = category in lacking or FOREIGN in lacking  # who cannot read it was told nothing
            says = tell(_SAYS[f"{about}_{'wrong' if wrong else 'right'}"], due=due)
            yield Point(about, POOR if wrong else GOOD, GOOD, says)


def _asked(text: str, measure: Measure, rules: Rulebook) -> Iterator[Point]:
    questions = {name: rules.library.phrase("questions", name, measure.language) for name in measure.ask}
    wanted = {name: words for name, words in questions.items() if words}
    if not wanted:
        return
    if any(set(wanted) & set(_questions_in(part, measure, rules)) for part in _SENTENCE.findall(text)):
        yield Point("asks", BEST, BEST, tell(_SAYS["asks_right"]))
    else:
        yield Point("asks", POOR, BEST, tell(_SAYS["asks_wrong"], question=next(iter(wanted.values()))))


def _questions_in(sentence: str, measure: Measure, rules: Rulebook) -> Iterator[str]:
    """Yield the facts whose question is nearest to a sentence, where it is near any."""
    mine = _pieces(sentence, measure.language)
    known = {
        name: rules.library.phrase("questions", name, measure.language)
        for name in rules.library.phrases["questions"]
    }
    names = [name for name, words in known.items() if words]
    if not mine or not names:
        return
    scores = shared(mine, [_pieces(known[name], measure.language) for name in names])
    best = float(scores.max())
    if best >= _ALIKE:
        yield from (
            name for name, score in zip(names, scores.tolist(), strict=True) if score >= best * _CLOSE
        )


def _pieces(text: str, language: str) -> frozenset[str]:
    spoken = language.partition("-")[0]
    read = spoken if spoken in LANGUAGES else "en"
    return telling([word for word, _, _ in single_words(MatchingCopy(text).text, read)])


def _plain(why: Mapping[str, str], code: str) -> str:
    return (why.get(code) or why.get("en", "")).rstrip("。.")
