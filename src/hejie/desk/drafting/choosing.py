"""Which scripts can answer this buyer now, filled from the case, and what does each say in the agent's own language?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.desk.finding import titles
from hejie.language import render
from hejie.negotiation.drafting import buyer_language
from hejie.negotiation.script_search import Wanted, search
from hejie.negotiation.situation import situation
from hejie.negotiation.slots import slots
from hejie.rulebook import Rulebook
from hejie.rulebook.script_library import GENERAL, MASTER, Script, ScriptLibrary

SHOWN = 8  # not a rule: what one look takes in
_ALL = 1000  # not a rule: more scripts than the library has
_ELSEWHERE = {"carrier_inquiry", "platform_statement"}  # said to others than the buyer
_OPEN = re.compile(r"⟦([a-z0-9_]+)⟧")


class Piece(NamedTuple):
    """A stretch of a message as it is previewed; `is_open` marks a slot that no fact fills, named in words."""

    words: str
    is_open: bool = False


class Beside(NamedTuple):
    """The same script in the agent's language, filled from the same case."""

    text: str
    language: str


class Choice(NamedTuple):
    """A script that could be sent now."""

    id: str
    title: str
    situation: str
    language: str
    text: str
    pieces: tuple[Piece, ...]
    beside: Beside | None

    @property
    def is_ready(self) -> bool:
        """Whether every slot is filled."""
        return not any(piece.is_open for piece in self.pieces)


class Asked(NamedTuple):
    """For whom it is chosen: what was typed, the language of the agent, the rules, and when."""

    words: str
    agent: str
    rules: Rulebook
    at: datetime


def choices(file: CaseFile, asked: Asked) -> tuple[Choice, ...]:
    """Return the scripts that fit the words typed, or the case where nothing was typed, the best first."""
    library = asked.rules.library
    language = written(library, buyer_language(file, asked.rules))
    reason = file.facts.get("refusal_reason")
    wanted = Wanted(
        language,
        asked.words.strip(),
        claim="" if asked.words.strip() else file.claim,
        reason=str(reason.value) if reason and reason.value and asked.words.strip() else "",
        platform=file.platform,
    )
    found = search(library, wanted, most=_ALL, near=titles.near(library, wanted.words))
    found = tuple(script for script in found if script.situation not in _ELSEWHERE)
    if wanted.words:
        found = _literal_first(found, wanted.words, file, library)
    else:
        # Nothing typed: what fits where the talk stands comes first, and stays in order otherwise.
        found = tuple(sorted(found, key=lambda script: script.situation != situation(file)))
    filled = slots(file, asked.rules, language, asked.at)
    return tuple(_choice(script, filled, file, asked) for script in found[:SHOWN])


def _literal_first(
    found: tuple[Script, ...], words: str, file: CaseFile, library: ScriptLibrary
) -> tuple[Script, ...]:
    # Who types two characters wants the scripts that hold them, those of this claim first; a whole message is held by
    # none, and stays in the order of the search, or of where the talk stands if only general words fit.
    typed = words.casefold().split()
    only_general, now = bool(found) and found[0].claim == GENERAL, situation(file)

    def place(script: Script) -> tuple[bool, bool, bool]:
        told = _told(script, library)
        holds = all(word in told for word in typed)
        return (not holds, holds and script.claim != file.claim, only_general and script.situation != now)

    return tuple(sorted(found, key=place))


def _told(script: Script, library: ScriptLibrary) -> str:
    versions = _versions(library, script.id).values()
    named = (script.id, *script.when.values(), *library.situations[script.situation].values())
    return " ".join((*named, *(version.says for version in versions))).casefold()


def beside(file: CaseFile, script_id: str, sent_in: str, asked: Asked) -> Beside | None:
    """Return what a script says in the agent's language; none where they read the one it is sent in, or it has none."""
    versions = _versions(asked.rules.library, script_id)
    reads = written(asked.rules.library, asked.agent)
    script = versions.get(reads) or versions.get(MASTER)
    if script is None or script.language == sent_in:
        return None
    filled = slots(file, asked.rules, script.language, asked.at)
    text = render(script, filled).text
    return Beside(named(text, asked.rules.library, script.language), script.language)


def written(library: ScriptLibrary, language: str) -> str:
    """Return the language of the library that is nearest: English where scripts are not written in this one."""
    same = [one for one in library.languages if one.split("-")[0] == language.split("-")[0]]
    return language if language in library.languages else same[0] if same else "en"


def _versions(library: ScriptLibrary, script_id: str) -> Mapping[str, Script]:
    return library.scripts.get(script_id) or library.of_platforms.get(script_id) or {}


def _choice(script: Script, filled: Mapping[str, str], file: CaseFile, asked: Asked) -> Choice:
    text = render(script, filled).text
    library = asked.rules.library
    return Choice(
        script.id,
        asked.rules.wordbook.said(script.when, asked.agent) or script.id,
        asked.rules.wordbook.said(library.situations[script.situation], asked.agent),
        script.language,
        text,
        tuple(_pieces(text, library, asked.agent)),
        beside(file, script.id, script.language, asked),
    )


def _pieces(text: str, library: ScriptLibrary, language: str) -> list[Piece]:
    # Every second part of the split is the name of an open slot.
    parts = enumerate(_OPEN.split(text))
    return [
        Piece(slot_name(part, library, language), True) if place % 2 else Piece(part)
        for place, part in parts
        if part
    ]


def named(text: str, library: ScriptLibrary, language: str) -> str:
    """Return a message whose open slots say in words what belongs there."""
    return _OPEN.sub(lambda slot: f"⟦{slot_name(slot[1], library, language)}⟧", text)


def slot_name(part: str, library: ScriptLibrary, language: str) -> str:
    """Return what belongs into a slot of a script, in words."""
    slot = library.slots.get(part)
    return _said(slot.means, language) if slot else part


def _said(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words.get("en") or words.get(MASTER) or ""
