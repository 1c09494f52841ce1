"""Does a text keep its story and lose the person?"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.redaction import redact


@pytest.mark.shows("T13")
@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("张伟的电话13812345678，一直没人打", ["张伟"], "[name 1]的电话[phone 1]，一直没人打"),
        ("改寄到杭州市西湖区文三路128号3单元502室，谢谢", [], "改寄到[address 1]，谢谢"),
        ("收件人：王小明，没收到", [], "收件人：[name 1]，没收到"),
        ("meu CPF é 529.982.247-25 e o cep 01310-100", [], "meu CPF é [tax id 1] e o cep [postcode 1]"),
        ("Entreguem na Rua das Flores, 123 apto 45, por favor", [], "Entreguem na [address 1], por favor"),
        ("escríbanme a ana.perez@example.com, soy Ana Pérez", ["Ana Perez"], "escríbanme a [email 1], soy [name 1]"),
        ("I live at 12 Baker Street, flat 4", [], "I live at [address 1]"),
        ("Ship to: Mary O'Brien, 221B Baker Street", [], "Ship to: [name 1], [address 1]"),
        ("I'm Peter Parker and I'm upset", [], "I'm [name 1] and I'm upset"),
        ("meu nome é joão silva e não recebi", [], "meu nome é [name 1] e não recebi"),
        ("soy María José Pérez, DNI 30.123.456", [], "soy [name 1], DNI [tax id 1]"),
        ("mi dirección es Carrera 7 # 71-21, CP 03940", [], "mi dirección es [address 1], CP [postcode 1]"),
        ("身份证11010519491231002X，邮编310013", [], "身份证[tax id 1]，邮编[postcode 1]"),
        ("meu CPF é 529 982 247 25", [], "meu CPF é [tax id 1]"),
        ("+55 (11) 98765-4321 ou 11987654321", [], "[phone 1] ou [phone 2]"),
        ("手机号一三八一二三四五六七八", [], "手机号[phone 1]"),
        ("邮箱，张三@qq.com，joão@exemplo.com.br", [], "邮箱，[email 1]，[email 2]"),
        ("escreve pra maria arroba gmail ponto com", [], "escreve pra [email 1]"),
        ("身份证 110105 19491231 002X", [], "身份证 [tax id 1]"),
        ("上海市浦东新区张江镇环东村3组15号", [], "[address 1]"),
        ("住幸福路十八号，王先生收", [], "[address 1]，[name 1]先生收"),
        ("Calle 72 #10-34, Bogotá", [], "[address 1], Bogotá"),
        ("não chegou nada. Att, Fernanda Lima", [], "não chegou nada. Att, [name 1]"),
        ("No llegó. Saludos,\nJuan Pérez", [], "No llegó. Saludos,\n[name 1]"),
        ("aqui é o Carlos Souza", [], "aqui é o [name 1]"),
        ("寄到西湖区文三路478号华星大厦12楼1203室，谢谢", [], "寄到[address 1]，谢谢"),
    ],
)  # fmt: skip
def test_who_somebody_is_goes_and_what_happened_stays(text: str, names: list[str], expected: str) -> None:
    assert redact(text, names).text == expected


def told() -> list[tuple[str, list[str]]]:
    """Each line of `personal.txt` as it is sent, and what in it must not stay readable."""
    lines = Path(__file__).with_name("personal.txt").read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if line and not line.startswith("#")]
    return [(line.translate({123: None, 125: None}), re.findall(r"\{([^}]*)\}", line)) for line in written]


def test_hardly_anything_that_says_who_somebody_is_stays_readable() -> None:
    secrets = [(text, secret) for text, hidden in told() for secret in hidden]
    leaked = [secret for text, secret in secrets if secret in redact(text).text]
    assert len(secrets) > 100
    assert len(leaked) <= 1, leaked


def test_what_only_looks_like_a_person_stays() -> None:
    harmless = [text for text, hidden in told() if not hidden]
    assert len(harmless) > 60
    assert [text for text in harmless if redact(text).text != text] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mi CLABE 032180000118359719", "mi CLABE [account 1]"),
        ("placa ABC1D23 do carro", "placa [plate 1] do carro"),
        ("it's Bob Brown, where is my order", "it's [name 1], where is my order"),
        ("Sent from Bob's iPhone", "Sent from [name 1]'s iPhone"),
    ],
)
def test_what_a_word_before_it_explains_goes_even_where_it_looks_like_something_else(
    text: str, expected: str
) -> None:
    assert redact(text).text == expected


def test_numbers_of_orders_and_parcels_and_sums_stay() -> None:
    text = "订单2601234567890123456，单号SF1234567890123，付了¥129.90，pedido 52998224725"
    assert redact(text).text == text


def test_the_same_phone_has_the_same_token_and_comes_back_only_where_it_is_known() -> None:
    text = "13812345678 打不通，换 13987654321，还是 13812345678"
    hidden = redact(text)
    assert hidden.text == "[phone 1] 打不通，换 [phone 2]，还是 [phone 1]"
    assert hidden.restored(hidden.text) == text


def test_a_name_inside_another_word_is_left_alone() -> None:
    assert redact("an analysis for Ana", ["Ana"]).text == "an analysis for [name 1]"


@given(st.text(), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_can_be_redacted(text: str, names: list[str]) -> None:
    redact(text, names)


@given(
    st.sampled_from(["529 982 247 25", "529.982.247-25", "52998224725"]),
    st.sampled_from(["cpf ", "o documento ", "meu CPF é ", "发票税号："]),
    st.sampled_from(["", ".", ", por favor", "，谢谢"]),
)
def test_a_tax_id_goes_however_it_is_written(number: str, before: str, behind: str) -> None:
    assert redact(before + number + behind).text == f"{before}[tax id 1]{behind}"


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=2))
def test_any_text_can_be_made_nameless_and_named_again(text: str, names: list[str]) -> None:
    told = redact(text, names)
    assert "[" in text or told.restored(told.text).casefold() == text.casefold()
