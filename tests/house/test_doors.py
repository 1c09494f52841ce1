"""Is every room there, and can each be entered by its door alone?"""

import ast

import pytest

from tests.house.sources import ALL_ROOMS, BELOW_THE_DESK, SOURCE, Module, modules

MOST_VERBS = 3
DOORS = {module.room: module for module in modules() if module.is_door}


def offered(door: Module) -> list[str]:
    """The names that a door offers: those of `__all__`, else those that it imports from its room or defines."""
    for node in door.tree.body:
        if isinstance(node, ast.Assign) and any(
            getattr(target, "id", "") == "__all__" for target in node.targets
        ):
            return [str(name) for name in ast.literal_eval(node.value)]
    names = []
    for node in door.tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hejie."):
            names += [alias.asname or alias.name for alias in node.names]
        elif isinstance(node, ast.FunctionDef):
            names.append(node.name)
    return [name for name in names if not name.startswith("_")]


def test_the_listing_of_the_package_is_the_journey_and_nothing_else() -> None:
    folders = {
        path.name for path in (SOURCE / "hejie").iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert folders == set(ALL_ROOMS)
    assert [path.name for path in (SOURCE / "hejie").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("room", ALL_ROOMS)
def test_a_door_says_in_one_sentence_what_its_room_is_for(room: str) -> None:
    said = ast.get_docstring(DOORS[room].tree) or ""
    first = said.partition("\n\n")[0]
    assert first.endswith((".", "?")), f"{room}: the docstring of the door opens with one whole sentence"
    assert first.count(". ") + first.count("? ") == 0, f"{room}: that is more than one sentence"


@pytest.mark.parametrize("room", BELOW_THE_DESK)
def test_a_door_offers_at_most_three_verbs(room: str) -> None:
    verbs = [name for name in offered(DOORS[room]) if name[0].islower()]
    assert len(verbs) <= MOST_VERBS, (
        f"{room} offers {', '.join(verbs)}: a room that answers one question needs fewer"
    )
