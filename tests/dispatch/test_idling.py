"""Since when does a case wait for a move of ours?"""

import pytest

from hejie.casefile.entries import (
    CaseClosed,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    StageMoved,
    StepDone,
)
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.dispatch.idling import idle_since
from tests.cast import ANA, CHEN, NOON, hours, opened, then


@pytest.mark.parametrize(
    ("whats", "since"),
    [
        ([], 0),
        ([MessageReceived(Role.BUYER, "在吗？")], 0),
        ([MessageSent("您好", "zh-CN")], None),
        ([MessageSent("您好", "zh-CN"), MessageReceived(Role.BUYER, "还没收到")], 2),
        ([OfferMade("reship"), OfferAnswered("refused")], 2),
        ([OfferMade("reship")], None),
        ([StageMoved(Stage.AWAITING_RETURN, Turn.BUYER)], None),
        (
            [StageMoved(Stage.AWAITING_RETURN, Turn.BUYER), StageMoved(Stage.RETURN_INSPECTION, Turn.SELLER)],
            0,
        ),
        ([CaseClosed("withdrawn", "a", "b")], None),
    ],
    ids=[
        "opened",
        "heard again",
        "answered",
        "heard after",
        "refused",
        "offered",
        "way back",
        "back",
        "closed",
    ],
)
def test_it_waits_for_us_from_the_first_word_that_nobody_answered(whats, since):
    file = opened()
    for hour, what in enumerate(whats, 1):
        file = then(file, what, at=NOON + hours(hour), by=CHEN if "Received" in type(what).__name__ else ANA)
    assert idle_since(file) == (None if since is None else NOON + hours(since))


def test_what_the_buyer_does_is_no_move_of_ours():
    assert idle_since(then(opened(), StepDone("send_back"), by=CHEN)) == NOON
    assert idle_since(then(opened(), StepDone("pay_back"))) is None
