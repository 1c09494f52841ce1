"""What does the writer ask for, how upset are they, and what do they threaten or put at risk?

All three are listed phrases (`patterns/moods.yaml`): each answer comes with the words it rests on, and nothing is
read into a message that does not say it. A demand that is not stated is `unstated`, never a default of the class.
"""

from __future__ import annotations

import re

from msgspec import Struct

from hejie.language.phrases import Hit, hits
from hejie.language.repair import MatchingCopy

UNSTATED = "unstated"
_CALM, _FURIOUS = 0, 3
_BEFORE = 14
_DENIED = re.compile(
    r"(?:(?:不|别|不用|不必)(?:要|想)?|nao (?:quero|preciso|aceito)(?: de)?|no (?:quiero|necesito|acepto)"
    r"|(?:do not|don't|not) want|не (?:хочу|надо|нужн[аоы]?|нужен|прошу))[^，,.;。]{0,6}$"
)
_LOUD = re.compile(r"[!！]{2,}|[?？]{3,}|[!?！？]{3,}")
_SHOUTED = re.compile(r"\b[^\W\d_]{4,}\b")


class Demand(Struct, frozen=True):
    """What the writer asks for (a code of `wants`), and where it stands; empty places for `unstated`."""

    code: str
    start: int = 0
    end: int = 0


class Emotion(Struct, frozen=True):
    """From 0 (calm) to 3 (furious), with what says so: codes and places."""

    level: int
    reasons: tuple[Hit, ...] = ()


def demands(copy: MatchingCopy, language: str) -> tuple[Demand, ...]:
    """Return what is asked for, the most particular first; one `unstated` where nothing is."""
    asked = [hit for hit in hits("demand", language, copy) if not _denied(copy, hit)]
    return tuple(Demand(hit.code, hit.start, hit.end) for hit in asked) or (Demand(UNSTATED),)


def emotion(copy: MatchingCopy, language: str) -> Emotion:
    """Return how upset the writer sounds."""
    reasons = [*hits("emotion", language, copy)]
    loud = _LOUD.search(copy.original)
    if loud:
        reasons.append(Hit("loud", loud.start(), loud.end()))
    elif _is_shouted(copy.original):
        reasons.append(Hit("capitals", 0, len(copy.original)))
    level = min(_FURIOUS, max(_CALM, sum(reason.weight for reason in reasons)))
    return Emotion(level, tuple(reasons))


def risks(copy: MatchingCopy, language: str) -> tuple[Hit, ...]:
    """Return what is threatened (platform, law, media, review, chargeback) or at stake (safety, a minor, a life)."""
    return hits("risk", language, copy)


def _denied(copy: MatchingCopy, hit: Hit) -> bool:
    before = MatchingCopy(copy.original[max(0, hit.start - _BEFORE) : hit.start]).text
    return bool(_DENIED.search(before))


def _is_shouted(text: str) -> bool:
    words = _SHOUTED.findall(text)
    return len(words) >= 3 and sum(word.isupper() for word in words) * 2 > len(words)
