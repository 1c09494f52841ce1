"""Chen writes in a hurry; what he states is found where it stands."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.money import Money
from hejie.casefile.quantities import Weight
from hejie.language.facts_in_text import FoundFact, facts_in


def found(text: str, kind: str, **how: object) -> list[FoundFact]:
    return [fact for fact in facts_in(text, **how) if fact.type == kind]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("订单号2309178845613320715", "order_no", "2309178845613320715"),
        ("拼多多 241116-123456789012345", "order_no", "241116-123456789012345"),
        ("Pedido 2000009137746552", "order_no", "2000009137746552"),
        ("order number: AB-123456", "order_no", "AB-123456"),
        ("运单SF1408231177906", "tracking_no", "SF1408231177906"),
        ("rastreio RB123456785CN", "tracking_no", "RB123456785CN"),
        ("单号773312345678901", "tracking_no", "773312345678901"),
        ("ＳＦ１４０８２３１１７７９０６", "tracking_no", "SF1408231177906"),
        ("我手机13812345678", "phone", "13812345678"),
        ("meu celular (11) 98765-4321", "phone", "11987654321"),
        ("75839201746382这个中通单号", "tracking_no", "75839201746382"),
        ("9274890234117501293847", "tracking_no", "9274890234117501293847"),
        ("call me at (555) 012-3456", "phone", "5550123456"),
        ("my number is 07700 900123", "phone", "07700900123"),
        ("+44 (0)20 7946 0958", "phone", "+4402079460958"),
        ("mi celular (011) 4555-1234", "phone", "01145551234"),
        ("meu zap 11 9 8765-4321", "phone", "11987654321"),
        ("CPF 529.982.247-25", "cpf", "52998224725"),
        ("CNPJ 11.222.333/0001-81", "cnpj", "11222333000181"),
        ("CEP 01310-100", "postcode", "01310-100"),
        ("退50%", "percent", "50"),
        ("退我一半", "percent", "50"),
        ("尺码38码", "size", "38"),
        ("talle M", "size", "M"),
        ("20x30 cm", "size", "20X30 CM"),
        ("只收到两双", "quantity", 2),
        ("faltam 2 unidades", "quantity", 2),
        ("vieram só 5", "quantity", 5),
        ("12 plates", "quantity", 12),
        ("身高172，140斤", "weight", Weight(70000)),
        ("实测只有2.4G", "weight", None),
        ("vence 10/2026", "date", "2026-10"),
        ("十一月十一号下的单", "date", "--11-11"),
        ("chegou 15.11.2026", "date", "2026-11-15"),
        ("从9.28等到10.15", "date", "--09-28"),
        ("10.5号到的", "date", "--10-05"),
        ("2026年10月生产", "date", "2026-10"),
        ("desde 12.09 espero", "date", "--09-12"),
        ("lo pedí antes de ayer", "date", "today-2"),
        ("the day before yesterday", "date", "today-2"),
        ("2/3 do pedido", "date", None),
        ("atendimento 24/7", "date", None),
        ("servientrega 2102938475", "tracking_no", "2102938475"),
        ("rastreio BR260918273645X", "tracking_no", "BR260918273645X"),
        ("重1.2kg", "weight", Weight(1200)),
        ("一斤", "weight", None),
        ("500克", "weight", Weight(500)),
    ],
)
def test_what_a_message_states_is_read(text: str, kind: str, value: object) -> None:
    assert [fact.value for fact in found(text, kind)][:1] == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("退我三百二十八块五", Money(32850, "CNY")),
        ("￥129.90", Money(12990, "CNY")),
        ("128块5", Money(12850, "CNY")),
        ("五十块", Money(5000, "CNY")),
        ("R$ 1.299,90", Money(129990, "BRL")),
        ("50 reais", Money(5000, "BRL")),
        ("US$ 45,50", Money(4550, "USD")),
        ("1 250,50 ₽", Money(125050, "RUB")),
        ("花了一百五，", Money(15000, "CNY")),
        ("九块九", Money(990, "CNY")),
        ("少五毛钱", Money(50, "CNY")),
        ("付了1.2万元", Money(1200000, "CNY")),
        ("到账312，", Money(31200, "CNY")),
        ("299买的", Money(29900, "CNY")),
        ("vinte e cinco reais", Money(2500, "BRL")),
        ("20 conto", Money(2000, "BRL")),
        ("a hundred and twenty dollars", Money(12000, "USD")),
        ("30 bucks", Money(3000, "USD")),
        ("£1.2k", Money(120000, "GBP")),
        ("an 80-dollar fee", Money(8000, "USD")),
        ("30 dollars and 50 cents", Money(3050, "USD")),
        ("rs 89,90", Money(8990, "BRL")),
        ("vinte e nove e noventa reais", Money(2990, "BRL")),
        ("120 soles", Money(12000, "PEN")),
        ("1 200 €", Money(120000, "EUR")),
        ("一千二的手机壳", Money(120000, "CNY")),
        ("三万八的沙发", Money(3800000, "CNY")),
        ("拍下199当天", Money(19900, "CNY")),
        ("运费12谁承担", Money(1200, "CNY")),
    ],
)
def test_money_is_read_to_the_last_minor_unit(text: str, money: Money) -> None:
    assert [fact.value for fact in found(text, "money")] == [money]


def test_a_sign_that_countries_share_means_the_shops_currency_or_nothing() -> None:
    (peso,) = found("pagué $ 1.250,50", "money", currency="ARS")
    assert (peso.value, peso.notes) == (Money(125050, "ARS"), ("currency_assumed",))
    (open_,) = found("pagué $ 1.250,50", "money")
    assert (open_.value, open_.unit, open_.notes) == ("1250.50", "", ("currency_unknown",))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("eran 1.250 y cayó 980", ["1250", "980"]),
        ("15 lucas", ["15000"]),
        ("me devolvieron 18,20 en vez de 28,20", ["18.20", "28.20"]),
        ("they refunded 18 instead", ["18"]),
        ("son 780 gramos", []),
        ("手机1.2万买的，一百二拿的壳", ["12000.00", "120.00"]),
        ("三千多的空调，两千三百八的冰箱", ["3000.00", "2380.00"]),
        ("五百大洋，损失300多", ["500.00", "300.00"]),
        ("检测费120，上楼费要80", ["120.00", "80.00"]),
        ("两百来块的东西，差价27块5，3张券每张5元", ["200.00", "27.50", "5.00"]),
        ("四千九百九十九买的", ["4999.00"]),
        ("三千多个好评，一千多人买，库存只有20，等了三百多天", []),
        ("la guía de 20 páginas", []),
        ("the voucher for 25 vanished, my bank shows two payments of 88", ["25", "88"]),
        ("prometeram 40 de volta, o dinheiro veio mas 12 a menos", ["40", "12"]),
        ("en la publicación decía 1.199, pedí 12 platos el 17/10", ["1199"]),
        ("quero reembolso do pedido 88213, calço 39", []),
    ],
)
def test_an_amount_without_its_currency_is_read_beside_what_was_paid(text: str, amounts: list[str]) -> None:
    assert [str(getattr(fact.value, "amount", fact.value)) for fact in found(text, "money")] == amounts


def told_amounts() -> Iterator[tuple[str, str, list[str]]]:
    """Each language, sentence and amounts of `money.txt`."""
    for line in Path(__file__).with_name("money.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, text, amounts = line.split("|")
            yield language.strip(), text.strip(), amounts.split()


def amounts_read(text: str, language: str) -> Counter[Decimal]:
    facts = found(text, "money", language=language)
    return Counter(Decimal(str(getattr(fact.value, "amount", fact.value))) for fact in facts)


@pytest.mark.parametrize(("language", "least"), [("zh", 0.92), ("pt", 0.91), ("es", 0.9), ("en", 0.92)])
def test_amounts_are_read_as_buyers_say_them(language: str, least: float) -> None:
    both = said = told = 0
    for _, text, amounts in (row for row in told_amounts() if row[0] == language):
        read, wanted = amounts_read(text, language), Counter(Decimal(one.lstrip("~")) for one in amounts)
        both, said, told = both + (read & wanted).total(), said + read.total(), told + wanted.total()
    assert 2 * both / (said + told) >= least


def test_hardly_a_number_that_is_no_money_is_read_as_an_amount() -> None:
    harmless = [(text, language) for language, text, amounts in told_amounts() if not amounts]
    assert len(harmless) > 100
    assert sum(bool(amounts_read(*one)) for one in harmless) <= 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("小两千的东西", Money(200000, "CNY")),
        ("两百出头的包", Money(20000, "CNY")),
        ("百八十块钱的事儿", Money(10000, "CNY")),
        ("要三五百块", Money(30000, "CNY")),
        ("uns 50 conto", Money(5000, "BRL")),
        ("thirty-odd quid", Money(3000, "GBP")),
    ],
)
def test_an_amount_that_is_left_open_says_so_and_is_doubted(text: str, value: Money) -> None:
    (fact,) = found(text, "money")
    assert fact.value == value
    assert "about" in fact.notes
    assert fact.confidence < 0.5


def test_a_promotion_states_its_threshold_and_what_is_taken_off_and_no_amount() -> None:
    (fact,) = facts_in("满300减50没减")
    assert (fact.type, fact.value) == ("promotion", "300-50")


def test_watts_and_carats_are_no_thousands() -> None:
    assert not found("充电器标的65W，实测30", "money")
    assert not found("4k的屏幕", "money")
    assert [fact.value for fact in found("1w2的相机，3k多的镜头", "money")] == [
        Money(1200000, "CNY"),
        Money(300000, "CNY"),
    ]


def test_a_parcel_that_weighs_pounds_costs_none() -> None:
    assert [fact.type for fact in facts_in("it weighs 5 pounds, not 8 pounds as stated")] == [
        "weight",
        "weight",
    ]


def test_a_size_or_a_hotline_is_no_price() -> None:
    for text in ("这双38的鞋", "找12315投诉", "假一赔十", "现在38码"):
        assert not found(text, "money"), text


def test_an_order_number_is_never_read_as_money_or_a_phone() -> None:
    facts = facts_in("订单号2309178845613320715，运单号773312345678901，退我30元")
    assert [fact.type for fact in facts] == ["order_no", "tracking_no", "money"]


def test_both_numbers_of_a_part_of_a_whole_are_counted() -> None:
    for text, numbers in (("only 2 of the 3 came", [2, 3]), ("me llegaron dos de tres", [2, 3])):
        assert [fact.value for fact in found(text, "quantity")] == numbers


def test_a_bare_price_has_the_shops_currency_or_none() -> None:
    (known,) = found("paguei 89,90 no boleto", "money", currency="BRL")
    assert (known.value, known.notes) == (Money(8990, "BRL"), ("currency_assumed",))
    (open_,) = found("paguei 89,90 no boleto", "money")
    assert (open_.value, open_.unit) == ("89.90", "")


@pytest.mark.parametrize(
    "text",
    ["要38码的", "等了15天", "身高172", "1,50 m de largura", "nota 4.85 estrelas", "7个工作日", "第2件"],
)
def test_a_measure_a_time_or_a_place_in_a_row_is_no_price_and_no_count(text: str) -> None:
    assert not found(text, "money")
    assert not found(text, "quantity")


def test_one_piece_together_is_not_money_and_one_month_is_no_piece() -> None:
    assert not found("两个一块退", "money")
    assert not found("一个月了", "quantity")


def test_a_number_that_does_not_check_is_doubted() -> None:
    (cnpj,) = found("11.222.333/0001-82", "cnpj")
    assert cnpj.notes == ("check_digit_wrong",)
    assert cnpj.confidence < 0.5


def test_digits_nobody_explains_stay_a_number_of_something() -> None:
    (fact,) = facts_in("12345678901234")
    assert (fact.type, fact.confidence) == ("id", 0.3)


SIGNS = (
    "订单号 运单 pedido R$￥元块一二三百千,.-/()0123456789 cpf年月日天kg双个%dias SFRBCN@ｗ１２é\u200b\u0301"
)


@given(st.one_of(st.text(), st.text(alphabet=SIGNS, max_size=60)))
def test_any_text_can_be_read_and_every_place_is_exact(text: str) -> None:
    end = 0
    for fact in facts_in(text, on=date(2026, 11, 24), currency="BRL", language="pt"):
        assert text[fact.start : fact.end] == fact.raw
        assert fact.start >= end  # no sign is read twice
        assert fact.raw
        assert 0 < fact.confidence <= 1
        end = fact.end
