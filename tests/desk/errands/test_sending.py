"""Is an answer sent through the platform once, only where it may go, and is what came of it told?"""

from typing import Any

import pytest
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
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.connectors.mercadolibre.seller import Seller
from hejie.desk.models import CaseIndex
from tests.desk.cast import entry, opened
from tests.desk.connectors.office import CASE
from tests.desk.errands.talk import WORDS, Talk, later
from tests.desk.killing import killed_again_and_again
from tests.desk.team import desk_of, do, hire

pytestmark = pytest.mark.store


@pytest.mark.shows("M8", "P3")
def test_a_click_sends_it_once_and_the_case_tells_who_asked_and_what_the_platform_said(talk: Talk) -> None:
    assert "发送到 美客多" in talk.page()
    assert talk.say() == 200
    assert (talk.sent, talk.told(MessageSent)) == ([], [])
    assert "正在发送" in talk.page()
    assert talk.office.row.next_at <= timezone.now()
    talk.office.go()
    talk.office.go()
    assert talk.sent == [WORDS]
    (message,), (step,) = talk.told(MessageSent), talk.told(StepDone)
    assert (message.text, message.language) == (WORDS, "pt-BR")
    assert step.proof.startswith("a message in the claim 5294629673: 201")
    lines = [line.entry for line in store.load(CASE).lines]
    assert [one.by.name for one in lines if isinstance(one.what, SendingAsked | MessageSent)] == [
        "ana",
        "ana",
    ]
    assert "已在平台发出" in talk.ana.get(f"/cases/{talk.row.pk}/sendings/last").content.decode()
    assert store.load(CASE).facts["seller_replied"].value is True


def test_a_second_click_and_the_same_words_again_send_nothing_more(talk: Talk) -> None:
    assert [talk.say(), talk.say(), talk.say("Outra coisa.")] == [200, 422, 422]
    talk.office.go()
    assert talk.say(f" {WORDS}\n") == 422
    store.change(CASE, lambda _: [entry(MessageReceived(Role.BUYER, "E agora?", "pt-BR"), at=timezone.now())])
    assert talk.say() == 200
    talk.office.go()
    assert talk.sent == [WORDS, WORDS]


def test_what_may_not_go_out_is_stopped_before_anything_is_asked(talk: Talk) -> None:
    assert talk.say("Me chama no WhatsApp 11 98765-4321 que eu resolvo por fora.") == 422
    assert talk.say("Sua luminária ⟦goods⟧ chega logo.") == 422
    assert talk.say("   ") == 422
    assert talk.told(SendingAsked) == []


def test_another_s_case_and_a_closed_one_send_nothing(talk: Talk) -> None:
    cy = hire("cy", "agent", "mercadolibre:lamps")
    assert talk.do("taking", desk_of(cy)) == 200
    assert talk.say() == 422
    assert talk.do("taking") == 200
    store.change(CASE, lambda _: [entry(CaseClosed("settled", "a", "b"), at=timezone.now())])
    assert talk.say() == 422


def test_without_a_connector_it_is_copied_and_marked_as_sent(store_on: None) -> None:
    store.open_many([opened(1)])
    row, ana = CaseIndex.objects.get(), desk_of(hire("ana", "agent", "taobao:lamps"))
    shown = ana.get(f"/cases/{row.pk}").content.decode()
    assert "我已发送" in shown
    assert "发送到" not in shown
    assert do(ana, row, "sendings", text=WORDS, language="zh-CN") == 422
    assert do(ana, row, "messages", text="您好，我们在核实。", language="zh-CN") == 200


def test_a_connector_that_only_reads_sends_nothing(talk: Talk) -> None:
    talk.office.row.__class__.objects.update(acts=False)
    assert "发送到" not in talk.page()
    assert talk.say() == 422


@pytest.mark.parametrize("fault", ["429:1", "401"])
def test_a_pause_or_a_token_that_ran_out_costs_patience_only(talk: Talk, fault: str) -> None:
    talk.say()
    talk.shop.fail("actions/send-message", fault)
    talk.office.go()
    assert len(talk.told(MessageSent)) == 1
    assert talk.shop.count("actions/send-message") == 2


def test_a_long_pause_keeps_it_for_later_and_sends_it_then(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.say()
    talk.shop.fail("actions/send-message", "429:600")
    talk.office.go()
    assert (talk.told(MessageSent), talk.told(StepFailed), len(talk.told(StepQueued))) == ([], [], 1)
    assert "正在发送" in talk.page()
    later(monkeypatch)
    talk.office.go()
    assert talk.sent[-1] == WORDS
    assert len(talk.told(MessageSent)) == 1


@pytest.mark.parametrize("fault", ["lost", "cut"])
def test_an_answer_that_broke_off_is_looked_for_and_found(talk: Talk, fault: str) -> None:
    talk.say()
    talk.shop.fail("actions/send-message", fault)
    talk.office.go()
    assert (len(talk.told(MessageSent)), talk.told(StepFailed)) == (1, [])
    assert len(talk.sent) == 1


def test_who_thinks_better_of_it_takes_it_back_before_it_goes(talk: Talk) -> None:
    talk.say()
    assert talk.do("corrections", seq=_seq(), because="不再发送") == 200
    talk.office.go()
    assert (talk.sent, talk.told(StepQueued)) == ([], [])
    assert talk.say() == 200


def _seq() -> int:
    return next(line.seq for line in store.load(CASE).lines if isinstance(line.entry.what, SendingAsked))


def test_what_went_out_is_told_though_it_was_taken_back_that_moment(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.say()
    seq, does = _seq(), Seller.do

    def and_meanwhile(seller: Seller, *asked: Any) -> str:
        receipt = does(seller, *asked)
        assert talk.do("corrections", seq=seq, because="不再发送") == 200
        return receipt

    monkeypatch.setattr(Seller, "do", and_meanwhile)
    talk.office.go()
    assert (talk.sent, [one.text for one in talk.told(MessageSent)]) == ([WORDS], [WORDS])


def test_a_case_does_not_close_over_an_answer_that_is_under_way(talk: Talk) -> None:
    talk.say()
    assert talk.do("closing", outcome="settled", cause="a", lesson="b") == 422
    assert talk.do("corrections", seq=_seq(), because="不再发送") == 200
    assert talk.do("closing", outcome="settled", cause="a", lesson="b") == 200


@pytest.mark.shows("M8")
def test_a_worker_killed_at_any_step_sends_it_once(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.say()
    later(monkeypatch)

    def come_back() -> None:
        configured.let_go(talk.office.row)  # as if the time of the one that died were over
        assert len(talk.sent) <= 1

    assert killed_again_and_again(talk.office.go, meanwhile=come_back) >= 8
    assert talk.sent == [WORDS]
    assert [one.text for one in talk.told(MessageSent)] == [WORDS]
    assert len(talk.told(StepDone)) <= 1
    assert talk.told(StepFailed) == []


def test_a_desk_killed_while_it_is_asked_has_asked_wholly_or_not_at_all(talk: Talk) -> None:
    def asks_unless_asked() -> None:
        if not talk.told(SendingAsked):
            assert talk.say() == 200

    killed_again_and_again(asks_unless_asked)
    assert len(talk.told(SendingAsked)) == 1
