"""How are facts, times and codes told to a reviewer in the platform's language, and what is not translated yet?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from hejie.arbitration.wording import LANGUAGES, PHRASES
from hejie.casefile import CaseFile, vocabulary
from hejie.casefile.facts import Value
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from hejie.rulebook import Rulebook
from hejie.rulebook.handbook import Meta

Words = Mapping[str, str]
MARKS = {"zh-CN": "［中文］", "en": "[EN]", "pt-BR": "[PT]", "es": "[ES]"}
_TABLE_OF = {"parcel_state": "PARCEL_STATES", "refusal": "FINDINGS", "claim": "CLAIMS", "wants": "WANTS"}
_COMMA = {"zh-CN": "，"}
_READ_AT_HOME = ("zh-CN", "en")  # platforms that decide in one language, wherever the buyer lives


class Voice:
    """Tells one pack: in a language, on the wall clock of a zone, with the translations that people gave.

    `untranslated` collects what had to stay in another language, by key: the text and its language. Such a text
    carries a mark, so that nobody believes that a reviewer can read it.
    """

    def __init__(self, language: str, zone: str, rules: Rulebook, given: Words | None = None) -> None:
        self.language = language
        self.zone = zone
        self.rules = rules
        self.given = given or {}
        self.untranslated: dict[str, tuple[str, str]] = {}
        self._offered = [
            offers for platform in rules.platforms.values() for offers in platform.remedies.values()
        ]

    def say(self, words: Words, key: str = "") -> str:
        """Return a text of ours in the pack's language; else as it is, marked."""
        said = words.get(self.language) or self.rules.wordbook.of(self.language).get(words.get("en", ""))
        if said:
            return said
        spoken = next((language for language in ("en", *LANGUAGES) if words.get(language)), "")
        return self.foreign(words.get(spoken, ""), spoken, key) if spoken else ""

    def foreign(self, text: str, language: str, key: str = "") -> str:
        """Return what somebody wrote in another language: its translation if there is one, else itself with a mark."""
        given = self.given.get(key or text)
        if given or language == self.language or not text.strip():
            return given or text
        self.untranslated[key or text] = text, language
        return f"{text} {MARKS.get(language, f'[{language}]')}"

    def phrase(self, name: str, **slots: str) -> str:
        """Return one of the pack's own phrases."""
        return PHRASES[name][self.language].format(**slots)

    def label(self, table: str, code: str) -> str:
        """Return what a code of one of the case file's tables is called."""
        known = getattr(vocabulary, table).get(code)
        return self.say(known) if known else code

    def fact_name(self, name: str) -> str:
        """Return what a fact is called."""
        kind = self.rules.definitions.facts.get(name)
        return self.say(kind.label if kind else {"en": name})

    def value(self, name: str, value: Value | None) -> str:
        """Return a fact's value in words."""
        match value:
            case bool():
                return self.phrase("yes" if value else "no")
            case Money():
                return value.text(self.language)
            case Weight(grams=grams):
                return f"{grams} g"
            case Moment(at=at):
                return self.moment(at)
            case str() if name in _TABLE_OF:
                return self.label(_TABLE_OF[name], value)
            case str():
                kind = self.rules.definitions.facts.get(name)
                return self.say(kind.values[value]) if kind and value in kind.values else value
        return "" if value is None else str(value)

    def moment(self, at: datetime) -> str:
        """Return a time as the platform's wall clock shows it, to the minute."""
        local = at.astimezone(ZoneInfo(self.zone))
        return f"{local:%Y-%m-%d %H:%M}" if self.language in _READ_AT_HOME else f"{local:%d/%m/%Y %H:%M}"

    def joined(self, parts: Iterable[str]) -> str:
        """Return what there is of several parts, in one line."""
        return _COMMA.get(self.language, ", ").join(part for part in parts if part)

    def remedy(self, remedy: str) -> str:
        """Return what a remedy is called to a buyer or a reviewer."""
        told = {language: self.rules.library.phrase("remedies", remedy, language) for language in LANGUAGES}
        named = next(
            (one.label for offered in self._offered for one in reversed(offered) if one.id == remedy), {}
        )
        # The scripts' words speak to the buyer; where the platform's list has a name for a reviewer, that one is used.
        return self.say(
            {language: words for language, words in told.items() if words} | dict(named) or {"en": remedy}
        )


def language_of(file: CaseFile, rules: Rulebook) -> str:
    """Return the language in which this case's platform decides.

    A platform whose first language is Chinese or English decides in it everywhere; Mercado Libre in that of the site.
    """
    meta = rules.platform(file.platform).meta
    first = next((language for language in meta.languages if language in LANGUAGES), "en")
    site = meta.sites.get(site_of(file))
    return site.language if site and first not in _READ_AT_HOME and site.language in LANGUAGES else first


def zone_of(file: CaseFile, rules: Rulebook) -> str:
    """Return the zone of the platform's site, in which its people read times."""
    meta: Meta = rules.platform(file.platform).meta
    site = meta.sites.get(site_of(file))
    return site.zone if site else meta.zone


def site_of(file: CaseFile) -> str:
    """Return the platform's site of the order, empty where the case does not say."""
    fact = file.facts.get("site")
    return fact.value if fact and isinstance(fact.value, str) else ""
