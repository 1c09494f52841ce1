"""What does a page say every time, so that it is written when its template is read and not each time it is shown?

A page asks some two hundred times for words, icons and addresses that stand in its template. Their answers depend on
nothing but the language, so each language has its templates for itself, with the answers in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer


class Folding(Environment):
    """The pages in all languages; `folded` names the functions whose answer to the same words is always the same."""

    folded: Mapping[str, Callable[..., object]]
    language: str | None = None
    of_languages: dict[str, Folding]

    def __init__(self, folded: Mapping[str, Callable[..., object]], **options: Any) -> None:
        super().__init__(**options)
        self.folded, self.of_languages = folded, {}
        self.globals.update(folded)

    def get_template(self, name: Any, *more: Any, **rest: Any) -> Template:
        """Return a template for the language of whoever reads now."""
        language = get_language() or ""
        if self.language == language:
            return super().get_template(name, *more, **rest)
        if language not in self.of_languages:
            made = self.overlay()
            made.language = language
            self.of_languages[language] = made
        return self.of_languages[language].get_template(name, *more, **rest)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        if self.language is not None:
            source = _Folder(self.folded).visit(source)
        return super()._generate(source, name, filename, defer_init)


class _Folder(NodeTransformer):
    def __init__(self, folded: Mapping[str, Callable[..., object]]) -> None:
        self.folded = folded

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  the name of the kind of node
        """Put the answer where a call asks for the same thing each time."""
        self.generic_visit(node)
        asked = self.folded.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        given = {pair.key: pair.value for pair in node.kwargs}
        if asked is None or node.dyn_args or node.dyn_kwargs:
            return node
        if not all(isinstance(one, nodes.Const) for one in (*node.args, *given.values())):
            return node
        words = [one.as_const() for one in node.args]
        return nodes.Const(asked(*words, **{key: one.as_const() for key, one in given.items()}))
