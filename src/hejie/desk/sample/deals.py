"""What could have happened in a shop? Invented orders and complaints, the same for the same seed and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from hejie.rulebook.reading import read_yaml

DATA: Mapping[str, Any] = read_yaml(Path(__file__).with_name("data.yaml"))
PLATFORMS = ("taobao", "pinduoduo", "mercadolibre", "aliexpress", "17zwd")
ABROAD = ("aliexpress",)
SHARES = {"taobao": 0.36, "pinduoduo": 0.22, "mercadolibre": 0.2, "aliexpress": 0.16, "17zwd": 0.06}
STATES = (
    ("seller", 46),
    ("returning", 12),
    ("inspecting", 10),
    ("refused", 8),
    ("platform", 8),
    ("done", 16),
)
OLD = timedelta(days=5)  # most complaints of before are over


class Deal(Struct, frozen=True):
    """One order and the complaint about it. Times are aware; None where that has not happened."""

    platform: str
    number: int
    goods: str
    buyer: str
    paid: Decimal
    asked: Decimal
    carrier: str
    tracking: str
    plot: Mapping[str, Any]
    state: str
    paid_at: datetime
    applied_at: datetime
    due_at: datetime
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    returned_at: datetime | None = None
    quantity: int = 1
    payment: str = ""

    @property
    def complaint_id(self) -> str:
        """The platform's number of the complaint."""
        return str(DATA[self.platform]["ids"]["complaint"]).format(n=self.number * 7919 % 10**8)

    @property
    def order_id(self) -> str:
        """The platform's number of the order."""
        return str(DATA[self.platform]["ids"]["order"]).format(n=self.number * 104_729 % 10**10)

    @property
    def return_tracking(self) -> str:
        """The number of the parcel on its way back, once there is one."""
        return f"SF{self.number * 15_485_863 % 10**13:013d}" if self.returned_at else ""

    @property
    def status(self) -> str:
        """The platform's word for where the complaint stands."""
        return str(DATA[self.platform]["statuses"][self.state])


def deals(*, at: datetime, seed: int = 7, complaints: int = 300) -> Iterator[Deal]:
    """Yield complaints over all platforms, most of them young and open, none later than `at`."""
    draw = Random(seed)  # noqa: S311 a sample, not a secret
    number = 1000
    for platform in PLATFORMS:
        for _ in range(max(1, round(complaints * SHARES[platform]))):
            number += 1
            yield _deal(draw, platform, number, at)


def _deal(draw: Random, platform: str, number: int, at: datetime) -> Deal:
    data = DATA[platform]
    goods, price = draw.choice(data["goods"])
    plot = draw.choice(data["plots"])
    carrier, prefix = draw.choice(data["carriers"])
    quantity = draw.choice((1, 1, 1, 2, 3))
    paid = Decimal(price) * quantity
    state = _state(draw, plot)
    applied = at - timedelta(minutes=int(draw.triangular(20, 14 * 1440, 900)))
    if at - applied > OLD and number % 4 and state not in ("platform", "refused"):
        state = "done"
    signed, shipped, paid_at = _earlier(draw, platform, plot, applied)
    returned = applied + (at - applied) / 2 if state == "inspecting" else None
    return Deal(
        platform, number, goods, draw.choice(data["buyers"]), paid, _asked(draw, paid, plot), carrier,
        f"{prefix}{draw.randrange(10**12, 10**13)}" if shipped else "", plot, state, paid_at, applied,
        _due(draw, at, state), shipped, signed, returned, quantity,
    )  # fmt: skip


def _state(draw: Random, plot: Mapping[str, Any]) -> str:
    state = draw.choices([name for name, _ in STATES], [share for _, share in STATES])[0]
    goes_back = plot["type"] in ("我要退货退款", "退货退款", "Return and refund", "return", "退货")
    return state if goes_back or state not in ("returning", "inspecting") else "seller"


def _earlier(
    draw: Random, platform: str, plot: Mapping[str, Any], applied: datetime
) -> tuple[datetime | None, datetime | None, datetime]:
    """When the parcel was signed for, when it was shipped, and when it was paid, going back from the complaint."""
    if plot.get("unshipped"):
        return None, None, applied - timedelta(hours=draw.uniform(6, 100))
    arrived = plot["goods"] in ("买家已收到货", "已收到货", "Yes", "Sim")
    signed = applied - timedelta(hours=draw.uniform(2, 140)) if arrived else None
    days = draw.uniform(18, 62) if platform in ABROAD else draw.uniform(2, 9)
    shipped = (signed or applied) - timedelta(days=days)
    return signed, shipped, shipped - timedelta(hours=draw.uniform(3, 46))


def _asked(draw: Random, paid: Decimal, plot: Mapping[str, Any]) -> Decimal:
    partly = any(word in plot["reason"] for word in ("少件", "破损", "shortage", "Faltam", "描述不符"))
    share = draw.choice((Decimal("0.3"), Decimal("0.5"), Decimal(1))) if partly else Decimal(1)
    return (paid * share).quantize(Decimal("0.01"))


def _due(draw: Random, at: datetime, state: str) -> datetime:
    hours = draw.uniform(-3, 96) if state != "done" else -draw.uniform(5, 200)
    return (at + timedelta(hours=hours)).replace(microsecond=0)
