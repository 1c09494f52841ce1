"""Does every module keep the habits of the house, and would a breach be seen?"""

import ast
from pathlib import Path

import pytest

from tests.house.rules import RULES, Rule, domain_number
from tests.house.sources import REPOSITORY, Function, Module, functions, modules

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)


@EVERY_RULE
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    breaches = [breach for module in modules() for breach in rule.breaches(module)]
    assert not breaches, "\n".join([rule.says, *breaches])


@EVERY_RULE
def test_the_rule_catches_its_own_example(rule: Rule) -> None:
    bad = Module(
        REPOSITORY / "src/hejie/remedy/utils.py", "hejie.remedy.utils", rule.example, ast.parse(rule.example)
    )
    assert rule.breaches(bad)


def test_a_comment_that_gives_the_reason_is_heard_on_the_line_and_above_it() -> None:
    text = "# not a rule: the width of a line,\n# whatever the platform\nWIDE = 110\nTALL = 60  # not a rule: a page"
    module = Module(REPOSITORY / "src/hejie/remedy/cost.py", "hejie.remedy.cost", text, ast.parse(text))
    assert all("not a rule:" in module.comment_near(node) for node in module.tree.body)


def test_a_reason_above_a_function_holds_for_the_numbers_inside_it() -> None:
    text = "# not a rule: how a date is written\ndef day(text):\n    return text[8:10]\n\ndef due():\n    return 72"
    module = Module(REPOSITORY / "src/hejie/remedy/cost.py", "hejie.remedy.cost", text, ast.parse(text))
    assert [breach.split()[1] for breach in domain_number(module)] == ["72:"]


def mirrors(module: Module) -> list[Path]:
    """Where the tests of a module may lie: in a file of its own name, or of its folder's name inside the room."""
    folder = REPOSITORY / "tests" / module.room
    return [place for name in module.name.split(".")[2:] for place in folder.rglob(f"test_{name}.py")]


def test_every_module_has_its_test_file() -> None:
    telling = [
        module for module in modules() if list(functions(module))
    ]  # a list of types or settings decides nothing
    alone = [
        f"{module.name}: no tests/{module.room}/**/test_{module.path.stem}.py"
        for module in telling
        if not mirrors(module)
    ]
    assert not alone, "\n".join(alone)


def test_test_names_are_sentences() -> None:
    """A name such as `test_refund` tells nothing to somebody who reads the list of what works."""
    short = [
        f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name}"
        for path in (REPOSITORY / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function) and node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert not short, "\n".join(short)
