"""Can everything that happens in a case be told, and is every kind in the one union?"""

from typing import get_args

import msgspec
import pytest
from hypothesis import given

from hejie.casefile import entries as things
from hejie.casefile.entries import AnyHappening, EvidenceListed, Exhibit, Happening, Region
from hejie.casefile.entries.knowing import RegionOutside
from hejie.casefile.parties import Role
from tests.casefile.strategies import KINDS, happenings


def test_every_kind_of_thing_that_happens_can_be_an_entry() -> None:
    assert set(get_args(AnyHappening)) == set(KINDS)
    assert {kind.__name__ for kind in KINDS} <= set(things.__all__)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_means_to_those_who_read_the_code(kind: type[Happening]) -> None:
    assert (kind.__doc__ or "").rstrip().endswith(".")


@given(happenings())
def test_a_thing_that_happened_does_not_change(what: Happening) -> None:
    with pytest.raises(AttributeError):
        setattr(what, what.__struct_fields__[0], "something else")


@given(happenings())
def test_a_thing_that_happened_is_stored_under_the_name_of_its_kind(what: Happening) -> None:
    assert msgspec.to_builtins(what)["type"] == type(what).__name__


def test_an_exhibit_is_missing_while_it_is_required_and_not_at_hand() -> None:
    def exhibit(name: str, **more: object) -> Exhibit:
        return Exhibit(name, {"en": name}, {"en": "weight"}, Role.WAREHOUSE, **more)  # type: ignore[arg-type]

    photo, video, scan = (
        exhibit("photo"),
        exhibit("video", required=False),
        exhibit("scan", at_hand="sha256:1"),
    )

    assert EvidenceListed((photo, video, scan)).missing == (photo,)


@pytest.mark.parametrize("sides", [(0, 0, 0, 10), (9000, 0, 2000, 10), (-1, 0, 5, 5)])
def test_a_region_lies_on_its_picture_or_is_refused(sides: tuple[int, int, int, int]) -> None:
    with pytest.raises(RegionOutside):
        Region(*sides)
