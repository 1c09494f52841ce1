"""Does the page of a case say what is to be done on the platform, where, by when, and what came of trying?"""

import pytest

from hejie.casefile import vocabulary
from hejie.casefile.entries import CaseClosed, SettlementAgreed, Step, StepFailed
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.connectors import mistakes
from hejie.desk.errands import sent, to_do
from tests.desk.cast import entry
from tests.desk.connectors.office import CASE, agreed
from tests.desk.errands.talk import Talk
from tests.desk.errands.test_carrying import ORDER, key_of, told
from tests.desk.team import LAMPS, desk_of, do, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.mark.shows("P5")
def test_a_person_sees_it_with_the_hour_and_a_link_and_ticks_it_off() -> None:
    row = told(ORDER)
    ana = desk_of(hire("ana", "agent", LAMPS))
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "要去平台办理" in page
    assert "https://refund2.taobao.com/dispute/detail.htm?disputeId=RF000001" in page
    assert "待办" in ana.get("/queue?view=errands").content.decode()
    assert do(ana, row, "errands", key=key_of(row), proof="已延长") == 200
    assert "要去平台办理" not in ana.get(f"/cases/{row.pk}").content.decode()


def test_what_failed_is_shown_with_the_reason() -> None:
    row = told(ORDER)
    key = key_of(row)
    ana = desk_of(hire("ana", "agent", LAMPS))
    store.change(row.case_id, lambda _: [entry(StepFailed("extend", key, "页面打不开"))])
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "没办成" in page
    assert "页面打不开" in page


@pytest.mark.shows("M8")
def test_each_step_of_a_settlement_says_who_does_it_and_how_far_it_is(talk: Talk) -> None:
    agreed("agree_refund")
    assert "系统代办" in talk.page()
    state = talk.ana.get(f"/cases/{talk.row.pk}/steps/now").content.decode()
    assert "every 3s" in state, "it looks again while a connector is at it"
    talk.office.go()
    page = talk.page()
    assert "refund in the claim 5294629673: 200" in page, "the receipt of the platform"
    assert "已办成" in talk.ana.get(f"/cases/{talk.row.pk}/steps/now").content.decode()
    assert "every 3s" not in talk.ana.get(f"/cases/{talk.row.pk}/steps/now").content.decode()


@pytest.mark.shows("M8")
@pytest.mark.parametrize(
    ("language", "why", "what_to_do"),
    [
        ("zh-hans", "平台会退的金额与约定不同 · 128.00 BRL", "到平台上办"),
        (
            "en",
            "the platform would pay back another sum · 128.00 BRL",
            "Do it on the platform and tick it off",
        ),
        ("pt-br", "a plataforma devolveria outro valor · 128.00 BRL", "Faça na plataforma"),
        ("es", "la plataforma devolvería otro monto · 128.00 BRL", "Hágalo en la plataforma"),
    ],
)
def test_a_step_that_failed_says_why_in_the_reader_s_language_and_what_to_do(
    talk: Talk, language: str, why: str, what_to_do: str
) -> None:
    agreed("agree_refund", Money(6400, "BRL"), "price_difference")
    talk.office.go()
    talk.ana.post("/language", {"language": language})
    page = talk.page()
    assert why in page
    assert what_to_do in page
    assert "mercadolibre" in page


def test_a_connector_that_is_held_up_says_why(talk: Talk) -> None:
    agreed("agree_refund")
    talk.shop.refresh = talk.shop.access = "another"
    talk.office.go()
    assert "平台不认连接的密钥" in talk.page()


def test_steps_of_the_buyer_and_those_after_another_are_not_ours_to_do_yet(talk: Talk) -> None:
    two = (Step("confirm", Role.BUYER, {"en": "confirms"}), Step("agree_refund", Role.AGENT, {"en": "pays"}))
    file = store.change(CASE, lambda _: [entry(SettlementAgreed("refund", None, two))])
    assert file.last(SettlementAgreed)
    page = talk.page()
    assert "等对方" in page
    assert "等上一步" in page


def test_what_nobody_of_ours_offered_is_left_to_a_person_and_says_so(talk: Talk) -> None:
    step = (Step("agree_refund", Role.AGENT, {"en": "pays"}),)
    store.change(CASE, lambda _: [entry(SettlementAgreed("refund", None, step))])
    assert "系统只办你们自己提出" in talk.page()


def test_every_kind_of_trouble_has_a_name_and_no_advice_is_for_one_that_is_none() -> None:
    def kinds(of: type[mistakes.ConnectorTrouble]) -> set[str]:
        return {of.cause}.union(*(kinds(one) for one in of.__subclasses__()))

    assert kinds(mistakes.ConnectorTrouble) <= set(vocabulary.TROUBLES)
    assert {*to_do.ADVICE, *sent.ADVICE} <= {"", *vocabulary.TROUBLES}


@pytest.mark.shows("M8", "P5")
def test_the_steps_of_a_closed_case_stay_in_sight_until_they_are_done_by_hand(talk: Talk) -> None:
    agreed("agree_refund")
    assert "案件已结，这些步骤还没做完" not in talk.page()
    store.change(CASE, lambda _: [entry(CaseClosed("refunded", "a cause", "a lesson"))])
    page = talk.page()
    assert "案件已结，这些步骤还没做完" in page
    assert "every 3s" not in page
    assert talk.do("steps", step="agree_refund") == 200
    assert "案件已结，这些步骤还没做完" not in talk.page()
