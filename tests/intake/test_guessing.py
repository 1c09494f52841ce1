"""A file is recognised by its headers, the guess is shown, and a person can correct it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.intake import guess_columns
from hejie.intake.mistakes import (
    IntakeMistake,
    LooksLikeAnother,
    MissingColumns,
    NotRecognised,
    UnknownField,
    UnknownHeader,
    UnknownPlatform,
)
from tests.intake.ledger import CHENS_CUP, PLATFORMS, shipped

MAPS = [shipped(platform) for platform in PLATFORMS]
REAL = {
    (
        "taobao",
        "refund",
    ): "退款编号,订单编号,支付宝交易号,订单付款时间,商品编码,退款完结时间,买家会员名称,买家实际支付金额,宝贝标题,"
    "买家退款金额,手工退款/系统退款,是否需要退货,退款的申请时间,超时时间,退款状态,货物状态,退货物流信息,发货物流信息,客服介入状态,"
    "卖家真实姓名,退货物流单号,退货物流公司,买家退款原因,买家退款说明,买家退货时间,责任方,售中或售后,商家备注,完结时间,部分退款/全部退款",
    (
        "taobao",
        "order",
    ): "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,"
    "买家留言,收货人姓名,收货地址,运送方式,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,店铺名称,订单关闭原因",
    (
        "pinduoduo",
        "aftersale",
    ): "售后编号,订单编号,商品ID,商品名称,商品规格,退款金额(元),售后状态,退款类型,售后原因,订单状态,申请时间,"
    "同意退款时间,退货运单号,快递公司",
    (
        "pinduoduo",
        "order",
    ): "商品,订单号,订单状态,商品总价(元),店铺优惠折扣(元),平台优惠折扣(元),用户实付金额(元),商家实收金额(元),"
    "商品数量(件),发货时间,确认收货时间,商品id,商品规格,支付时间,承诺发货时间,快递单号,快递公司,售后状态",
    (
        "aliexpress",
        "dispute",
    ): "Order ID,Dispute ID,Dispute Reason,Dispute Status,Refund Claimed,Buyer,Product Name,Dispute Opened",
    (
        "mercadolibre",
        "sales",
    ): "# de venta,Fecha de venta,Estado,Descripción del estado,Unidades,Ingresos por productos (ARS),"
    "Total (ARS),# de publicación,Título de la publicación,Comprador,Forma de entrega,Fecha en camino,Transportista,"
    "Número de seguimiento,Reclamo abierto",
    (
        "mercadolibre",
        "claims",
    ): "N.º da reclamação,N.º de venda,Data da reclamação,Motivo da reclamação,Status da reclamação,"
    "Comprador,Valor reclamado (BRL),Prazo para responder",
    ("17zwd", "return"): "退货单号,代发订单号,档口,档口货号,退货原因,退货状态,退款金额,申请时间,退货快递单号",
}


@pytest.mark.parametrize(
    ("wanted", "headers"), REAL.items(), ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_the_headers_of_a_real_export_give_it_away(wanted, headers):
    guess = guess_columns(headers.split(","), MAPS)
    assert (guess.map.platform, guess.export.id) == wanted
    assert guess.is_sure
    assert guess.score > guess.rivals[0].score


def test_the_guess_shows_what_each_column_is_taken_for():
    guess = guess_columns(tuple(CHENS_CUP), MAPS)
    shown = dict(guess.shown())
    assert shown["退款编号"] == "after_sales_id"
    assert shown["买家退款金额"] == "amount"
    assert shown["支付宝交易号"] == ""
    assert guess.unused == ("支付宝交易号",)


def test_a_person_can_give_a_column_another_meaning_or_none():
    guess = guess_columns(
        tuple(CHENS_CUP), MAPS, corrections={"支付宝交易号": "tracking_no", "买家退款说明": ""}
    )
    shown = dict(guess.shown())
    assert shown["支付宝交易号"] == "tracking_no"
    assert shown["买家退款说明"] == ""


def test_unknown_headers_can_be_mapped_by_hand_onto_a_named_platform():
    guess = guess_columns(
        ["编号", "单子", "理由"],
        MAPS,
        platform="taobao",
        corrections={"编号": "after_sales_id", "单子": "order_id", "理由": "reason"},
    )
    assert guess.fields == {"after_sales_id": (0,), "order_id": (1,), "reason": (2,)}
    assert not guess.export.tells_orders


def test_the_better_of_two_headers_for_one_thing_comes_first():
    guess = guess_columns([*CHENS_CUP, "退款金额"], MAPS)
    assert guess.fields["amount"] == (list(CHENS_CUP).index("买家退款金额"), len(CHENS_CUP))


@pytest.mark.parametrize(
    ("headers", "more", "mistake"),
    [
        (["a", "b", "c"], {}, NotRecognised),
        ([], {}, NotRecognised),
        (list(CHENS_CUP), {"platform": "pinduoduo"}, LooksLikeAnother),
        (list(CHENS_CUP), {"platform": "shopee"}, UnknownPlatform),
        (list(CHENS_CUP), {"corrections": {"退款": "amount"}}, UnknownHeader),
        (list(CHENS_CUP), {"corrections": {"退款编号": "afetr_sales_id"}}, UnknownField),
        ([name for name in CHENS_CUP if name not in ("退款编号", "订单编号")], {}, MissingColumns),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_do(headers, more, mistake):
    with pytest.raises(mistake) as told:
        guess_columns(headers, MAPS, **more)
    assert "." in str(told.value)


def test_the_currency_in_the_headers_names_the_market():
    guess = guess_columns(REAL["mercadolibre", "sales"].split(","), MAPS)
    assert (guess.format.zone, guess.format.currency) == ("America/Argentina/Buenos_Aires", "ARS")


@given(st.lists(st.text(max_size=12), max_size=12))
def test_no_headers_make_the_guess_fail_other_than_by_saying_so(headers):
    with suppress(IntakeMistake):
        guess_columns(headers, MAPS)


@pytest.mark.shows("B7", "P2")
def test_a_list_of_disputes_that_repeats_much_of_the_orders_is_no_list_of_orders():
    headers = [
        "Dispute ID",
        "Order No.",
        "Product Name",
        "Buyer",
        "Reason",
        "Status",
        "Solution Type",
        "Refund Amount",
        "Order Amount",
        "Opened On",
        "Deadline",
        "Received Goods",
        "Tracking Number",
        "Logistics Service",
        "Shipped On",
        "Payment Time",
        "Order Status",
        "Buyer Country",
    ]
    guess = guess_columns(headers, MAPS)
    assert (guess.map.platform, guess.export.id) == ("aliexpress", "dispute")
    assert {"status", "site"} <= guess.fields.keys()
