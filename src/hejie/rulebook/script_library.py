"""Which script (话术) answers this claim in this situation, in the buyer's language?

A script is one Markdown file `scripts/<language>/<claim>/<situation>.md`, or `<situation>.<reason>.md`, with a
YAML header. Its id is `<claim>.<situation>[.<reason>]`, the same in every language. zh-CN is the master: a
translation repeats only the `version` it translates, and takes `when`, `tone` and `shows` from the master.
A platform's own words lie in `platforms/<platform>/scripts/` by the same names; their ids begin with `<platform>/`,
they come before the shared words of the same claim, and what their header leaves out is that of the shared script.
An overlay folder replaces a script by putting a file at the same place, and adds one by a new file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hejie.rulebook.mistakes import NoSuch, Place, RuleFileMistake
from hejie.rulebook.reading import Block, read_text, read_yaml

SHIPPED = Path(__file__).parent
MASTER = "zh-CN"
GENERAL = "general"
_HEADED = re.compile(r"---\n(?P<header>.*?)\n---\n(?P<says>.*)\Z", re.DOTALL)
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELDS = ("when", "tone", "shows", "version")


class Script(Struct, frozen=True):
    """One answer in one language.

    `slots` are those that must be filled, `optional` those whose sentence may drop out. `shows` are requirement ids.
    `untranslated` names the script that fits better but is not written in the language asked for;
    `behind` says that this translation is of an older version than the master.
    """

    id: str
    language: str
    claim: str
    situation: str
    reason: str
    when: dict[str, str]
    tone: str
    slots: tuple[str, ...]
    optional: tuple[str, ...]
    says: str
    shows: tuple[str, ...]
    version: int
    behind: bool = False
    untranslated: str = ""
    platform: str = ""


class Slot(Struct, frozen=True):
    """What a slot stands for, in words, and an example in each language."""

    name: str
    means: dict[str, str]
    example: dict[str, str]


class ScriptLibrary(Struct, frozen=True):
    """All scripts by id and language, and the words they are made of."""

    scripts: dict[str, dict[str, Script]]
    languages: tuple[str, ...]
    situations: dict[str, dict[str, str]]
    slots: dict[str, Slot]
    phrases: dict[str, dict[str, dict[str, str]]] = {}
    of_platforms: dict[str, dict[str, Script]] = {}

    def script(
        self, claim: str, situation: str, language: str, reason: str | None = None, platform: str = ""
    ) -> Script:
        """Return the script that fits best: claim and reason, then claim, then general, in the buyer's language.

        Of each, the platform's own words come first, where it has them in the language.

        A better fit that lacks a translation is named in `untranslated`; where nothing is written in the
        language, the script comes in English or Chinese, as its `language` says. Raises NoSuch for a
        situation the library does not have.
        """
        wanted = self._language(language)
        for name in _ids(claim, situation, reason):
            own = self.of_platforms.get(f"{platform}/{name}", {}).get(wanted)
            if own:
                return own
            if wanted in self.scripts.get(name, {}):
                break
        candidates = [name for name in _ids(claim, situation, reason) if name in self.scripts]
        if not candidates:
            raise NoSuch("script for the situation", situation, self.situations)
        translated = next((name for name in candidates if wanted in self.scripts[name]), None)
        chosen = translated or candidates[0]
        versions = self.scripts[chosen]
        script = versions[next(tongue for tongue in (wanted, "en", MASTER, *versions) if tongue in versions)]
        if chosen == candidates[0] and translated:
            return script
        return replace(script, untranslated=candidates[0])

    def reasons(self, claim: str, situation: str) -> frozenset[str]:
        """Return the reasons for which a claim, or any claim, has words of its own in a situation."""
        starts = [f"{about}.{situation}." for about in (claim, GENERAL)]
        return frozenset(
            name.removeprefix(start) for name in self.scripts for start in starts if name.startswith(start)
        )

    def phrase(self, kind: str, code: str, language: str) -> str:
        """Return the words for a code (a remedy, a question for a fact, what we are doing), or an empty string.

        Unlike a script, a phrase that is not written in the language is not replaced: its slot stays open, and shows.
        """
        return self.phrases.get(kind, {}).get(code, {}).get(self._language(language), "")

    def all(self, language: str) -> tuple[Script, ...]:
        """Return every script written in a language, by id; those of platforms at the end."""
        return tuple(
            versions[language]
            for scripts in (self.scripts, self.of_platforms)
            for _, versions in sorted(scripts.items())
            if language in versions
        )

    def untranslated(self) -> tuple[tuple[str, str], ...]:
        """Return what is missing, as pairs of script id and language."""
        return tuple(
            (name, tongue)
            for name in sorted(self.scripts)
            for tongue in self.languages
            if tongue not in self.scripts[name]
        )

    def _language(self, language: str) -> str:
        primary = language.replace("_", "-").split("-")[0].lower()
        near = (tongue for tongue in self.languages if tongue.split("-")[0] == primary)
        return language if language in self.languages else next(near, language)


def load_scripts(*overlays: Path) -> ScriptLibrary:
    """Read the shipped scripts and those of overlay folders; raise RuleFileMistake with the file and line."""
    words = read_yaml(SHIPPED / "scripts" / "vocabulary.yaml", shown_as="scripts/vocabulary.yaml")
    library = ScriptLibrary(
        {},
        tuple(words["languages"]),
        {name: dict(says) for name, says in words["situations"].items()},
        _slots(words),
        _phrases(SHIPPED, *overlays),
    )
    drafts: dict[tuple[str, str], _Draft] = {}
    for root in (SHIPPED, *overlays):
        drafts |= {(draft.id, draft.language): draft for draft in _drafts(root, library)}
    for (name, language), draft in sorted(drafts.items()):
        kept = library.of_platforms if draft.platform else library.scripts
        names = dict.fromkeys((name, name.rpartition("/")[2]))
        masters = [drafts[one, MASTER] for one in names if (one, MASTER) in drafts]
        kept.setdefault(name, {})[language] = _script(draft, masters)
    return library


class _Draft(Struct, frozen=True):
    """A script file as written."""

    id: str
    language: str
    header: Block
    says: str
    platform: str = ""


def _drafts(root: Path, library: ScriptLibrary) -> Iterator[_Draft]:
    own = (root / "platforms").glob("*/scripts/*/*/*.md")
    for path in sorted([*(root / "scripts").glob("*/*/*.md"), *own]):
        language, claim, stem = path.parts[-3], path.parts[-2], path.stem
        platform = path.parts[-5] if path.parts[-6:-5] == ("platforms",) else ""
        place = Place(str(path.relative_to(root)), 1)
        headed = _HEADED.match(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
        if headed is None:
            raise RuleFileMistake(
                place, "the script has no header", "Begin with '---', the fields, and '---' again."
            )
        header = read_text(headed["header"], place.file)
        name = f"{platform}/{claim}.{stem}" if platform else f"{claim}.{stem}"
        draft = _Draft(name, language, header, headed["says"].strip(), platform)
        _check(draft, place, library)
        yield draft


def _check(draft: _Draft, place: Place, library: ScriptLibrary) -> None:
    known = {"language": library.languages, "situation": library.situations, "slot": library.slots}
    used = [("language", draft.language), ("situation", draft.id.split(".")[1])]
    used += [("slot", name) for name in _SLOT.findall(draft.says)]
    for kind, name in used:
        if name not in known[kind]:
            raise RuleFileMistake(
                place, f"no {kind} is called {name!r}", "Use one of scripts/vocabulary.yaml."
            )
    for field in draft.header:
        if field not in _FIELDS:
            raise RuleFileMistake(
                draft.header.at(field), f"a script has no field {field!r}", f"It has {_FIELDS}."
            )
    if not isinstance(draft.header.get("version"), int):
        raise RuleFileMistake(
            place, "the header says no version", "Write 'version: 1', and raise it when words change."
        )
    if any(not _SLOT.search(inside) for inside in _OPTIONAL.findall(draft.says)) or not _OPTIONAL.sub(
        "", draft.says
    ):
        raise RuleFileMistake(
            place, "a sentence in [...] has no slot", "Put the slot it hangs on inside the brackets."
        )


def _script(draft: _Draft, masters: Sequence[_Draft]) -> Script:
    claim, situation, *reason = draft.id.rpartition("/")[2].split(".")
    headers = [one.header for one in (draft, *masters)]
    told = {field: next(filter(None, (header.get(field) for header in headers)), None) for field in _FIELDS}
    newest = next((one.header["version"] for one in masters if one.id == draft.id), 0)
    must = tuple(dict.fromkeys(_SLOT.findall(_OPTIONAL.sub("", draft.says))))
    may = (name for name in _SLOT.findall(draft.says) if name not in must)
    return Script(
        draft.id, draft.language, claim, situation, "".join(reason), dict(told["when"] or {}), str(told["tone"] or ""),
        must, tuple(dict.fromkeys(may)), draft.says, tuple(told["shows"] or ()), int(draft.header["version"]),
        behind=draft.header["version"] < newest,
        platform=draft.platform,
    )  # fmt: skip


def _ids(claim: str, situation: str, reason: str | None) -> Sequence[str]:
    reasoned = [f"{about}.{situation}.{reason}" for about in (claim, GENERAL)] if reason else ()
    return (*reasoned, f"{claim}.{situation}", f"{GENERAL}.{situation}")


def _slots(words: Block) -> dict[str, Slot]:
    return {
        name: Slot(name, dict(body["means"]), dict(body["example"])) for name, body in words["slots"].items()
    }


def _phrases(*roots: Path) -> dict[str, dict[str, dict[str, str]]]:
    phrases: dict[str, dict[str, dict[str, str]]] = {}
    for path in (root / "scripts" / "phrases.yaml" for root in roots):
        for kind, codes in (
            read_yaml(path, shown_as="scripts/phrases.yaml") if path.exists() else {}
        ).items():
            for code, words in codes.items():
                phrases.setdefault(kind, {}).setdefault(code, {}).update(words)
    return phrases
