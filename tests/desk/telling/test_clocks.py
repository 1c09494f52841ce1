"""Does Ana see among the clocks when and how a silent buyer is tried next?"""

from datetime import timedelta

import pytest

from hejie.casefile import CaseFile
from hejie.casefile.entries import ContactPlanned, MessageSent
from hejie.desk import clock
from hejie.desk.cases import store
from hejie.desk.telling import clocks
from hejie.desk.telling.reader import Reader
from tests.desk.cast import ANA, NOON, entry, opened
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def labels(file: CaseFile) -> list[str]:
    return [one.label for one in clocks.running(file, Reader.of(hire("ana", "agent")))]


@pytest.mark.shows("B12")
def test_a_buyer_who_does_not_answer_is_planned_to_be_tried_again_by_the_clock_alone() -> None:
    file = opened(1).add(entry(MessageSent("您好，请问少了哪件？", "zh-CN", channel="platform_chat"), by=ANA))
    store.open_many([file])
    clock.Clock().sweep(NOON + timedelta(hours=3))
    assert not store.load(file.case_id).last(ContactPlanned)
    clock.Clock().sweep(NOON + timedelta(hours=5))
    after = store.load(file.case_id)
    plan = after.last(ContactPlanned)
    assert plan
    assert plan.channel == "order_message"
    assert "联系买家：订单留言" in labels(after)


def test_the_plan_leaves_the_clocks_once_somebody_wrote() -> None:
    planned = entry(ContactPlanned("order_message", NOON + timedelta(hours=9), "unreachable"))
    wrote = entry(MessageSent("再次联系您", "zh-CN"), by=ANA)
    assert not any("联系买家" in label for label in labels(opened(1).add(planned, wrote)))
