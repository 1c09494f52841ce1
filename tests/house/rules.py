"""Which habits does every module keep? Each rule finds its breaches and carries an example that it must catch."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.house.sources import ALL_ROOMS, BELOW_THE_DESK, ROOMS, Module, dotted, functions

LONGEST_FILE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 50, 5

# Time and person are asked for everywhere and are always named in the call: they are nothing more to remember.
GIVEN_EVERYWHERE = {"self", "cls", "at", "as_of", "now", "by"}

SAYS_NOTHING = {
    *("utils", "util", "helpers", "helper", "common", "misc", "base"),
    *("service", "services", "manager", "managers"),
}

READS_THE_CLOCK = re.compile(r"(^|\.)(datetime|date)\.(now|utcnow|today)$|^time\.|^(monotonic|perf_counter)$")
TOSSES_A_COIN = re.compile(r"^(random|secrets|numpy\.random|np\.random)\.|(^|\.)uuid[14]$|^os\.urandom$")
TOUCHES_THE_WORLD = re.compile(
    r"^(open|print|input|exec|eval|__import__)$"
    r"|\.(read_text|read_bytes|write_text|write_bytes|unlink|mkdir|glob|rglob|iterdir)$"
    r"|^os\.(environ\.get|getenv|system|listdir|walk|stat)$|^(requests|httpx|urllib\.request|subprocess)\.|^urlopen$"
)

# The only modules below the desk that read files: the data that we ship or that a team lays over them, when loaded.
READ_THEIR_DATA = {
    "hejie.casefile.words",
    "hejie.language.shipped",
    "hejie.rulebook.folders",
    "hejie.rulebook.loading",
    "hejie.rulebook.reading",
    "hejie.rulebook.script_library",
    "hejie.rulebook.tracking_maps",
    "hejie.rulebook.wordbook",
    "hejie.rulebook.wordings",
}

# The only module that runs text as code: what it wrote itself from the rules, to judge one case in microseconds.
RUN_THEIR_TEXT = {"hejie.rulebook.scalar"}

# Numbers that belong to how anything is counted, not to how a platform behaves.
STRUCTURAL = {0, 1, 2}
REASON = "not a rule:"


@dataclass(frozen=True)
class Rule:
    """One habit: what it says, where it holds, how its breaches are found, and an example of one."""

    says: str
    rooms: tuple[str, ...]
    find: Callable[[Module], Iterator[str]]
    example: str

    def breaches(self, module: Module) -> list[str]:
        """Places and words of every breach in a module; empty where the rule does not hold."""
        return list(self.find(module)) if module.room in self.rooms else []


def opening_sentence(module: Module) -> Iterator[str]:
    """A module whose docstring does not open with a sentence."""
    said = ast.get_docstring(module.tree) or ""
    if not said.partition("\n\n")[0].rstrip().endswith((".", "?", ":")):
        yield f"{module.name} does not say which question it answers"


def file_length(module: Module) -> Iterator[str]:
    """A file that is too long to read in one sitting."""
    if (lines := module.text.count("\n")) > LONGEST_FILE:
        yield f"{module.name} has {lines} lines: split it by question"


def function_length(module: Module) -> Iterator[str]:
    """Functions that do not fit on a screen."""
    for function in functions(module):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield f"{module.at(function)} {function.name} has {lines} lines"


def argument_count(module: Module) -> Iterator[str]:
    """Functions that want more than one can keep in mind."""
    for function in functions(module):
        given = function.args
        names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        names = [name for name in names if name not in GIVEN_EVERYWHERE]
        if len(names) > MOST_ARGUMENTS:
            yield f"{module.at(function)} {function.name} takes {', '.join(names)}"


def empty_name(module: Module) -> Iterator[str]:
    """A module or folder whose name could hold anything, and so will."""
    for part in SAYS_NOTHING & set(module.name.split(".")):
        yield f"{module.name}: `{part}` names no thing and no question"


def hidden_import(module: Module) -> Iterator[str]:
    """Imports inside functions without a comment that gives the reason."""
    for function in functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not module.comment_near(node):
                yield module.at(node)


def clock_or_chance(module: Module) -> Iterator[str]:
    """Calls whose answer differs from one day to the next."""
    for name, place in calls(module):
        if READS_THE_CLOCK.search(name) or TOSSES_A_COIN.search(name):
            yield f"{place} {name}: take `at` as an argument"


def outside_world(module: Module) -> Iterator[str]:
    """Calls that read or write files, settings, the screen or the network."""
    for name, place in calls(module) if module.name not in READ_THEIR_DATA else ():
        if TOUCHES_THE_WORLD.search(name) and not (name == "exec" and module.name in RUN_THEIR_TEXT):
            yield f"{place} {name}: let the desk hand over what it read"


def domain_number(module: Module) -> Iterator[str]:
    """Numbers that may be a platform's, and do not say that they are not: here, or for the whole function."""
    for node, around in with_surroundings(module.tree):
        if (
            not isinstance(node, ast.Constant)
            or type(node.value) not in (int, float)
            or node.value in STRUCTURAL
        ):
            continue
        places: tuple[ast.expr | ast.stmt, ...] = (node, *around)
        if not any(REASON in module.comment_near(place) for place in places):
            yield f"{module.at(node)} {node.value!r}: a row of the rulebook, or `# {REASON} what it is`"


def with_surroundings(
    node: ast.AST, around: tuple[ast.stmt, ...] = ()
) -> Iterator[tuple[ast.AST, tuple[ast.stmt, ...]]]:
    """Every node below this one, with the statements and functions that it stands in."""
    for child in ast.iter_child_nodes(node):
        yield child, around
        yield from with_surroundings(child, (*around, child) if isinstance(child, ast.stmt) else around)


def calls(module: Module) -> Iterator[tuple[str, str]]:
    """Every call as it is written, and its place; of `Path(x).read_text()` the last name alone.

    What a module does when a developer runs it, below `if __name__ == "__main__"`, is not the room's doing.
    """
    imported = [
        node for node in module.tree.body if not ast.unparse(node).startswith("if __name__ == '__main__'")
    ]
    for node in (inner for outer in imported for inner in ast.walk(outer)):
        if isinstance(node, ast.Call):
            yield dotted(node.func) or f".{getattr(node.func, 'attr', '')}", module.at(node)


RULES = (
    Rule("a module opens with the question it answers", ALL_ROOMS, opening_sentence, "x = 1"),
    Rule("a file can be read in one sitting", ALL_ROOMS, file_length, "x = 1\n" * (LONGEST_FILE + 1)),
    Rule(
        "a function fits on a screen",
        ALL_ROOMS,
        function_length,
        "def judge():\n" + "    x = 1\n" * LONGEST_FUNCTION,
    ),
    Rule(
        "a function takes at most five things",
        ALL_ROOMS,
        argument_count,
        "def judge(a, b, c, d, e, *, f, at, by): ...",
    ),
    Rule(
        "imports stand at the top, or say why not", ALL_ROOMS, hidden_import, "def judge():\n    import json"
    ),
    Rule("time and chance are given", BELOW_THE_DESK, clock_or_chance, "now = datetime.now(UTC)"),
    Rule("only the desk touches the world", BELOW_THE_DESK, outside_world, "text = Path('a').read_text()"),
    Rule("a number in a room says why it is no rule", ROOMS, domain_number, "HOURS = 72"),
    Rule("a name says what it stands for", ALL_ROOMS, empty_name, ""),
)
