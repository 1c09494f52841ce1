"""What does an order export tell of the lamp shop's orders, and how do they get onto the desk?"""

from datetime import datetime, timedelta
from typing import Any

from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment
from hejie.desk.imports import ordering
from hejie.desk.models import Shop
from hejie.intake import Notice
from tests.desk.cast import NOON
from tests.desk.team import LAMPS


def order(number: int, buyer: str = "陈先生", shop: str = "lamps", **facts: Any) -> Notice:
    """An order as an export tells it, placed ten days ago unless said otherwise."""
    told = {"ordered_at": NOON - timedelta(days=10), "paid_amount": Money(12900, "CNY"), **facts}
    whole = (
        known(name, Moment(value) if isinstance(value, datetime) else value) for name, value in told.items()
    )
    return Notice(
        "taobao", shop, "", f"OD{number:06d}", buyer=buyer, goods="北欧台灯 暖光", facts=tuple(whole)
    )


def brought(*orders: Notice) -> Shop:
    """The lamp shop after an export with these orders was brought in."""
    ordering.keep(orders, at=NOON)
    return Shop.objects.get(key=LAMPS)
