"""How do the complaints of the stories arrive? As the notices that an export of the platform becomes."""

from __future__ import annotations

from hejie.casefile.facts import Fact, absent, known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from hejie.intake import Notice
from tests.cast import NOON, hours, yuan

CUP = "保温杯 500ml"


def missing_cup(*more: Fact) -> Notice:
    """Chen ordered two cups on Taobao, paid ahead, signed the parcel and says that one is missing."""
    return Notice(
        "taobao",
        "lantern",
        "900001",
        order_id="20261111001",
        claim="missing_item",
        wants="reship",
        status="WAIT_SELLER_AGREE",
        amount=yuan("128"),
        buyer="Chen",
        goods="保温杯两只装",
        text="包裹里只有一只杯子!",
        language="zh-CN",
        channel="旺旺",
        facts=(
            known("order_state", "signed"),
            known("phase", "onsale"),
            known("payment_mode", "prepaid"),
            known("paid_amount", yuan("128")),
            known("goods_cost", yuan("45")),
            known("freight_out", yuan("8")),
            known("applied_at", Moment(NOON - hours(1))),
            known("platform_due_at", Moment(NOON + hours(96))),
            known("digital_goods", False),
            known("role", "agent"),
            known("w_item", Weight(420)),
            *more,
        ),
        received_at=NOON,
    )


def refused_on_taobao(*more: Fact, amount: str = "128") -> Notice:
    """Chen ordered a cup to be paid at the door; the carrier says that it was not handed over."""
    return Notice(
        "taobao",
        "lantern",
        "900002",
        order_id="20261101001",
        claim="cod_refused",
        status="WAIT_SELLER_AGREE",
        amount=yuan(amount),
        buyer="Chen",
        goods=CUP,
        language="zh-CN",
        channel="旺旺",
        facts=(
            known("order_state", "shipped"),
            known("phase", "onsale"),
            known("payment_mode", "cod"),
            known("goods_cost", yuan("45")),
            known("freight_out", yuan("8")),
            known("freight_back", yuan("8")),
            known("applied_at", Moment(NOON - hours(1))),
            known("platform_due_at", Moment(NOON + hours(96))),
            known("digital_goods", False),
            known("role", "agent"),
            known("tracking_no", "YT123"),
            known("carrier", "yto"),
            *more,
        ),
        received_at=NOON,
    )


def refused_in_mexico(*more: Fact) -> Notice:
    """The same on Mercado Libre in Mexico, in Spanish."""

    def pesos(amount: str) -> Money:
        return Money.of(amount, "MXN")

    return Notice(
        "mercadolibre",
        "faro",
        "5200001",
        order_id="2000001",
        claim="cod_refused",
        status="opened.claim",
        amount=pesos("499"),
        buyer="Chen",
        goods="Termo 500 ml",
        language="es",
        channel="mensajes",
        facts=(
            known("site", "MLM"),
            known("variant", "local"),
            known("order_state", "shipped"),
            known("phase", "onsale"),
            known("payment_mode", "cod"),
            known("goods_cost", pesos("150")),
            known("freight_out", pesos("60")),
            known("freight_back", pesos("60")),
            known("applied_at", Moment(NOON - hours(1))),
            known("platform_due_at", Moment(NOON + hours(72))),
            known("role", "agent"),
            known("tracking_no", "MX1"),
            known("carrier", "estafeta"),
            *more,
        ),
        received_at=NOON,
    )


def not_received_in_brazil(*more: Fact) -> Notice:
    """Chen paid on Mercado Libre in Brazil and the parcel has not come."""

    def reais(amount: str) -> Money:
        return Money.of(amount, "BRL")

    return Notice(
        "mercadolibre",
        "lanterna",
        "5100077",
        order_id="2000077",
        claim="not_received",
        wants="receive_product",
        status="opened.claim",
        amount=reais("89.90"),
        buyer="Chen",
        goods="Garrafa térmica 500 ml",
        text="Ainda não chegou!",
        language="pt-BR",
        channel="mensagens",
        facts=(
            known("site", "MLB"),
            known("variant", "cross_border"),
            known("order_state", "shipped"),
            known("phase", "onsale"),
            known("payment_mode", "prepaid"),
            known("paid_amount", reais("89.90")),
            known("goods_cost", reais("30")),
            known("freight_out", reais("15")),
            known("applied_at", Moment(NOON - hours(1))),
            known("platform_due_at", Moment(NOON + hours(72))),
            known("role", "agent"),
            known("tracking_no", "LP1"),
            known("carrier", "correios"),
            *more,
        ),
        received_at=NOON,
    )


def not_shipped(platform: str, *more: Fact) -> Notice:
    """Chen paid 60 hours ago and nothing has left yet."""
    taobao = platform == "taobao"
    amount = yuan("99") if taobao else Money.of("99", "BRL")
    market = (known("digital_goods", False),) if taobao else (known("site", "MLB"),)
    return Notice(
        platform,
        "lantern",
        "900003",
        order_id="20261108001",
        claim="late_shipment",
        status="WAIT_SELLER_AGREE" if taobao else "opened.claim",
        amount=amount,
        buyer="Chen",
        goods=CUP,
        language="zh-CN" if taobao else "pt-BR",
        facts=(
            *market,
            known("order_state", "paid"),
            known("payment_mode", "prepaid"),
            known("paid_at", Moment(NOON - hours(60))),
            known("paid_amount", amount),
            known("presale", False),
            known("custom_made", False),
            known("scanned", False),
            absent("ship_scan_at"),
            absent("agreed_ship_by"),
            known("stock_out_admitted", False),
            known("applied_at", Moment(NOON)),
            known("role", "agent"),
            *more,
        ),
        received_at=NOON,
    )
