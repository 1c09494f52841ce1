"""Is every word of the desk there in Chinese, with the same slots?"""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from hejie.desk import places

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None}
SLOT = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """The catalogue, as a person would read it."""
    with (places.DESK / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every word that a page or a module of the desk asks to be told in the reader's language."""
    found = extract_from_dir(places.DESK, METHODS, OPTIONS, keywords=KEYWORDS)
    return {words for _file, _line, words, _comments, _context in found if isinstance(words, str)}


def test_nothing_the_desk_says_is_missing_in_chinese(chinese: dict[str, str], said: set[str]) -> None:
    assert len(said) > 200
    assert sorted(words for words in said if not chinese.get(words)) == []


def test_nothing_is_translated_that_nobody_says(chinese: dict[str, str], said: set[str]) -> None:
    assert sorted(set(chinese) - said) == []


def test_both_languages_have_the_same_slots(chinese: dict[str, str]) -> None:
    for english, words in chinese.items():
        assert sorted(SLOT.findall(english)) == sorted(SLOT.findall(words)), english


def test_templates_ask_for_their_words_in_english() -> None:
    """Chinese in a template would show to an English reader; the name of the house and of the language may stand."""
    for template in Path(places.DESK / "templates").rglob("*.html"):
        text = re.sub(r"和解|中文|、", "", template.read_text(encoding="utf-8"))
        assert not re.search(r"[\u4e00-\u9fff]", text), template.name
