"""Patterns are written in parts and read whole."""

import pytest

from hejie.language.patterning import spelled


def test_a_part_may_hold_parts() -> None:
    assert spelled("~price~ each", {"price": "~number~ yuan", "number": r"\d+"}) == r"\d+ yuan each"


def test_a_part_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        spelled("~prise~", {"price": ""})
