"""A number that does not check is not taken for what it claims to be."""

from hypothesis import given
from hypothesis import strategies as st

from hejie.language.identifiers import is_card, is_cnpj, is_cpf, is_iban, is_postal_item, is_resident_id


def test_a_postal_item_carries_its_check_digit() -> None:
    assert is_postal_item("RB123456785CN")
    assert not is_postal_item("NB123456789BR")


def test_a_cpf_and_a_cnpj_carry_two_check_digits() -> None:
    assert is_cpf("52998224725")
    assert not is_cpf("52998224726")
    assert not is_cpf("11111111111")
    assert is_cnpj("11222333000181")
    assert not is_cnpj("11222333000182")


@given(st.integers(0, 10**11 - 1), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, off: int) -> None:
    digits = f"{number:011}"
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    assert not (is_cpf(digits) and is_cpf(wrong))


@given(st.text(max_size=20))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert not (is_cpf(text) and is_cnpj(text))
    is_postal_item(text)


def test_a_residents_number_carries_its_check_sign() -> None:
    assert is_resident_id("11010519491231002X")
    assert not is_resident_id("110105194912310021")
    assert not is_resident_id("2309178845613320715")


def test_an_account_and_a_card_carry_their_check_digits() -> None:
    assert is_iban("GB29NWBK60161331926819")
    assert not is_iban("GB29NWBK60161331926818")
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")
    assert not is_card("")
