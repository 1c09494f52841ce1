"""Which scripts of the library fit these words, in any of its languages, this claim, situation and reason?

What the words complain about decides first, what they share with the script's own words second: a buyer's message in
Portuguese finds the Chinese script that answers it. Who has an encoder hands in how near the words are to what each
script is for; that finds what an agent means by words that no script holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hejie.language.complaints import classify
from hejie.language.detection import detect
from hejie.language.likeness import shared
from hejie.language.repair import MatchingCopy
from hejie.rulebook.script_library import GENERAL, Script, ScriptLibrary

_RUN = re.compile(r"(?P<han>[\u4e00-\u9fff]+)|[^\W\d_]{2,}")
# not a rule: how much a first, second and third reading of the words counts beside the words themselves
_BY_RANK = (1.0, 0.6, 0.4)
_SHOWN = 20  # not a rule: what one page shows
_FALLBACK = 0.3  # not a rule: the general words fit every claim, and none as well as its own
# not a rule: what the same meaning weighs; measured with titles in languages that the library does not hold, and taken
# from where buyers' messages, which the complaint finds already, do not lose by it.
_MEANT = 1.5
_NOTHING: Mapping[str, float] = {}
_ASKED, _UNASKED = 1.2, 0.5  # not a rule: an answer to the very reason, and to one nobody gave


class Wanted(Struct, frozen=True):
    """What is looked for: words in any language, and what is known; `language` is the one to answer in."""

    language: str
    words: str = ""
    claim: str = ""
    situation: str = ""
    reason: str = ""
    platform: str = ""


def search(
    library: ScriptLibrary, wanted: Wanted, most: int = _SHOWN, near: Mapping[str, float] = _NOTHING
) -> tuple[Script, ...]:
    """Return the scripts that fit, the best first; all of them by id where nothing is asked. Raises nothing.

    `near` says by id how near the words are in meaning to what a script is for, from 0 to 1.
    """
    scripts = [script for script in library.all(wanted.language) if _fits(script, wanted)]
    alike = shared(pieces(wanted.words), [_told(script, library) for script in scripts])
    chances = _chances(wanted)
    own = {script.claim for script in scripts}

    def score(place: int) -> float:
        script = scripts[place]
        general = max((chance for code, chance in chances.items() if code not in own), default=_FALLBACK)
        chance = general if script.claim == GENERAL else chances.get(script.claim, 0.0)
        known = 1.0 if not script.reason else _ASKED if script.reason == wanted.reason else _UNASKED
        return known * chance + float(alike[place]) + _MEANT * near.get(script.id, 0.0)

    return tuple(scripts[place] for place in sorted(range(len(scripts)), key=lambda at: -score(at))[:most])


def pieces(text: str) -> frozenset[str]:
    """Return the pieces of a text that scripts are found by: pairs of Chinese characters, words elsewhere."""
    return frozenset(_pieces(MatchingCopy(text).text))


def _pieces(folded: str) -> Iterator[str]:
    for run in _RUN.finditer(folded):
        if run["han"] and len(run[0]) > 1:
            yield from (run[0][at : at + 2] for at in range(len(run[0]) - 1))
        else:
            yield run[0]


def _fits(script: Script, wanted: Wanted) -> bool:
    return (
        script.platform in ("", wanted.platform)
        and (not wanted.situation or script.situation == wanted.situation)
        and (not wanted.claim or script.claim in (wanted.claim, GENERAL))
        and (not wanted.reason or script.reason in ("", wanted.reason))
    )


def _told(script: Script, library: ScriptLibrary) -> frozenset[str]:
    # In every language it is written in, so that an agent finds by Chinese words what is sent in Spanish.
    versions = (library.of_platforms if script.platform else library.scripts)[script.id].values()
    named = (*script.when.values(), *library.situations[script.situation].values(), script.id)
    return pieces(" ".join((*named, *(version.says for version in versions))).replace("_", " "))


def _chances(wanted: Wanted) -> dict[str, float]:
    if wanted.claim:
        return {wanted.claim: 1.0}
    labels = classify(MatchingCopy(wanted.words), detect(wanted.words).language)
    return {label.code: chance for label, chance in zip(labels, _BY_RANK, strict=False)}
