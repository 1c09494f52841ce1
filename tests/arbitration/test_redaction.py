"""Is other people's data covered, and does what the dispute needs stay readable?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.arbitration.redaction import Redactor
from hejie.casefile.entries import ExhibitMarked
from tests.arbitration.reviewing import bottle, cup
from tests.cast import then


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("派件员王五 13912345678 致电", "13912345678"),
        ("Meu telefone é (11) 98765-4321", "98765-4321"),
        ("CPF 529.982.247-25", "529.982.247-25"),
        ("mande para joao@exemplo.com", "joao@exemplo.com"),
        ("住文三路123号4栋502室", "文三路123号"),
        ("Rua das Flores, 123, apto 4", "Rua das Flores, 123"),
        ("Calle Reforma 45", "Calle Reforma 45"),
    ],
)
def test_phones_mails_tax_numbers_and_streets_are_covered(text, gone):
    covered = Redactor(cup()).redact(text)
    assert gone not in covered.text
    assert covered.places >= 1


@pytest.mark.parametrize(
    "text", ["订单 20261111001 已签收", "重量 1240 克，金额 128.00 元", "Objeto LP1 entregue em CURITIBA"]
)
def test_numbers_of_the_order_weights_sums_and_cities_stay(text):
    assert Redactor(bottle()).redact(text).text == text


def test_a_name_that_ana_wants_covered_is_covered_everywhere_until_she_takes_it_back():
    file = then(cup(), ExhibitMarked("chat", hidden=("李四", "x")))
    assert Redactor(file).redact("李四收了李四的 x 包裹").text == "＊＊收了＊＊的 x 包裹"
    file = then(file, ExhibitMarked("chat"))
    assert Redactor(file).redact("李四").text == "李四"


@given(st.text(max_size=60))
def test_any_text_comes_out_and_only_covers_are_new(text):
    covered = Redactor(cup()).redact(text)
    assert set(covered.text) <= set(text) | {"＊"}
    assert (covered.places == 0) == (covered.text == text) or "＊" in text
