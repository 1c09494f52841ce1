"""Is every sentence of the rooms said in all four languages, and would a missing one be seen?"""

import ast
from collections.abc import Iterator

import pytest

from hejie.casefile import words
from hejie.casefile.templates import slots_of
from tests.house.sources import Module, modules

HOUSE = ("zh-CN", "en")
# Whoever is told to look at these says why their languages are complete elsewhere.
ELSEWHERE = {
    "hejie.casefile.entries": "tests/casefile/test_words.py asks for the sentence of every kind of entry",
    "hejie.casefile.sentences": "tests/casefile/test_words.py asks for every joining word",
    "hejie.casefile.vocabulary": "tests/casefile/test_words.py asks for every label",
    "hejie.desk.acts.records": "what a person wrote is not translated",
}


def tables(module: Module) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Every table of a module that writes something in Chinese and English, with its line; None is no plain text."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Dict):
            written = {
                str(key.value): str(value.value) if isinstance(value, ast.Constant) else None
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            if all(language in written for language in HOUSE):
                yield node.lineno, written


def lacking(module: Module) -> Iterator[str]:
    """Where a module writes something that one of the four languages does not say."""
    if any(module.name == name or module.name.startswith(f"{name}.") for name in ELSEWHERE):
        return
    for line, written in tables(module):
        english = written.get("en")
        for language, told in words.ROOMS.items():
            if language not in written and english not in told:
                yield f"{module.path}:{line} says {english!r} without {language} (casefile/words/rooms/{language}.yaml)"


def test_every_table_of_sentences_is_said_in_four_languages() -> None:
    missing = [one for module in modules() for one in lacking(module)]

    assert not missing, "\n".join(missing)


@pytest.mark.parametrize(
    "text",
    [
        'SAYS = {"zh-CN": "还没有。", "en": "Nothing of this kind yet."}',
        'def f(a): return {"zh-CN": f"{a} 单", "en": a}',
    ],
)
def test_a_table_without_one_of_them_is_refused(text: str) -> None:
    module = Module(modules()[0].path, "hejie.prevention.care", text, ast.parse(text))

    assert len(list(lacking(module))) == len(words.ROOMS)


@pytest.mark.parametrize("language", words.FURTHER)
def test_a_language_fills_the_slots_that_english_fills(language: str) -> None:
    told = words.ROOMS[language]

    assert [english for english in told if slots_of(english) != slots_of(told[english])] == []


@pytest.mark.parametrize("language", words.FURTHER)
def test_a_language_says_nothing_that_nobody_says_any_more(language: str) -> None:
    said = {
        english for module in modules() for _, written in tables(module) if (english := written.get("en"))
    }

    assert sorted(set(words.ROOMS[language]) - said) == []
