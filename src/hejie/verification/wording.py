"""What does a carrier's sentence say about a parcel, in whichever language it is written?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from hejie.rulebook.tracking_maps import PhraseRow, TrackingMaps, Wording

KEPT = 4096  # not a rule: how many readings are remembered, so that a sentence met again costs nothing
LONGEST = 600  # not a rule: no scan says more, and longer texts are read only so far
_BREAK = re.compile(r"[,.;:!?()\[\]{}|/\n，。；：！？（）【】「」、]|\s-+\s|\s–\s")
# A parcel meets one of these fates. A text that names several explains a code and tells no fate.
_FATES = frozenset({"damaged", "lost", "stolen", "destroyed"})
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Said(Struct, frozen=True):
    """What was read in a text: the states it names, weightiest first, and details. Empty where nothing was read."""

    states: tuple[str, ...] = ()
    signed_by: str = ""
    cause: str = ""
    returns: bool = False

    @property
    def state(self) -> str:
        """The state the text stands for, `unknown` where it names none."""
        return self.states[0] if self.states else "unknown"


@lru_cache(maxsize=KEPT)
def say(text: str, maps: TrackingMaps) -> Said:
    """Read the words of a scan. A negated phrase does not count; words nobody mapped give no state at all."""
    found: dict[str, None] = {}
    signer = cause = ""
    returns = False
    for wording in maps.wordings:
        plain = _plain(text, wording)
        if not plain:
            continue
        found |= dict.fromkeys(_states(plain, wording))
        signer = signer or _first(plain, wording, wording.signers)
        cause = cause or _first(plain, wording, wording.causes)
        returns = returns or _finds(plain, wording, wording.returns)
    fates = _FATES & found.keys()
    told = found.keys() - (fates if len(fates) > 1 else frozenset())
    return Said(tuple(sorted(told, key=lambda state: maps.order[state])), signer, cause, returns)


def _states(plain: str, wording: Wording) -> Iterator[str]:
    for row in wording.states:
        if _finds(plain, wording, row):
            yield row.means


def _first(plain: str, wording: Wording, rows: tuple[PhraseRow, ...]) -> str:
    return next((row.means for row in rows if _finds(plain, wording, row)), "")


def _finds(plain: str, wording: Wording, row: PhraseRow) -> bool:
    whole, phrases, unless = _patterns(wording.language, wording.gap, row)
    if plain in whole:
        return True
    if phrases is None or (unless is not None and unless.search(plain)):
        return False
    return any(not _negated(plain[: hit.start()], wording, row.reach) for hit in phrases.finditer(plain))


def _negated(before: str, wording: Wording, reach: int) -> bool:
    if not reach:
        return False
    near = _BREAK.split(before)[-1]
    if wording.language == "zh":
        return any(word in near[-(len(word) + reach - 1) :] for word in wording.negations)
    words = near.split()
    return any(_ends_near(words, word.split(), reach) for word in wording.negations)


def _ends_near(words: list[str], negation: list[str], reach: int) -> bool:
    """Tell whether a negation ends at most `reach - 1` words before the end."""
    last = len(words) - len(negation)
    return any(
        words[place : place + len(negation)] == negation
        for place in range(max(last - reach + 1, 0), last + 1)
    )


@lru_cache(maxsize=KEPT)
def _patterns(
    language: str, gap: int, row: PhraseRow
) -> tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str] | None]:
    whole = frozenset(_fold(word) for word in row.whole)
    return whole, _pattern(language, gap, row.phrases), _pattern(language, gap, row.unless)


def _pattern(language: str, gap: int, phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    parts = [
        f".{{0,{gap}}}".join(re.escape(piece) for piece in _fold(phrase).split("…")) for phrase in phrases
    ]
    joined = "|".join(sorted(parts, key=len, reverse=True))
    return re.compile(joined if language == "zh" else rf"(?<!\w)(?:{joined})(?!\w)")


def _plain(text: str, wording: Wording) -> str:
    """Return the text as this language is matched; empty where the text cannot be in it."""
    is_chinese = bool(_CHINESE.search(text))
    if wording.language == "zh":
        if not is_chinese:
            return ""
        folded = "".join(wording.same.get(sign, sign) for sign in _fold(text))
        return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", folded)
    return _fold(text)


@lru_cache(maxsize=KEPT)
def _fold(text: str) -> str:
    # Accents carry nothing here: exports lose them often. "…" is kept, NFKD would turn it into three dots.
    cut = text[:LONGEST].replace("…", "\0").casefold()
    spread = unicodedata.normalize("NFKD", cut)
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(bare.replace("\0", "…").replace("’", "'").split())
