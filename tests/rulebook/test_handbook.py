"""What may a list ask about a case, and what does it answer while a fact is open?"""

import pytest

from hejie.casefile.facts import known, unknown
from hejie.casefile.quantities import Moment
from hejie.rulebook.handbook import circumstances, holds
from tests.cast import NOON


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"signed_by": "self", "presale": False}, True),
        ({"signed_by": "proxy"}, False),
        ({"signed_by": "self"}, None),
        ({"presale": True}, False),
        ({}, None),
    ],
)
def test_circumstances_hold_fail_or_stay_open(
    values: dict[str, str | bool | None], answer: bool | None
) -> None:
    assert holds({"signed_by": ("self", "locker"), "presale": ("false",)}, values) is answer


def test_nothing_asked_always_holds() -> None:
    assert holds({}, {}) is True


def test_of_a_time_one_can_ask_only_whether_there_is_one() -> None:
    told = circumstances(
        {"returned_at": known("returned_at", Moment(NOON)), "signed_at": unknown("signed_at")}, {}
    )
    assert told == {"returned_at": "known"}
