"""What comes with the room is read as text."""

import pytest

from hejie.language.shipped import shipped, shipped_bytes


@pytest.mark.parametrize(
    ("folder", "name"), [("exemplars", "zh.txt"), ("patterns", "facts.yaml"), ("patterns", "traditional.txt")]
)
def test_a_data_file_of_the_room_is_there(folder: str, name: str) -> None:
    assert len(shipped(folder, name)) > 1000


def test_weights_are_read_as_they_are() -> None:
    assert shipped_bytes("weights", "zh.npz").startswith(b"PK")
