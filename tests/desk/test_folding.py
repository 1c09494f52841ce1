"""Is what a page always says written once in each language, and everything else each time?"""

from typing import Any

from django.utils import translation
from jinja2 import DictLoader
from markupsafe import Markup

from hejie.desk.folding import Folding


def pages(asked: list[Any], **templates: str) -> Folding:
    def told(word: str, *numbers: int, **slots: str) -> Markup:
        asked.append(word)
        return Markup(f"<{translation.get_language()} {word}{numbers or ''}{slots or ''}>")

    return Folding({"_": told}, loader=DictLoader(templates), autoescape=True)


def shown(made: Folding, language: str, name: str = "page", **values: object) -> str:
    with translation.override(language):
        return made.get_template(name).render(**values)


def test_words_of_a_template_are_asked_for_once_and_in_the_language_of_each_reader() -> None:
    asked: list[Any] = []
    made = pages(asked, page="{{ _('sum') }} {{ text }}")
    assert shown(made, "es", text="<1>") == "<es sum> &lt;1&gt;"
    assert shown(made, "en", text="2") == "<en sum> 2"
    assert shown(made, "es", text="3") == "<es sum> 3"
    assert asked == ["sum", "sum"]


def test_what_a_template_borrows_is_told_in_the_same_language() -> None:
    part = "{% macro pill(text) %}{{ _('pill') }}{{ text }}{% endmacro %}"
    page = (
        "{% extends 'layout' %}{% block all %}{% from 'part' import pill %}{{ pill(_('red')) }}{% endblock %}"
    )
    made = pages([], part=part, page=page, layout="{{ _('top') }}{% block all %}{% endblock %}")
    assert shown(made, "en") == "<en top><en pill><en red>"
    assert shown(made, "es") == "<es top><es pill><es red>"


def test_what_differs_from_time_to_time_is_asked_for_each_time() -> None:
    asked: list[Any] = []
    made = pages(asked, page="{{ _(word) }}{{ _('of', number) }}{{ _('with', name=word) }}{{ _(*words) }}")
    for word in ("a", "b"):
        assert f"<en {word}>" in shown(made, "en", word=word, number=7, words=["c"])
    assert asked == ["a", "of", "with", "c", "b", "of", "with", "c"]
