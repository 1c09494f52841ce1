"""Is every file of the repository fit for a stranger's eyes and a stranger's machine?"""

import json
import re

from tests.house.sources import REPOSITORY, tracked_files

PICTURES = {".png", ".jpg", ".webp", ".ico", ".xlsx", ".xls", ".pdf", ".zip", ".parquet", ".gz", ".npz"}

# This file must spell what it looks for; fixtures of exports may be in the encodings that shops really send.
EXEMPT = {REPOSITORY / "tests/house/test_text.py"}

A_MACHINE = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/")
A_REGISTRY = re.compile(
    r"registry\.\w+js\.|py" + r"pi\.org|pythonhosted|deb\.debian|npmmirror|tuna\.tsinghua", re.IGNORECASE
)
NOT_OURS = re.compile(
    r"\bseed_only\b|\bseed files?\b|\bthe seeds\b|\bhelper (agent|session)s?\b|\bthis session\b|\bco-authored-by\b"
    r"|\bas an ai\b|\blanguage model\b|\bgenerated (with|by) (an )?ai\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|lorem ipsum)\b|^(<{7}|>{7}) ", re.MULTILINE)


def texts() -> list[tuple[str, str]]:
    """Name and text of every file that holds text; what is not UTF-8 must be named by its ending or be a fixture."""
    files = [path for path in tracked_files() if path.suffix not in PICTURES and path not in EXEMPT]
    readable = [path for path in files if not {"fixtures", "samples"} & set(path.parts)]
    return [(path.relative_to(REPOSITORY).as_posix(), path.read_bytes().decode("utf-8")) for path in readable]


def found(pattern: re.Pattern[str]) -> list[str]:
    """Every place where a pattern occurs."""
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}"
        for name, text in texts()
        for match in pattern.finditer(text)
    ]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert not found(A_MACHINE)


def test_no_file_names_where_packages_are_fetched_from() -> None:
    assert not found(A_REGISTRY)


def test_every_word_is_about_disputes_and_none_about_how_it_was_written() -> None:
    assert not found(NOT_OURS)


def test_nothing_is_left_for_later_in_the_text() -> None:
    assert not found(UNFINISHED)


def test_lines_end_as_on_unix_and_files_with_one_line_break() -> None:
    odd = [
        name
        for name, text in texts()
        if "\r" in text or (text and not text.endswith("\n")) or text.endswith("\n\n")
    ]
    assert not odd


def test_no_file_of_somebody_else_is_kept_here() -> None:
    kept = [
        path
        for path in tracked_files()
        if "node_modules" in path.parts or path.name.endswith((".min.js", ".min.css"))
    ]
    assert not kept


def test_the_python_locks_hold_a_hash_for_each_version_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-semantic.txt"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|file:|--(index|extra-index|find-links)", text), name
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[A-Za-z0-9._-]+(\[.*\])?==[^ ]+", block), block.splitlines()[0]
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_front_end_lock_holds_a_digest_for_each_package_and_no_address() -> None:
    lock = json.loads((REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert all("integrity" in package and "resolved" not in package for package in packages.values())
    wanted = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted, "package.json has changed: `sh lock`"
