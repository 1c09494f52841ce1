"""Is a column corrected by its header, also where that holds the sign between the two?"""

import pytest

from hejie.desk.commands.correcting import NotAMapping, corrections


def test_the_last_sign_parts_header_and_field_and_an_empty_field_takes_a_header_out() -> None:
    assert corrections(["a=b= text", "notes="]) == {"a=b": "text", "notes": ""}


@pytest.mark.parametrize("text", ["notes", "=text", ""])
def test_half_a_correction_says_how_to_write_one(text: str) -> None:
    with pytest.raises(NotAMapping, match="Write --map"):
        corrections([text])
