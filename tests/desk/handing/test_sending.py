# ruff: noqa: F811 - fixtures are asked for by their names
"""Is an answer sent through the platform once, only where it may go, and is what came of it told?"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hejie.casefile.entries import (
    CaseClosed,
    MessageReceived,
    MessageSent,
    SendingAsked,
    StepDone,
    StepFailed,
    StepQueued,
)
from hejie.casefile.parties import Role
from hejie.desk.acts import acting
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.handing import errands, rounds
from hejie.desk.models import CaseIndex
from tests.desk.cast import entry, opened
from tests.desk.connectors.conftest import home, office, shop  # noqa: F401 - fixtures
from tests.desk.connectors.double import MercadoLibreDouble, a_claim, an_action
from tests.desk.connectors.office import Office
from tests.desk.killing import killed_again_and_again
from tests.desk.team import desk_of, do, hire

pytestmark = pytest.mark.store
CASE = "mercadolibre:lamps:5294629673"
WORDS = "Olá! Já estamos verificando o que aconteceu com a sua luminária."
NOUN = "sendings"


@pytest.fixture
def row(shop: MercadoLibreDouble, office: Office) -> CaseIndex:
    """Chen's case in the lamp shop, as the connector read it."""
    shop.add(a_claim())
    office.go()
    return CaseIndex.objects.get(case_id=CASE)


@pytest.fixture
def ana(row: CaseIndex) -> Client:
    """Ana of the lamp shop."""
    return desk_of(hire("ana", "agent", "mercadolibre:lamps"))


def say(client: Client, row: CaseIndex, words: str = WORDS) -> int:
    return do(client, row, NOUN, text=words, language="pt-BR")


def told(kind: type) -> list[Any]:
    return list(store.load(CASE).all(kind))


def sent(shop: MercadoLibreDouble) -> list[str]:
    return [one["message"] for one in shop.told("actions/send-message")]


