"""Do the pages in docs/ stay short, whole and true?"""

import json
import re
import tomllib
from collections import Counter

import pytest

from tests.house.glossary import MARK, PAGE, code_tables, entry_types, words
from tests.house.sources import ALL_ROOMS, REPOSITORY, SOURCE

DECISIONS = REPOSITORY / "docs" / "decisions"
PARTS = ["Context", "Decision", "Evidence", "Price", "Look again when"]
LONGEST = {"docs/architecture.md": 250, "CONTRIBUTING.md": 100}
NO_CODE = "—"
NOT_OURS = {"__pycache__", "node_modules"}
A_NAME = re.compile(r"^[A-Za-z0-9@/._-]+")


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def named_packages() -> dict[str, set[str]]:
    """The packages that we name ourselves, by the lock file that holds them."""
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    run = {A_NAME.match(one).group() for one in [*project["dependencies"], *extras["build"]]}  # type: ignore[union-attr]
    dev = {A_NAME.match(one).group() for one in extras["dev"]}  # type: ignore[union-attr]
    semantic = {A_NAME.match(one).group() for one in extras["semantic"]}  # type: ignore[union-attr]
    return {
        "requirements.txt": run,
        "requirements-dev.txt": run | dev,
        "requirements-semantic.txt": run | semantic,
    }


@pytest.mark.parametrize("name", LONGEST)
def test_a_page_for_newcomers_is_one_sitting(name: str) -> None:
    assert text_of(name).count("\n") <= LONGEST[name]


def test_the_map_shows_every_room_and_what_is_absent() -> None:
    page = text_of("docs/architecture.md")
    assert not [room for room in ALL_ROOMS if f"`{room}/`" not in page]
    assert page.count("**Architecture Invariant:") >= 10


def test_the_map_shows_every_folder_of_the_desk() -> None:
    page = text_of("docs/architecture.md")
    folders = [
        path.name
        for path in (SOURCE / "hejie" / "desk").iterdir()
        if path.is_dir() and any(path.rglob("*.*"))
    ]
    assert not [name for name in folders if name not in NOT_OURS and f"`{name}/`" not in page]


def test_what_is_seen_leads_to_files_that_are_there() -> None:
    table = text_of("docs/architecture.md").split("| what you see")[1].split("\n\n")[0]
    paths = [name for name in re.findall(r"`([^`]+)`", table) if "/" in name]
    assert len(paths) > 30
    assert not [name for name in paths if not (SOURCE / "hejie" / name).exists()]


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    ]
    broken = [
        f"{page.name}: {link}"
        for page, link in links
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken


def test_a_decision_is_one_page_with_its_evidence_and_its_price() -> None:
    for page in sorted(DECISIONS.glob("[0-9]*.md")):
        text = page.read_text(encoding="utf-8")
        assert re.match(rf"# {page.name[:4]}\. \S", text), page.name
        assert re.search(
            r"^Date: \d{4}-\d\d-\d\d\. Status: (proposed|accepted|replaced by \d{4})\.$", text, re.M
        ), page.name
        assert "**In one line:** " in text, page.name
        assert re.findall(r"^## (.+)$", text, re.M) == PARTS, page.name
        assert text.count("\n") <= 60, f"{page.name} is more than a page"


def test_decisions_are_numbered_without_gaps_and_all_listed() -> None:
    names = sorted(page.name for page in DECISIONS.glob("[0-9]*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert [name for name in names if f"]({name})" not in text_of("docs/decisions/README.md")] == []


def test_every_package_that_we_name_says_why_it_is_here() -> None:
    page = text_of("docs/decisions/libraries.md")
    told = {name.strip() for row in re.findall(r"^\| ([^|]+) \|", page, re.M) for name in row.split(",")}
    front_end = set(json.loads(text_of("package.json"))["dependencies"])
    assert named_packages()["requirements-dev.txt"] | front_end <= told


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "requirements-semantic.txt"])
def test_every_package_that_we_name_is_locked(lock: str) -> None:
    locked = {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==", text_of(lock), re.M)}
    assert {name.lower() for name in named_packages()[lock]} <= locked, "run `sh lock`"


def test_the_changelog_says_whom_each_change_affects() -> None:
    changelog = text_of("CHANGELOG.md")
    assert re.match(r"# Changelog\n", changelog)
    assert all(
        re.fullmatch(r"Unreleased|\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", title)
        for title in re.findall(r"^## (.+)$", changelog, re.M)
    )
    entries = re.findall(r"^- (.+)$", changelog, re.M)
    assert all(re.match(r"\*\*.+, for .+:\*\* \S", entry) for entry in entries), (
        "- **What, for whom:** from when, what to do"
    )


def test_a_word_has_one_meaning() -> None:
    for part in ("zh", "en", "code"):
        twice = [
            word
            for word, times in Counter(row[part] for row in words() if row[part] != NO_CODE).items()
            if times > 1
        ]
        assert not twice, part


def test_a_name_in_code_is_really_used_there() -> None:
    used = "\n".join(
        path.read_text(encoding="utf-8") for ending in ("py", "yaml") for path in SOURCE.rglob(f"*.{ending}")
    )
    names = [row["code"].strip("`") for row in words() if row["code"] != NO_CODE]
    assert not [name for name in names if not re.search(rf"\b{re.escape(name)}\b", used)]


def test_everything_that_can_happen_has_its_words() -> None:
    told = {row["code"].strip("`") for row in words()}
    assert set(entry_types()) <= told


def test_every_room_and_platform_has_its_words() -> None:
    """A room's words are in the glossary. A platform brings its own: a new one changes no page written by hand."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    folders = [path for path in (SOURCE / "hejie/rulebook/platforms").iterdir() if path.is_dir()]
    pages = REPOSITORY / "docs/platforms"
    assert not [name for name in ALL_ROOMS if f"`{name}`" not in head]
    assert not [folder.name for folder in folders if not (pages / f"{folder.name}.md").exists()]


def test_codes_are_called_on_the_page_what_they_are_called_in_the_product() -> None:
    renewed = PAGE.read_text(encoding="utf-8").partition(MARK)[2]
    assert renewed == code_tables(), "stale: run `python -m tests.house.glossary` and commit the page"
