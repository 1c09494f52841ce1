"""The page of the scripts says what the files say."""

from pathlib import Path

from hejie.rulebook.script_library import load_scripts
from hejie.rulebook.script_page import page


def test_the_page_is_as_new_as_the_scripts(repository: Path) -> None:
    written = (repository / "docs" / "scripts.md").read_text(encoding="utf-8")
    assert written == page(load_scripts()), (
        "Make it anew: python -m hejie.rulebook.script_page > docs/scripts.md"
    )


def test_the_page_names_every_script_and_every_slot() -> None:
    library = load_scripts()
    words = page(library)
    assert all(f"`{name}`" in words for name in (*library.scripts, *library.of_platforms, *library.slots))
