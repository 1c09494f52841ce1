"""What carriers' sentences say, and above all what they do not say."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hejie.casefile.vocabulary import PARCEL_STATES
from hejie.verification.wording import say
from tests.verification.reading import MAPS

DELIVERED = {"delivered", "delivered_proxy"}

NOT_DELIVERED = [
    "não foi possível entregar",
    "Objeto não entregue",
    "entrega não efetuada",
    "A entrega não pode ser efetuada",
    "O objeto ainda não foi entregue ao destinatário",
    "será entregue amanhã",
    "未签收",
    "尚未签收",
    "没有签收",
    "未妥投",
    "正在派件，请准备签收",
    "请您及时签收",
    "未能成功派送",
    "not delivered",
    "Not yet delivered",
    "could not be delivered",
    "has not been delivered",
    "to be delivered by noon",
    "will be delivered tomorrow",
    "Delivered to local carrier",
    "undelivered",
    "no entregado",
    "aún no ha sido entregado",
    "no se pudo entregar",
    "será entregado mañana",
]

NOT_REFUSED = [
    "收件人未拒收",
    "cliente não recusou",
    "the recipient has not refused",
    "no fue rechazado por el cliente",
]

SAYS = [
    ("客户拒收，快件退回", "refused"),
    ("電話無人接聽", "attempt_absent"),
    ("已签收，签收人：本人", "delivered"),
    ("已由前台代收", "delivered"),
    ("Carteiro não atendido", "attempt_absent"),
    ("Objeto devolvido ao remetente", "returned"),
    ("Favor desconsiderar a informação anterior", "voided"),
    ("Domicilio cerrado", "attempt_closed"),
    ("Rechazado por el destinatario", "refused"),
    ("Refused by recipient", "refused"),
    ("Held by customs", "customs_hold"),
    ("blue box first", "unknown"),
    ("", "unknown"),
    ("   ", "unknown"),
]


@pytest.mark.parametrize("words", NOT_DELIVERED)
def test_a_negated_or_promised_delivery_is_no_delivery(words: str) -> None:
    assert not DELIVERED & set(say(words, MAPS).states)


@pytest.mark.shows("C2")
@pytest.mark.parametrize("words", NOT_REFUSED)
def test_a_negated_refusal_is_no_refusal(words: str) -> None:
    assert "refused" not in say(words, MAPS).states


@pytest.mark.parametrize(("words", "state"), SAYS)
def test_words_say_what_they_say_and_unknown_words_say_nothing(words: str, state: str) -> None:
    assert say(words, MAPS).state == state


@pytest.mark.parametrize(
    ("words", "signer"),
    [
        ("快件已由【菜鸟驿站】代签收", "locker"),
        ("签收人：门卫", "proxy"),
        ("非本人签收", "proxy"),
        ("邻居代收", "neighbour"),
        ("Entrega realizada em endereço vizinho", "neighbour"),
        ("Delivered to the reception desk", "proxy"),
        ("Delivered, signed by the customer", "self"),
        ("Entregado en portería", "proxy"),
        ("已签收", ""),
    ],
)
def test_who_signed_is_read_from_the_words(words: str, signer: str) -> None:
    assert say(words, MAPS).signed_by in (signer, "proxy" if words == "非本人签收" else signer)


def test_case_accents_and_spaces_carry_nothing() -> None:
    assert say("CARTEIRO NAO   ATENDIDO", MAPS) == say("carteiro não atendido", MAPS)


def test_a_text_of_several_fates_tells_none() -> None:
    assert say("The package is damaged, lost, or discarded", MAPS).state == "unknown"
    assert say("The package is damaged", MAPS).state == "damaged"


@given(st.text(max_size=900))
@example("\0" * 700)
@example("…" * 300)
@example("签" * 5000)
def test_no_text_breaks_the_reader_and_it_only_speaks_the_vocabulary(words: str) -> None:
    said = say(words, MAPS)
    assert set(said.states) <= set(PARCEL_STATES) - {"unknown"}
    assert said.state in PARCEL_STATES


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_refusal_after_a_full_stop_is_heard_whatever_stands_around_it(before: str, after: str) -> None:
    assert "refused" in say(f"{before}。客户拒收。{after}", MAPS).states or "拒收" in before + after
