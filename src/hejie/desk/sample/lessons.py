"""Which cases teach? Eight that turn on one fact, with the scans, weights and words that came in later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from hejie.casefile.entries import AnyHappening, Entry, FactStated, MessageReceived, ParcelScanned
from hejie.casefile.facts import Value, known
from hejie.casefile.parties import Actor, Role
from hejie.casefile.quantities import Moment, Weight
from hejie.desk.sample.deals import DATA, Deal

CARRIER, WAREHOUSE, BUYER = Actor(Role.CARRIER), Actor(Role.WAREHOUSE, "仓库"), Actor(Role.BUYER)


class Lesson(Struct, frozen=True):
    """A complaint, what it teaches, and what happened after it arrived."""

    teaches: str
    deal: Deal
    later: tuple[Entry, ...] = ()


def lessons(*, at: datetime) -> tuple[Lesson, ...]:
    """Return the cases that teach, as they stand at `at`."""
    return tuple(build(9001 + place, at) for place, build in enumerate(_LESSONS))


def _deal(platform: str, number: int, at: datetime, reason: str, **changed: Any) -> Deal:
    data = DATA[platform]
    plot = dict(next(plot for plot in data["plots"] if reason in plot["reason"]))
    plot |= {name: changed.pop(name) for name in ("text", "state_of_order") if name in changed}
    plot["state"] = plot.pop("state_of_order", plot["state"])
    goods, price = data["goods"][0]
    carrier, prefix = data["carriers"][0]
    applied = at - timedelta(hours=5)
    deal = Deal(
        platform, number, goods, data["buyers"][0], Decimal(price), Decimal(price), carrier,
        f"{prefix}{8_800_000_000_000 + number}", plot, "seller", applied - timedelta(days=6), applied,
        at + timedelta(hours=20), applied - timedelta(days=5), applied - timedelta(days=1),
    )  # fmt: skip
    return structs.replace(deal, **changed)


def _scan(deal: Deal, at: datetime, state: str, raw: str, **more: str) -> Entry:
    what = ParcelScanned(deal.tracking, at, state, deal.carrier, raw_text=raw, **more)
    return Entry(at, CARRIER, what)


def _fact(at: datetime, by: Actor, name: str, value: Value, source: str) -> Entry:
    return Entry(at, by, FactStated(known(name, value, said_by=by.role, source=source, at=at)))


def _missing_item(number: int, at: datetime) -> Lesson:
    deal = _deal(
        "taobao",
        number,
        at,
        "少件",
        quantity=2,
        paid=Decimal("178.00"),
        asked=Decimal("89.00"),
        text="我买了两个保温杯，箱子里只有一个！",
    )
    shipped = deal.shipped_at or at
    after = deal.applied_at + timedelta(hours=1)
    return Lesson(
        "三个重量对得上：包裹里原有两件",
        deal,
        (
            _scan(deal, shipped, "picked_up", "已揽收，揽收重量 1.24kg"),
            _scan(deal, shipped + timedelta(days=4), "delivered", "已签收，签收人：本人"),
            _fact(after, CARRIER, "w_carrier", Weight(1240), "揽收称重"),
            _fact(after, WAREHOUSE, "w_repacked", Weight(1236), "同款两件重新打包称重"),
            _fact(after, WAREHOUSE, "w_warehouse", Weight(1238), "出库称重"),
            _fact(after, WAREHOUSE, "w_item", Weight(590), "单件称重"),
        ),
    )


def _failed_delivery(number: int, at: datetime) -> Lesson:
    plot: dict[str, Any] = dict(DATA["mercadolibre"]["plots"][0])
    plot |= {
        "reason": "O comprador recusou a entrega",
        "text": "Ninguém veio aqui entregar. Eu queria o produto!",
    }
    deal = _deal(
        "mercadolibre", number, at, "Não recebi", plot=plot, payment="Pagamento na entrega", signed_at=None
    )
    first = deal.applied_at - timedelta(days=2)
    return Lesson(
        "写着拒收，轨迹却是无人在家",
        deal,
        (
            _scan(deal, first, "out_for_delivery", "Saiu para entrega"),
            _scan(
                deal,
                first + timedelta(hours=6),
                "attempt_absent",
                "Destinatário ausente",
                raw_substatus="receiver_absent",
            ),
            _scan(
                deal,
                first + timedelta(hours=30),
                "attempt_absent",
                "Destinatário ausente",
                raw_substatus="receiver_absent",
            ),
            _scan(deal, deal.applied_at - timedelta(hours=2), "returning", "Devolução ao remetente"),
        ),
    )


def _stalled(number: int, at: datetime) -> Lesson:
    shipped = at - timedelta(days=47)
    deal = _deal(
        "aliexpress", number, at, "tracking not updated",
        paid_at=shipped - timedelta(days=1), shipped_at=shipped, signed_at=None, buyer="br1234567", payment="Boleto",
    )  # fmt: skip
    return Lesson(
        "巴西包裹三十天没有更新",
        deal,
        (
            _scan(deal, shipped + timedelta(days=2), "picked_up", "Accepted by carrier", place="Shenzhen"),
            _scan(
                deal,
                shipped + timedelta(days=13),
                "in_transit",
                "Departed country of origin",
                place="Guangzhou",
            ),
            _scan(
                deal,
                shipped + timedelta(days=17),
                "in_transit",
                "Objeto recebido pelos Correios do Brasil",
                place="Curitiba",
            ),
        ),
    )


def _worn_return(number: int, at: datetime) -> Lesson:
    deal = _deal(
        "taobao", number, at, "7天无理由", state="inspecting", goods="女士针织开衫 秋冬", paid=Decimal("168.00"),
        asked=Decimal("168.00"), returned_at=at - timedelta(days=2), applied_at=at - timedelta(days=4),
        signed_at=at - timedelta(days=6),
    )  # fmt: skip
    seen = at - timedelta(hours=3)
    return Lesson(
        "七天无理由，但衣服穿过洗过",
        deal,
        (
            _fact(seen, WAREHOUSE, "item_resaleable", False, "开箱视频：吊牌剪掉，袖口有汗渍"),
            _fact(seen, WAREHOUSE, "photo_given", True, "验货照片三张"),
        ),
    )


def _one_minute_late(number: int, at: datetime) -> Lesson:
    paid = (at - timedelta(days=5)).replace(second=0, microsecond=0)
    scanned = paid + timedelta(hours=72, minutes=1)
    deal = _deal(
        "taobao",
        number,
        at,
        "未按约定时间发货",
        paid_at=paid,
        shipped_at=paid + timedelta(hours=70),
        signed_at=None,
    )
    return Lesson(
        "点了发货不算，揽收才算：72 小时零 1 分",
        deal,
        (
            _scan(deal, scanned, "picked_up", "已揽收"),
            _fact(scanned, CARRIER, "last_scan_at", Moment(scanned), "揽收记录"),
        ),
    )


def _signed_by_somebody(number: int, at: datetime) -> Lesson:
    deal = _deal("taobao", number, at, "显示签收", signed_at=at - timedelta(days=1))
    signed = deal.signed_at or at
    words = "我一直在家，没有人敲门，驿站也没有我的件。"
    return Lesson(
        "签收人不是买家",
        deal,
        (
            _scan(deal, signed - timedelta(hours=5), "out_for_delivery", "派送中"),
            _scan(deal, signed, "delivered_proxy", "已签收，签收人：菜鸟驿站代收", raw_status="303"),
            _said(deal, deal.applied_at + timedelta(hours=1), words),
        ),
    )


def _said(deal: Deal, at: datetime, words: str) -> Entry:
    what: AnyHappening = MessageReceived(Role.BUYER, words, str(deal.plot.get("language", "zh-CN")), "im")
    return Entry(at, BUYER, what)


def _over_the_limit(number: int, at: datetime) -> Lesson:
    deal = _deal(
        "taobao",
        number,
        at,
        "破损",
        goods="复古实木餐桌 六人",
        text="送来外包装就破了，桌面也有裂缝。",
        paid=Decimal("2980.00"),
        asked=Decimal("2980.00"),
    )
    return Lesson(
        "金额超出客服权限，需要主管审批",
        deal,
        (_said(deal, deal.applied_at + timedelta(hours=1), "桌面裂了一条缝，要求全额退款！"),),
    )


def _small_sum(number: int, at: datetime) -> Lesson:
    deal = _deal(
        "pinduoduo", number, at, "少件", goods="加厚垃圾袋 100只", paid=Decimal("6.90"), asked=Decimal("6.90")
    )
    return Lesson("六块九，扯皮比退款贵", deal)


_LESSONS: tuple[Callable[[int, datetime], Lesson], ...] = (
    _missing_item,
    _failed_delivery,
    _stalled,
    _worn_return,
    _one_minute_late,
    _signed_by_somebody,
    _over_the_limit,
    _small_sum,
)
