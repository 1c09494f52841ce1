"""Which scripts are there, for what, and which requirements do they show? The page `docs/scripts.md`.

Made anew by `python -m hejie.rulebook.script_page > docs/scripts.md`; a test fails while the page is old.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hejie.rulebook.script_library import MASTER, Script, ScriptLibrary, load_scripts

_OPENING = """\
# Scripts (话术库)

Made from the files by `python -m hejie.rulebook.script_page > docs/scripts.md`. Do not edit it by hand.

A script is a Markdown file `scripts/<language>/<claim>/<situation>[.<reason>].md` with a YAML header. `{slot}` is
filled from facts of the case; a sentence in `[...]` drops out when its slot is empty; any other slot that nothing
fills blocks the message. zh-CN is the master; a translation names the version that it translates. A platform's own
words lie in `platforms/<platform>/scripts/` by the same names and come first there. A team replaces a script by putting
its own file at the same place in its overlay folder.
"""


_HEAD = "| id | when | slots (may be left out) | tone | shows | version | languages |\n|---|---|---|---|---|---|---|"


def page(library: ScriptLibrary) -> str:
    """Return the page: every script by claim, then every slot."""
    return "\n".join((_OPENING, *_claims(library), *_platforms(library), *_slots(library))) + "\n"


def _claims(library: ScriptLibrary) -> Iterator[str]:
    claim = ""
    for name in sorted(library.scripts, key=lambda name: (not name.startswith("general."), name)):
        script = library.scripts[name].get(MASTER) or next(iter(library.scripts[name].values()))
        if script.claim != claim:
            claim = script.claim
            yield f"\n## {claim}\n\n{_HEAD}"
        yield _row(script, library.scripts[script.id])


def _platforms(library: ScriptLibrary) -> Iterator[str]:
    if library.of_platforms:
        yield f"\n## Words of one platform\n\n{_HEAD}"
    for _, versions in sorted(library.of_platforms.items()):
        yield _row(next(iter(versions.values())), versions)


def _row(script: Script, versions: Mapping[str, Script]) -> str:
    slots = ", ".join(script.slots) + (f" ({', '.join(script.optional)})" if script.optional else "")
    languages = ", ".join(
        f"{language}{' (behind)' if version.behind else ''}" for language, version in versions.items()
    )
    when = f"{script.when.get('zh-CN', '')}<br>{script.when.get('en', '')}"
    cells = (
        f"`{script.id}`",
        when,
        slots,
        script.tone,
        ", ".join(script.shows),
        str(script.version),
        languages,
    )
    return f"| {' | '.join(cells)} |"


def _slots(library: ScriptLibrary) -> Iterator[str]:
    yield "\n## Slots\n\n| slot | 含义 | meaning |\n|---|---|---|"
    for slot in library.slots.values():
        yield f"| `{slot.name}` | {slot.means['zh-CN']} | {slot.means['en']} |"


if __name__ == "__main__":
    print(page(load_scripts()), end="")
