"""How is everything in the case file called in the languages beyond the two that the house is written in?

Chinese and English stand beside each code, so that whoever adds one writes both. Each further language is a file here:
`pt-BR.yaml` names the codes, the sentences of the entries and the joining words. What a file lacks is told in English.
The sentences of the rooms are in `rooms/`, each by what it is in English; a test refuses one that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import msgspec.yaml
from msgspec import Struct

HOUSE = ("zh-CN", "en")  # the languages written in the code


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """One further language: its own name, labels by table and code, sentences by kind of entry, joining words."""

    name: str
    labels: dict[str, dict[str, str]]
    sentences: dict[str, str]
    phrases: dict[str, str]


FURTHER = {
    file.name.removesuffix(".yaml"): msgspec.yaml.decode(file.read_bytes(), type=Language)
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name)
    if file.name.endswith(".yaml")
}
LANGUAGES = (*HOUSE, *FURTHER)
ROOMS = {
    language: msgspec.yaml.decode(
        (files(__name__) / "rooms" / f"{language}.yaml").read_bytes(), type=dict[str, str]
    )
    for language in FURTHER
}


def labelled(table: str, code: str) -> dict[str, str]:
    """Return what a code of a table of the vocabulary is called in the further languages that name it."""
    names = {language: told.labels.get(table, {}).get(code, "") for language, told in FURTHER.items()}
    return {language: name for language, name in names.items() if name}


def sentence(kind: str, says: dict[str, str], language: str) -> str:
    """Return the sentence of a kind of entry in a language; `says` are those written beside the entry."""
    told = FURTHER[language].sentences.get(kind) if language in FURTHER else says.get(language)
    return told or says["en"]


def phrase(name: str, says: dict[str, str], language: str) -> str:
    """Return a joining word in a language; `says` are those written in the code."""
    told = FURTHER[language].phrases.get(name) if language in FURTHER else says.get(language)
    return says["en"] if told is None else told


def spoken(says: Mapping[str, str]) -> dict[str, str]:
    """Return words of a room in every language: those written beside the code first, then those of its file."""
    english = says.get("en", "")
    return {language: told[english] for language, told in ROOMS.items() if english in told} | dict(says)
