"""Words near in meaning have near directions, in one language and across them."""

import numpy as np

from hejie.language.meanings import DIMENSIONS, meanings, packed_meanings, read_meanings


def alike(one: str, other: str) -> float:
    known = meanings()
    left, right = (known.directions[known.places[word]].astype(float) for word in (one, other))
    return float(left @ right / np.linalg.norm(left) / np.linalg.norm(right))


def test_a_word_is_nearer_to_its_translation_than_to_another_trouble() -> None:
    assert alike("broken", "quebrado") > 0.6 > alike("broken", "factura")
    assert alike("parcel", "paquete") > alike("parcel", "talla")
    assert alike("尺码", "talla") > alike("尺码", "factura")


def test_a_word_with_an_unknown_ending_is_taken_for_the_one_it_begins_with() -> None:
    known = meanings()
    assert known.place("parcelss") == known.place("parcels")
    assert known.place("qqqqqq") is None
    assert known.place("") is None


def test_directions_read_back_are_those_written() -> None:
    directions = np.arange(2 * DIMENSIONS, dtype=np.int8).reshape(2, -1)
    again = read_meanings(packed_meanings(["包裹", "parcel"], directions))
    assert again.places == {"包裹": 0, "parcel": 1}
    assert (again.directions == directions).all()
