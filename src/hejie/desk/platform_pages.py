"""What does each folder of rules say, as a page: every rule in a sentence, its number, source, grade and date?

`python -m hejie.desk.platform_pages docs/platforms` writes the pages; a test fails where one is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hejie.casefile.money import Money
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.handbook import Needed, Platform, Remedy
from hejie.rulebook.mistakes import Place
from hejie.rulebook.schema import Burden, Clock, DatedValue, Folder, Parameter, Rule, Source, Words

MARK = "<!-- Written by hejie.desk.platform_pages from the rule files. Change those, then write the pages again. -->"


def pages(rules: Rulebook) -> Mapping[str, str]:
    """Return every page by file name: one a folder of rules, and a list of them."""
    folders = sorted(
        rules.definitions.folders.values(), key=lambda folder: (folder.kind != "platform", folder.id)
    )
    told = {_file(folder): _page(folder, rules) for folder in folders}
    return {"README.md": _list(folders, rules), **told}


def write(rules: Rulebook, place: Path) -> tuple[str, ...]:
    """Write the pages into a directory and return the names of those that were new or different."""
    changed = []
    for name, text in pages(rules).items():
        path = place / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return tuple(changed)


def _file(folder: Folder) -> str:
    return folder.id.replace("platform/", "").replace("/", "-") + ".md"


def _list(folders: Iterable[Folder], rules: Rulebook) -> str:
    rows = [
        f"| [{folder.meta['name']['en']} {folder.meta['name']['zh-CN']}]({_file(folder)}) | {folder.kind} "
        f"| {folder.meta.get('maturity', '')} | {_count(folder, rules)} |"
        for folder in folders
    ]
    head = [
        "# The rules, folder by folder",
        "",
        MARK,
        "",
        "| folder | kind | maturity | rules, clocks, numbers, cases |",
    ]
    return "\n".join([*head, "|---|---|---|---|", *rows, ""])


def _count(folder: Folder, rules: Rulebook) -> str:
    defined = rules.definitions
    rows = (defined.rules, defined.clocks, defined.params)
    counts = [sum(_belongs(row, folder, rules) for row in table.values()) for table in rows]
    cases = sum(case.folder == folder.id for case in rules.cases)
    return ", ".join(str(count) for count in (*counts, cases))


def _belongs(row: Rule | Clock | Burden | Parameter, folder: Folder, rules: Rulebook) -> bool:
    # A parameter bears no folder of its own, but the file it stands in does.
    if isinstance(row, Parameter):
        return row.place.file.startswith(_path(folder))
    return row.folder == folder.id


def _path(folder: Folder) -> str:
    place = {"platform": "platforms"}.get(folder.kind, folder.kind)
    return f"rulebook/{place}/" + ("" if folder.kind == "team" else folder.id.rpartition("/")[2] + "/")


def _page(folder: Folder, rules: Rulebook) -> str:
    name = folder.meta["name"]
    lines = [
        f"# {name['en']} {name['zh-CN']}",
        "",
        MARK,
        "",
        f"Maturity: **{folder.meta.get('maturity', 'draft')}**.",
    ]
    if "maturity_note" in folder.meta:
        lines += [_both(folder.meta["maturity_note"])]
    parts = (_rules(folder, rules), _clocks(folder, rules), _burdens(folder, rules), _numbers(folder, rules))
    for part in parts:
        lines += part
    if folder.kind == "platform":
        lines += _handbook(rules.platform(folder.id.rpartition("/")[2]))
    return "\n".join([*lines, *_sources(folder, rules), ""])


def _rules(folder: Folder, rules: Rulebook) -> list[str]:
    clauses = _clauses(rule for rule in rules.definitions.rules.values() if rule.folder == folder.id)
    lines = [f"\n## Rules ({len(clauses)})"]
    for topic in dict.fromkeys(_topic(clause) for clause in clauses):
        lines += [f"\n### {topic}", ""]
        lines += [_rule(clause, rules) for clause in clauses if _topic(clause) == topic]
    return lines if clauses else []


def _clauses(rules: Iterable[Rule]) -> list[list[Rule]]:
    # One clause may decide several things; it is told once.
    found: dict[tuple[Place, str], list[Rule]] = {}
    for rule in rules:
        found.setdefault((rule.place, rule.says["en"]), []).append(rule)
    return list(found.values())


def _topic(clause: list[Rule]) -> str:
    return Path(clause[0].place.file).stem.replace("_", " ").capitalize()


def _rule(clause: list[Rule], rules: Rulebook) -> str:
    rule = clause[0]
    name = rule.id.removesuffix(f".{rule.decides}")
    parent = f" (exception of `{rule.parent.removesuffix(f'.{rule.decides}')}`)" if rule.parent else ""
    used = dict.fromkeys(number for each in clause for number in rules.read[each.id].params)
    numbers = "; ".join(_number(rules.definitions.params[number]) for number in used)
    since = f" From {rule.effective.since}." if rule.effective.since else ""
    until = f" Until {rule.effective.until}." if rule.effective.until else ""
    return (
        f"- `{name}`{parent}: {_both(rule.says)} → {', '.join(_outcome(each, rules) for each in clause)}.{since}{until}"
        f"{f' Numbers: {numbers}.' if numbers else ''} {_named(rule.sources, rules)}"
    )


def _outcome(rule: Rule, rules: Rulebook) -> str:
    decision = rules.definitions.decisions[rule.decides]
    if decision.is_numeric or not rule.gives:
        return f"{rule.decides} `{rule.gives or 'not so'}`"
    return f"{rule.decides} **{decision.outcomes[rule.gives]['en']}**"


def _number(param: Parameter) -> str:
    later = [f"from {value.since} {_amount(param, value.value)}" for value in param.values[1:]]
    return ", ".join([f"{param.label['en']} {_amount(param, param.values[0].value)}", *later])


def _amount(param: Parameter, value: int | None) -> str:
    if value is None:
        return "ended"
    if param.unit == "money":
        return f"{param.currency} {Money(value, param.currency).amount}"
    return f"{value} {param.unit.replace('_', ' ')}".strip()


def _clocks(folder: Folder, rules: Rulebook) -> list[str]:
    mine = [clock for clock in rules.definitions.clocks.values() if clock.folder == folder.id]
    lines = [f"\n## Clocks ({len(mine)})", ""]
    for clock in mine:
        length = rules.definitions.params[clock.length]
        field = f" The platform's own field `{clock.field}` beats it." if clock.field else ""
        then = f" Else: {_both(clock.then)}." if clock.then else ""
        lines.append(
            f"- `{clock.id}`: {_both(clock.says)}. From `{clock.starts}`, {_number(length)}, "
            f"{clock.turn or 'nobody'}'s move.{then}{field} {_named(clock.sources, rules)}"
        )
    return lines if mine else []


def _burdens(folder: Folder, rules: Rulebook) -> list[str]:
    mine = [burden for burden in rules.definitions.burdens.values() if burden.folder == folder.id]
    lines = [f"\n## Who must prove what ({len(mine)})", ""]
    lines += [
        f"- `{item.id}`: {_both(item.says)} On the {item.on}: `{item.fact}`, by `{item.by}`. "
        f"{_named(item.sources, rules)}"
        for item in mine
    ]
    return lines if mine else []


def _numbers(folder: Folder, rules: Rulebook) -> list[str]:
    mine = [param for param in rules.definitions.params.values() if _belongs(param, folder, rules)]
    lines = [
        f"\n## Numbers ({len(mine)})",
        "",
        "| number | value | since | source | grade |",
        "|---|---|---|---|---|",
    ]
    for param in mine:
        for value in param.values:
            source = rules.definitions.sources.get(value.source)
            lines.append(
                f"| {_both(param.label)} `{param.name}` | {_amount(param, value.value)} | {_since(value, source)} "
                f"| {source.title['en'] if source else ''} | {_grade(source)} |"
            )
    return lines if mine else []


def _since(value: DatedValue, source: Source | None) -> str:
    if source is None or source.kind == "team" or source.dated == value.since:
        return str(value.since)
    return f"{value.since} (assumed: the source is {f'of {source.dated}' if source.dated else 'undated'})"


def _handbook(platform: Platform) -> list[str]:
    lines = ["\n## Evidence, in the order a reviewer follows", ""]
    lines += [
        f"- `{claim}`: {', '.join(_exhibit(need) for need in needs)}"
        for claim, needs in platform.evidence.items()
    ]
    lines += ["\n## Remedies allowed", ""]
    lines += [
        f"- `{claim}`: {', '.join(_remedy(each) for each in found)}"
        for claim, found in platform.remedies.items()
    ]
    if platform.meta.hints:
        lines += ["\n## Good to know", "", *(f"- {_both(hint)}" for hint in platform.meta.hints)]
    return lines


def _exhibit(need: Needed) -> str:
    title = need.exhibit.title["en"]
    return (
        title if need.required and not need.when else f"{title} ({'if it applies' if need.when else 'helps'})"
    )


def _remedy(remedy: Remedy) -> str:
    limit = f" (up to `{remedy.limit}`)" if remedy.limit else ""
    return f"{remedy.label['en']}{limit}{' if it applies' if remedy.when else ''}"


def _sources(folder: Folder, rules: Rulebook) -> Iterator[str]:
    defined = rules.definitions
    rows: list[Rule | Clock | Burden] = [
        *defined.rules.values(),
        *defined.clocks.values(),
        *defined.burdens.values(),
    ]
    used = {source for row in rows if row.folder == folder.id for source in row.sources}
    used |= {
        value.source
        for param in defined.params.values()
        if _belongs(param, folder, rules)
        for value in param.values
    }
    yield "\n## Sources"
    yield ""
    for key in sorted(used):
        source = defined.sources[key]
        looked = f", looked at {source.checked_on}" if source.checked_on else ""
        dated = source.dated or "undated"
        yield f"- `{key}`: {_both(source.title)}, {dated}. {_both(source.says)} **{_grade(source)}**{looked}."


def _named(sources: Iterable[str], rules: Rulebook) -> str:
    told = [rules.definitions.sources[key] for key in sources]
    named = "; ".join(
        f"{source.title['en']}, {source.dated or 'undated'}, {_grade(source)}" for source in told
    )
    return f"_({named})_"


def _grade(source: Source | None) -> str:
    return source.grade.replace("_", " ") if source else ""


def _both(words: Words) -> str:
    return f"{words['zh-CN']} {words['en'].rstrip('.')}"


if __name__ == "__main__":
    print("\n".join(write(load_rulebook(), Path(sys.argv[1]))))
