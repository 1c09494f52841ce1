"""Can each person take back what is theirs, and nothing by which they would grant themselves more?"""

import pytest

from hejie.casefile.case import NothingToCorrect
from hejie.casefile.entries import (
    ApprovalAnswered,
    ApprovalAsked,
    CaseClosed,
    EntryCorrected,
    Happening,
    NoteWritten,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import Actor, Role
from hejie.desk.acts.correcting import correction
from hejie.desk.acts.objections import NotTheirsToCorrect, TakenBackAlready
from tests.desk.cast import ANA, BO, CLAUSE, entry, opened
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")
ASKED = ApprovalAsked("refund_only", Money(100, "CNY"), Role.SUPERVISOR, CLAUSE)


@pytest.mark.parametrize(
    ("what", "by", "role", "error"),
    [
        (NoteWritten("x"), ANA, "agent", None),
        (NoteWritten("x"), BO, "agent", NotTheirsToCorrect),
        (NoteWritten("x"), ANA, "supervisor", None),
        (ASKED, ANA, "agent", None),
        (ApprovalAnswered(False), ANA, "agent", NotTheirsToCorrect),
        (CaseClosed("withdrawn", "a", "b"), ANA, "supervisor", NothingToCorrect),
        (EntryCorrected(2, "x"), ANA, "agent", None),
    ],
)
def test_who_may_take_what_back(what: Happening, by: Actor, role: str, error: type[Exception] | None) -> None:
    file = opened().add(entry(what, by=by))
    person, last = hire("ana", role), len(file.lines)
    if error:
        with pytest.raises(error):
            correction(file, last, "记错了", person)
    else:
        assert correction(file, last, "记错了", person) == EntryCorrected(last, "记错了")


@pytest.mark.parametrize("seq", [0, 1, 99])
def test_the_opening_and_what_is_not_there_cannot_be_taken_back(seq: int) -> None:
    with pytest.raises(NothingToCorrect):
        correction(opened(), seq, "x", hire("bo", "supervisor"))


def test_what_was_taken_back_is_not_taken_back_again() -> None:
    file = opened().add(entry(NoteWritten("x"), by=ANA), entry(EntryCorrected(4, "y"), by=ANA))
    with pytest.raises(TakenBackAlready):
        correction(file, 4, "z", hire("ana", "agent"))