def page(client: Client, row: CaseIndex) -> str:
    return client.get(f"/cases/{row.pk}").content.decode()


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a process left lying be taken up at once."""
    monkeypatch.setattr(errands, "AGAIN", timedelta(0))


@pytest.mark.shows("M8", "P3")
def test_a_click_sends_it_once_and_the_case_tells_who_asked_and_what_the_platform_said(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    assert "发送到 美客多" in page(ana, row)
    assert say(ana, row) == 200
    assert (sent(shop), told(MessageSent)) == ([], [])
    assert "正在发送" in page(ana, row)
    assert office.row.next_at <= timezone.now()
    office.go()
    office.go()
    assert sent(shop) == [WORDS]
    (message,), (step,) = told(MessageSent), told(StepDone)
    assert (message.text, message.language) == (WORDS, "pt-BR")
    assert step.proof.startswith("a message in the claim 5294629673: 201")
    lines = [line.entry for line in store.load(CASE).lines]
    assert [one.by.name for one in lines if isinstance(one.what, SendingAsked | MessageSent)] == [
        "ana",
        "ana",
    ]
    assert "已在平台发出" in ana.get(f"/cases/{row.pk}/sendings/last").content.decode()
    assert store.load(CASE).facts["seller_replied"].value is True


def test_a_second_click_and_the_same_words_again_send_nothing_more(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    assert [say(ana, row), say(ana, row), say(ana, row, "Outra coisa.")] == [200, 422, 422]
    office.go()
    assert say(ana, row, f" {WORDS}\n") == 422
    store.change(CASE, lambda _: [entry(MessageReceived(Role.BUYER, "E agora?", "pt-BR"), at=timezone.now())])
    assert say(ana, row) == 200
    office.go()
    assert sent(shop) == [WORDS, WORDS]


def test_what_may_not_go_out_is_stopped_before_anything_is_asked(ana: Client, row: CaseIndex) -> None:
    assert say(ana, row, "Me chama no WhatsApp 11 98765-4321 que eu resolvo por fora.") == 422
    assert say(ana, row, "Sua luminária ⟦goods⟧ chega logo.") == 422
    assert say(ana, row, "   ") == 422
    assert told(SendingAsked) == []


def test_another_s_case_and_a_closed_one_send_nothing(ana: Client, row: CaseIndex) -> None:
    cy = hire("cy", "agent", "mercadolibre:lamps")
    assert do(desk_of(cy), row, "taking") == 200
    assert say(ana, row) == 422
    assert do(ana, row, "taking") == 200
    store.change(CASE, lambda _: [entry(CaseClosed("settled", "a", "b"), at=timezone.now())])
    assert say(ana, row) == 422


def test_without_a_connector_it_is_copied_and_marked_as_sent(store_on: None) -> None:
    store.open_many([opened(1)])
    row, ana = CaseIndex.objects.get(), desk_of(hire("ana", "agent", "taobao:lamps"))
    shown = page(ana, row)
    assert "我已发送" in shown
    assert "发送到" not in shown
    assert say(ana, row) == 422
    assert do(ana, row, "messages", text="您好，我们在核实。", language="zh-CN") == 200


def test_a_connector_that_only_reads_sends_nothing(office: Office, ana: Client, row: CaseIndex) -> None:
    office.row.__class__.objects.update(acts=False)
    assert "发送到" not in page(ana, row)
    assert say(ana, row) == 422


@pytest.mark.parametrize("fault", ["429:1", "401"])
def test_a_pause_or_a_token_that_ran_out_costs_patience_only(
    fault: str,
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    say(ana, row)
    shop.fail("actions/send-message", fault)
    office.go()
    assert len(told(MessageSent)) == 1
    assert shop.count("actions/send-message") == 2


def test_a_long_pause_keeps_it_for_later_and_sends_it_then(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(ana, row)
    shop.fail("actions/send-message", "429:600")
    office.go()
    assert (told(MessageSent), told(StepFailed), len(told(StepQueued))) == ([], [], 1)
    assert "正在发送" in page(ana, row)
    later(monkeypatch)
    office.go()
    assert sent(shop)[-1] == WORDS
    assert len(told(MessageSent)) == 1


@pytest.mark.parametrize("fault", ["lost", "cut"])
def test_an_answer_that_broke_off_is_looked_for_and_found(
    fault: str,
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    say(ana, row)
    shop.fail("actions/send-message", fault)
    office.go()
    assert (len(told(MessageSent)), told(StepFailed)) == (1, [])
    assert len(sent(shop)) == 1


@pytest.mark.parametrize("fault", ["500", "gone"])
def test_where_nobody_knows_a_person_looks_and_sending_again_never_doubles(
    fault: str,
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    say(ana, row)
    shop.fail("actions/send-message", fault)
    office.go()
    office.go()
    assert [one.cause for one in told(StepFailed)] == ["unclear"]
    shown = page(ana, row)
    assert "不知道平台收到了没有" in shown
    assert "再发一次" in shown
    # It got there after all, and shows only now.
    at = timezone.now().isoformat()
    shop.messages["5294629673"].append(_ours(at))
    assert say(ana, row) == 200
    office.go()
    assert shop.count("actions/send-message") == 1
    assert [one.text for one in told(MessageSent)] == [WORDS]


def _ours(at: str) -> dict[str, Any]:
    return {"sender_role": "respondent", "receiver_role": "complainant", "message": WORDS, "message_date": at}


def test_what_the_platform_refuses_is_told_in_its_words_with_what_to_do(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    does = shop._do
    monkeypatch.setattr(
        shop,
        "_do",
        lambda number, part, body: (
            (400, {"error": "bad_request", "message": "The message contains forbidden words"})
            if json.loads(body)["message"] == WORDS
            else does(number, part, body)
        ),
    )
    say(ana, row)
    office.go()
    shown = page(ana, row)
    assert "平台没有收下" in shown
    assert "The message contains forbidden words" in shown
    assert told(MessageSent) == []
    assert say(ana, row, "Olá! Estamos verificando.") == 200
    office.go()
    assert [one.text for one in told(MessageSent)] == ["Olá! Estamos verificando."]
    assert "没有发出" not in page(ana, row)


def test_a_claim_that_takes_no_messages_any_more_says_so(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    say(ana, row)
    shop.claims["5294629673"]["players"][1]["available_actions"] = [an_action("refund")]
    office.go()
    assert [one.cause for one in told(StepFailed)] == ["not_possible"]
    assert "现在不能发消息" in page(ana, row)
    assert do(ana, row, "errands", key=told(StepFailed)[0].key) == 200  # she found it standing there
    assert [one.text for one in told(MessageSent)] == [WORDS]


def test_who_thinks_better_of_it_takes_it_back_before_it_goes(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
) -> None:
    say(ana, row)
    assert do(ana, row, "corrections", seq=_seq(), because="不再发送") == 200
    office.go()
    assert (sent(shop), told(StepQueued)) == ([], [])
    assert say(ana, row) == 200


def _seq() -> int:
    return next(line.seq for line in store.load(CASE).lines if isinstance(line.entry.what, SendingAsked))


def test_what_went_out_is_told_though_it_was_taken_back_that_moment(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(ana, row)
    seq, does = _seq(), rounds.Hand.do

    def and_meanwhile(hand: rounds.Hand, errand: Any) -> str:
        receipt = does(hand, errand)
        assert do(ana, row, "corrections", seq=seq, because="不再发送") == 200
        return receipt

    monkeypatch.setattr(rounds.Hand, "do", and_meanwhile)
    office.go()
    assert (sent(shop), [one.text for one in told(MessageSent)]) == ([WORDS], [WORDS])


def test_a_case_does_not_close_over_an_answer_that_is_under_way(ana: Client, row: CaseIndex) -> None:
    say(ana, row)
    assert do(ana, row, "closing", outcome="settled", cause="a", lesson="b") == 422
    assert do(ana, row, "corrections", seq=_seq(), because="不再发送") == 200
    assert do(ana, row, "closing", outcome="settled", cause="a", lesson="b") == 200


@pytest.mark.shows("M8")
def test_a_worker_killed_at_any_step_sends_it_once(
    shop: MercadoLibreDouble,
    office: Office,
    ana: Client,
    row: CaseIndex,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(ana, row)
    later(monkeypatch)

    def come_back() -> None:
        configured.let_go(office.row)  # as if the time of the one that died were over
        assert len(sent(shop)) <= 1

    assert killed_again_and_again(office.go, meanwhile=come_back) >= 8
    assert sent(shop) == [WORDS]
    assert [one.text for one in told(MessageSent)] == [WORDS]
    assert len(told(StepDone)) <= 1
    assert told(StepFailed) == []


def test_a_desk_killed_while_it_is_asked_has_asked_wholly_or_not_at_all(
    office: Office,
    row: CaseIndex,
    tmp_path: Path,
) -> None:
    ana = hire("ana", "agent", "mercadolibre:lamps")
    acting.act(CASE, ana, lambda _: ())

    def asks_unless_asked() -> None:
        if not told(SendingAsked):
            assert say(desk_of(ana), row) == 200

    killed_again_and_again(asks_unless_asked)
    assert len(told(SendingAsked)) == 1
