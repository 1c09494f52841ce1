"""Does a text keep its story and lose the person?"""

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
        ("寄到西湖区文三路478号华星大厦12楼1203室，谢谢", [], "寄到[address 1]，谢谢"),
    ],
)  # fmt: skip
def test_who_somebody_is_goes_and_what_happened_stays(text: str, names: list[str], expected: str) -> None:
    assert redact(text, names).text == expected


def test_numbers_of_orders_and_parcels_and_sums_stay() -> None:
    text = "订单2601234567890123456，单号SF1234567890123，付了¥129.90"
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
