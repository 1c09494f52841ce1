"""What one row tells, for each platform, and what becomes of cells that cannot be read."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.intake import cells, guess_columns
from hejie.intake.mistakes import NotAShop, Unreadable
from hejie.intake.rows import Origin, RowReader
from tests.intake.ledger import CHENS_CUP, PLATFORMS, bad, notice, read, shipped


def facts(told):
    return {fact.name: fact.value for fact in told.facts}


@pytest.mark.shows("P1")
def test_chens_complaint_is_read_whole():
    told = notice("taobao", CHENS_CUP)
    assert told.case_id == "taobao:lantern:180000000071278919"
    assert told.order_id == "2600000000943189374"
    assert (told.claim, told.wants) == ("missing_item", "refund_only")
    assert (told.stage, told.turn) == (Stage.NEGOTIATION, Turn.SELLER)
    assert told.amount == Money(8900, "CNY")
    assert (told.buyer, told.goods, told.language) == ("Chen", "保温杯 500ml", "zh-CN")
    assert told.text == "我买了两个，箱子里只有一个！"
    assert told.received_at == datetime(2026, 11, 11, 4, tzinfo=UTC)
    assert told.native["退款编号"] == CHENS_CUP["退款编号"]


def test_each_fact_says_who_said_it_and_in_which_line():
    told = {fact.name: fact for fact in notice("taobao", CHENS_CUP).facts}
    assert told["paid_amount"].value == Money(17800, "CNY")
    assert told["paid_amount"].source == "export export.csv line 2"
    assert told["paid_amount"].said_by == Role.PLATFORM
    assert told["buyer_reason"].said_by == Role.BUYER
    assert told["platform_due_at"].value.at == datetime(2026, 11, 13, 4, tzinfo=UTC)
    assert (told["carrier"].value, told["tracking_no"].value) == ("圆通速递", "YT8800000009001")


@pytest.mark.parametrize(
    ("changed", "claim"),
    [
        ({"买家退款原因": "7天无理由退换货", "退款类型": "我要退货退款"}, "no_reason_return"),
        ({"买家退款原因": "未按约定时间发货"}, "late_shipment"),
        ({"买家退款原因": "快递/物流一直未送到"}, "stalled"),
        ({"买家退款原因": "显示签收未收到商品"}, "signed_not_received"),
        ({"买家退款原因": "拒收", "支付方式": "货到付款"}, "cod_refused"),
        ({"买家退款原因": "多拍/拍错/不想要", "售中或售后": "售中", "发货物流信息": ""}, "buyer_cancel"),
        ({"买家退款原因": "其他", "退款类型": "我要退货退款"}, "return_refund"),
        (
            {"买家退款原因": "其他", "订单状态": "卖家已发货，等待买家确认", "货物状态": "买家未收到货"},
            "not_received",
        ),
        ({"买家退款原因": "其他"}, "refund_only"),
    ],
)
def test_reason_type_goods_and_phase_decide_what_the_complaint_is_about(changed, claim):
    assert notice("taobao", CHENS_CUP | changed).claim == claim


def test_an_unknown_code_becomes_other_and_its_words_are_kept():
    found = read("taobao", CHENS_CUP | {"退款类型": "以旧换新", "买家退款原因": "星象不合"})
    assert found.notice is not None
    assert found.notice.claim == "other"
    assert found.notice.wants == "unstated"
    assert found.notice.native["退款类型"] == "以旧换新"
    assert found.unknown == (("claim_type", "以旧换新"),)
    assert found.bad == ()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"退款状态": "退款成功"}, (Stage.CLOSED, Turn.NOBODY)),
        ({"退款状态": "卖家已经同意退款，等待买家退货"}, (Stage.AWAITING_RETURN, Turn.BUYER)),
        ({"退款状态": "买家已经退货，等待卖家确认收货"}, (Stage.RETURN_INSPECTION, Turn.SELLER)),
        ({"客服介入状态": "客服已经介入"}, (Stage.PLATFORM_REVIEW, Turn.PLATFORM)),
        ({"客服介入状态": "举证中"}, (Stage.EVIDENCE, Turn.SELLER)),
        ({"客服介入状态": "客服已经介入", "退款状态": "退款关闭"}, (Stage.CLOSED, Turn.NOBODY)),
        ({"退款状态": "神秘状态"}, (None, None)),
    ],
)
def test_the_status_says_where_the_case_stands_and_whose_move_it_is(changed, place):
    told = notice("taobao", CHENS_CUP | changed)
    assert (told.stage, told.turn) == place


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("买家退款金额", "八十九", "amount"),
        ("买家退款金额", "1,23,4", "two ways"),
        ("超时时间", "2026-02-30 10:00", "no such day"),
        ("超时时间", "很快", "date"),
    ],
)
def test_a_bad_cell_is_named_and_the_row_lands_without_it(column, value, says):
    found = read("taobao", CHENS_CUP | {column: value}, line=7)
    (cell,) = found.bad
    assert (cell.line, cell.column, cell.value, cell.refused) == (7, column, value, False)
    assert says in cell.reason
    assert found.notice is not None
    assert found.notice.native[column] == value


@pytest.mark.parametrize("value", ["", "1.8E+17", "   "])
def test_a_row_that_cannot_be_told_apart_is_refused(value):
    found = read("taobao", CHENS_CUP | {"退款编号": value})
    assert found.notice is None
    assert [(cell.column, cell.refused) for cell in found.bad] == [("退款编号", True)]


def test_a_row_of_a_shop_whose_name_cannot_be_one_is_refused():
    found = read("taobao", CHENS_CUP | {"店铺名称": "灯" * 200})
    assert found.notice is None
    assert found.bad[0].column == "店铺名称"


def test_the_end_of_a_refund_is_not_the_end_of_the_trade_nor_a_confirmation_a_signature():
    told = facts(
        notice(
            "taobao", CHENS_CUP | {"完结时间": "2026-11-12 10:00:00", "确认收货时间": "2026-11-10 09:00:00"}
        )
    )
    assert told["refund_ended_at"].at.day == 12
    assert told["closed_at"].at.day == 10
    assert "signed_at" not in told


def test_a_row_with_more_cells_than_headers_is_refused_since_its_columns_shifted():
    guess = guess_columns(tuple(CHENS_CUP), [shipped("taobao")])
    found = RowReader(guess, Origin("export.csv", "lantern")).read(3, [*CHENS_CUP.values(), "spilled"])
    assert found.notice is None
    assert "shifted" in found.bad[0].reason


def test_a_second_column_speaks_where_the_first_is_silent():
    told = notice("taobao", CHENS_CUP | {"买家退款金额": "", "退款金额": "12.00"})
    assert told.amount == Money(1200, "CNY")


def test_pinduoduo_words_are_read_and_its_ambiguous_numbers_are_not():
    row = {
        "售后编号": "5001",
        "订单编号": "261118-1",
        "售后类型": "退货退款",
        "售后状态": "待商家处理",
        "售后原因": "质量问题",
        "退款金额(元)": "9.90",
        "商家处理截止时间": "2026/11/25 10:00",
        "发货状态": "已签收",
    }
    told = notice("pinduoduo", row)
    assert (told.claim, told.wants, told.stage) == ("quality", "return_refund", Stage.NEGOTIATION)
    numbered = notice("pinduoduo", row | {"售后类型": "2", "售后原因": ""})
    assert (numbered.claim, numbered.wants) == ("other", "unstated")


def test_mercado_libre_is_read_with_its_own_dates_money_and_market():
    told = notice(
        "mercadolibre",
        {
            "N.º da reclamação": "5012",
            "N.º de venda": "2000001",
            "Data da reclamação": "24 de novembro de 2026 10:35 hs.",
            "Motivo da reclamação": "Não recebi o produto",
            "Status da reclamação": "Aguardando sua resposta",
            "Etapa": "Reclamação",
            "Valor reclamado (BRL)": "R$ 1.129,90",
            "Comprador": "MARIA",
        },
    )
    assert (told.claim, told.amount, told.language) == ("not_received", Money(112990, "BRL"), "pt-BR")
    assert told.received_at == datetime(2026, 11, 24, 13, 35, tzinfo=UTC)
    assert facts(told)["site"] == "MLB"


def test_mercado_libre_of_mexico_has_pesos_and_points():
    told = notice(
        "mercadolibre",
        {
            "# de reclamo": "77",
            "# de venta": "2000002",
            "Motivo del reclamo": "El producto llegó dañado",
            "Estado del reclamo": "Abierto",
            "Monto reclamado (MXN)": "$1,299.50",
            "Fecha del reclamo": "24/11/2026 10:00",
        },
    )
    assert (told.claim, told.amount, told.language) == ("damaged", Money(129950, "MXN"), "es")
    assert facts(told)["site"] == "MLM"


def test_aliexpress_is_read_in_english_and_in_chinese():
    english = notice(
        "aliexpress",
        {
            "Dispute ID": "600",
            "Order ID": "8100",
            "Dispute Reason": "Quantity shortage",
            "Dispute Status": "Processing",
            "Refund Claimed": "US $6.45",
            "Dispute Opened": "Nov 12, 2026 10:35",
        },
    )
    chinese = notice(
        "aliexpress",
        {
            "纠纷编号": "600",
            "订单号": "8100",
            "纠纷原因": "数量短缺",
            "纠纷状态": "处理中",
            "退款金额": "US $6.45",
        },
    )
    assert english.claim == chinese.claim == "missing_item"
    assert english.amount == chinese.amount == Money(645, "USD")
    assert english.stage == chinese.stage == Stage.NEGOTIATION


def test_a_row_of_orders_tells_of_an_order_and_opens_nothing():
    told = notice(
        "taobao",
        {
            "订单编号": "2600000000943189374",
            "买家会员名": "Chen",
            "买家应付货款": "178.00",
            "买家实际支付金额": "178.00",
            "订单状态": "卖家已发货，等待买家确认",
            "订单付款时间": "2026-11-08 10:00:00",
            "宝贝标题": "保温杯",
            "订单创建时间": "2026-11-08 09:58:00",
        },
    )
    assert told.is_order
    assert facts(told)["order_state"] == "shipped"
    assert {fact.source for fact in told.facts} == {"order export export.csv line 2"}


@given(st.sampled_from(PLATFORMS), st.data())
def test_no_row_makes_the_reader_fail_and_every_row_lands_or_is_reported(platform, data):
    export = data.draw(st.sampled_from(sorted(shipped(platform).exports.values(), key=lambda one: one.id)))
    headers = tuple(known[0] for known in export.headers.values())
    row = data.draw(st.lists(st.text(max_size=20), min_size=len(headers), max_size=len(headers)))
    found = read(platform, dict(zip(headers, row, strict=True)))
    assert (found.notice is None) == any(cell.refused for cell in found.bad)
    if found.notice:
        kept = {name: cell for name, cell in zip(headers, row, strict=True) if cell.strip()}
        assert found.notice.native == kept


def test_a_bad_cell_shows_at_most_a_line_of_what_it_holds():
    assert len(bad("taobao", CHENS_CUP | {"超时时间": "x" * 5000}).value) == 120


@pytest.mark.shows("T5", "T9", "T10", "T12", "T13", "P8")
@pytest.mark.parametrize(
    ("platform", "cells", "claim", "place"),
    [
        ("taobao", {"买家退款原因": "空包裹/少货"}, "missing_item", None),
        ("taobao", {"退款状态": "卖家拒绝退款，等待买家修改退款申请"}, None, (Stage.NEGOTIATION, Turn.BUYER)),
        ("taobao", {"退款状态": "请退货"}, None, (Stage.AWAITING_RETURN, Turn.BUYER)),
        ("taobao", {"客服介入状态": "客服处理中"}, None, (Stage.PLATFORM_REVIEW, Turn.PLATFORM)),
        ("pinduoduo", {"售后原因": "未按承诺时间发货"}, "late_shipment", None),
        ("pinduoduo", {"售后原因": "商家承诺未履行"}, "broken_promise", None),
        ("pinduoduo", {"售后原因": "快递无记录"}, "stalled", None),
        ("pinduoduo", {"售后状态": "极速退款成功"}, None, (Stage.CLOSED, Turn.NOBODY)),
        ("pinduoduo", {"平台介入状态": "平台已介入"}, None, (Stage.PLATFORM_REVIEW, Turn.PLATFORM)),
        ("17zwd", {"退货原因": "不喜欢/不想要"}, "return_refund", None),
        ("mercadolibre", {"motivo del reclamo": "El comprador rechazó la entrega"}, "cod_refused", None),
        (
            "aliexpress",
            {"dispute status": "Waiting for your response"},
            None,
            (Stage.NEGOTIATION, Turn.SELLER),
        ),
    ],
)
def test_the_words_that_exports_use_are_understood(platform, cells, claim, place):
    ids = {
        "taobao": {"退款编号": "180000000071278919", "订单编号": "2600000000943189374"},
        "pinduoduo": {"售后编号": "50008212003", "订单编号": "261118-000000108603973"},
        "17zwd": {"退货单号": "TH1", "订单编号": "DF1"},
        "mercadolibre": {"# de reclamo": "5200001", "# de venta": "2000001"},
        "aliexpress": {"dispute id": "600000001", "order id": "8100000001"},
    }
    told = notice(platform, ids[platform] | cells)
    assert claim in (None, told.claim)
    assert place in (None, (told.stage, told.turn))


@pytest.mark.shows("B4", "B5")
def test_the_country_of_a_dispute_says_whether_the_lane_to_brazil_is_followed():
    row = {"dispute id": "600000001", "order id": "8100000001", "buyer country": "Brazil"}
    assert facts(notice("aliexpress", row))["site"] == "BR"


@pytest.mark.shows("P2")
@pytest.mark.parametrize("said", ["-5.00", "（5.00）", "−5"])
def test_nobody_asks_less_than_nothing_back(said):
    assert bad("taobao", CHENS_CUP | {"买家退款金额": said}).value == said


@pytest.mark.parametrize("shop", ["", "  ", "a:b", "x" * 81, "two\nlines"])
def test_a_shop_by_which_no_case_can_be_named_is_refused_before_a_row_is_read(shop):
    guess = guess_columns(tuple(CHENS_CUP), [shipped("taobao")])
    with pytest.raises(NotAShop, match="lantern"):
        RowReader(guess, Origin("export.csv", shop))


def test_a_shop_with_a_colon_in_its_row_is_refused_row_by_row():
    with pytest.raises(Unreadable, match="colon"):
        cells.short_name("a:b", 80)
