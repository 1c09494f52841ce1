"""Is every word of the desk there in each language, with the same slots, and does a reader's choice hold?"""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext

from hejie.casefile import words
from hejie.desk import languages, places

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}
CATALOGUES = ("zh_Hans", "pt_BR", "es")
SLOT = re.compile(r"%\(\w+\)s")
Said = dict[str, tuple[str, ...]]
each_catalogue = pytest.mark.parametrize("code", CATALOGUES)


@pytest.fixture(scope="module")
def told() -> dict[str, Said]:
    """The catalogues, as a person would read them: a word, and what it is in that language in each number."""
    return {code: _of(_read(code)) for code in CATALOGUES}


def _read(code: str) -> Catalog:
    with (places.DESK / f"locale/{code}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file)


def _of(catalogue: Catalog) -> Said:
    return {
        one.id if isinstance(one.id, str) else one.id[0]: (one.string,)
        if isinstance(one.string, str)
        else tuple(one.string)
        for one in catalogue
        if one.id
    }


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every word that a page or a module of the desk asks to be told in the reader's language."""
    found = extract_from_dir(places.DESK, METHODS, OPTIONS, keywords=KEYWORDS)
    return {
        words if isinstance(words, str) else words[0] for _file, _line, words, _comments, _context in found
    }


@each_catalogue
def test_nothing_the_desk_says_is_missing(code: str, told: dict[str, Said], said: set[str]) -> None:
    assert len(said) > 200
    lacking = sorted(one for one in said if not all(told[code].get(one, ("",))))
    file = f"locale/{code}/LC_MESSAGES/django.po"
    assert not lacking, (
        f"{file} lacks {len(lacking)} words; CONTRIBUTING tells how to add them:\n" + "\n".join(lacking)
    )


@each_catalogue
def test_nothing_is_translated_that_nobody_says(code: str, told: dict[str, Said], said: set[str]) -> None:
    assert sorted(set(told[code]) - said) == []


@each_catalogue
def test_all_languages_have_the_same_slots(code: str, told: dict[str, Said]) -> None:
    for english, numbers in told[code].items():
        for one in numbers:
            assert sorted(SLOT.findall(english)) == sorted(SLOT.findall(one)), english


@pytest.mark.parametrize("code", ["pt_BR", "es"])
def test_a_word_ends_as_the_english_one_does(code: str, told: dict[str, Said]) -> None:
    """A full stop, a colon or an ellipsis that is lost in translation shows on the page."""
    for english, numbers in told[code].items():
        for one in numbers:
            assert re.search(r"[.:…?]?$", one).group() == re.search(r"[.:…?]?$", english).group() or (  # type: ignore[union-attr]
                one.endswith(":") and not english.endswith((".", "?"))
            ), english


def test_templates_ask_for_their_words_in_english() -> None:
    """Chinese in a template would show to an English reader; the name of the house may stand."""
    for template in Path(places.DESK / "templates").rglob("*.html"):
        text = re.sub(r"和解|、", "", template.read_text(encoding="utf-8"))
        assert not re.search(r"[\u4e00-\u9fff]", text), template.name


def test_the_desk_offers_chinese_first_and_every_language_of_the_case_file() -> None:
    offered = languages.offered(RequestFactory().get("/"))["tongues"]

    assert offered == [(code, languages.CODES[code], name) for code, name in settings.LANGUAGES]
    assert next(ours for _code, ours, _name in offered) == "zh-CN"  # type: ignore[attr-defined]
    assert {ours for _code, ours, _name in offered} == set(words.LANGUAGES)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "word"), [("zh-hans", "登录"), ("en", "Sign in"), ("pt-br", "Entrar"), ("es", "Entrar")]
)
def test_a_page_is_told_in_the_language_of_the_readers_cookie(code: str, word: str) -> None:
    languages.compile_messages()
    with translation.override(code):
        assert gettext("Sign in") == word
        assert languages.current() == languages.CODES[code]


def test_a_word_that_is_not_translated_yet_is_told_in_english_and_not_in_chinese(tmp_path: Path) -> None:
    spanish, chinese = tmp_path / "es.po", tmp_path / "zh.po"
    spanish.write_text('msgid ""\nmsgstr ""\n"Language: es\\n"\n', encoding="utf-8")
    chinese.write_text(
        'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n\nmsgid "Sign in"\nmsgstr "登录"\n', encoding="utf-8"
    )

    assert languages._whole(spanish, [spanish, chinese]).get("Sign in").string == "Sign in"


@pytest.mark.parametrize(
    ("cookie", "language"), [("", "zh-hans"), ("pt-br", "pt-br"), ("es", "es"), ("fr", "zh-hans")]
)
def test_the_cookie_decides_and_not_what_the_browser_asks_for(cookie: str, language: str) -> None:
    request = RequestFactory().get(
        "/", headers={"Accept-Language": "de, es", "Cookie": f"{languages.COOKIE}={cookie}"}
    )

    answer = languages.chosen_by_reader(lambda _request: HttpResponse(translation.get_language()))(request)

    assert answer.content.decode() == answer.headers["Content-Language"] == language
