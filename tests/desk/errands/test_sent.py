"""Does the page tell what became of an answer, and what to do about one that did not go out?"""

import json
from typing import Any

import pytest
from django.utils import timezone

from hejie.casefile.entries import MessageSent, StepFailed
from tests.desk.connectors.double import an_action
from tests.desk.errands.talk import WORDS, Talk

pytestmark = pytest.mark.store


@pytest.mark.parametrize("fault", ["500", "gone"])
def test_where_nobody_knows_a_person_looks_and_sending_again_never_doubles(talk: Talk, fault: str) -> None:
    talk.say()
    talk.shop.fail("actions/send-message", fault)
    talk.office.go()
    talk.office.go()
    assert [one.cause for one in talk.told(StepFailed)] == ["unclear"]
    shown = talk.page()
    assert "不知道平台收到了没有" in shown
    assert "再发一次" in shown
    # It got there after all, and shows only now.
    at = timezone.now().isoformat()
    talk.shop.messages["5294629673"].append(_ours(at))
    assert talk.say() == 200
    talk.office.go()
    assert talk.shop.count("actions/send-message") == 1
    assert [one.text for one in talk.told(MessageSent)] == [WORDS]


def _ours(at: str) -> dict[str, Any]:
    return {"sender_role": "respondent", "receiver_role": "complainant", "message": WORDS, "message_date": at}


def test_what_the_platform_refuses_is_told_in_its_words_with_what_to_do(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    does = talk.shop._do
    monkeypatch.setattr(
        talk.shop,
        "_do",
        lambda number, part, body: (
            (400, {"error": "bad_request", "message": "The message contains forbidden words"})
            if json.loads(body)["message"] == WORDS
            else does(number, part, body)
        ),
    )
    talk.say()
    talk.office.go()
    shown = talk.page()
    assert "平台没有收下" in shown
    assert "The message contains forbidden words" in shown
    assert talk.told(MessageSent) == []
    assert talk.say("Olá! Estamos verificando.") == 200
    talk.office.go()
    assert [one.text for one in talk.told(MessageSent)] == ["Olá! Estamos verificando."]
    assert "没有发出" not in talk.page()


def test_a_claim_that_takes_no_messages_any_more_says_so(talk: Talk) -> None:
    talk.say()
    talk.shop.claims["5294629673"]["players"][1]["available_actions"] = [an_action("refund")]
    talk.office.go()
    assert [one.cause for one in talk.told(StepFailed)] == ["not_offered"]
    assert "现在不能发消息" in talk.page()
    assert talk.do("errands", key=talk.told(StepFailed)[0].key) == 200  # she found it standing there
    assert [one.text for one in talk.told(MessageSent)] == [WORDS]
