"""Do the tests have what they need around them: a Chinese font, a browser, a data base that nobody uses?"""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

TWO_CHARACTERS = """() => ['拒', '收'].map(character => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d').font = '80px sans-serif';
    canvas.getContext('2d').fillText(character, 10, 100);
    return canvas.toDataURL();
})"""


def test_the_browser_draws_two_chinese_characters_and_not_one_empty_box_twice(page: "Page") -> None:
    first, second = page.evaluate(TWO_CHARACTERS)
    assert first != second


@pytest.mark.store
def test_the_tests_never_write_to_a_data_base_that_someone_uses(pytestconfig: pytest.Config) -> None:
    named = os.environ.get("HEJIE_DATABASE_URL")
    assert (named is not None) == pytestconfig.getoption("--postgresql")
    assert "hejie-tests-" in os.environ["HEJIE_HOME"]
