"""What did the lamp shop live through? Cases with an age, a cause, an agent, and a parcel on a lane."""

from datetime import timedelta
from typing import Any

from hejie.casefile import CaseFile
from hejie.casefile.entries import AnyHappening, CaseClosed, CaseOpened, CaseTaken, MessageSent
from hejie.casefile.facts import Fact, known
from hejie.casefile.money import Money
from hejie.desk import house
from hejie.desk.insights.reckoning import reckon
from hejie.desk.models import Shop
from tests.desk.cast import ANA, NOON, entry
from tests.desk.team import LAMPS


def came(number: int, days: float, *then: AnyHappening, claim: str = "missing_item", **more: Any) -> CaseFile:
    """A complaint that came so many days ago, and what happened in the hours after it."""
    name, _, shop = LAMPS.partition(":")
    after_sales, at = f"RF{number:06d}", NOON - timedelta(days=days)
    opening = CaseOpened(
        name,
        shop,
        after_sales,
        claim,
        order_id=f"OD{number:06d}",
        buyer=more.pop("buyer", "陈先生"),
        goods="北欧台灯 暖光",
        amount=Money(12900, "CNY"),
        language="zh-CN",
        **more,
    )
    file = CaseFile.begin(f"{LAMPS}:{after_sales}", entry(opening, at=at))
    later = (entry(what, at=at + timedelta(hours=hour), by=ANA) for hour, what in enumerate(then, start=1))
    return file.add(*later)


def closed(cause: str, cost: int = 1000) -> tuple[AnyHappening, ...]:
    """Ana takes a case, answers and ends it, which cost so much."""
    return (
        CaseTaken("ana"),
        MessageSent("马上为您查", "zh-CN"),
        CaseClosed("reshipped", cause, "出库双人复核", Money(cost, "CNY")),
    )


def sent_by(carrier: str, destination: str = "四川") -> tuple[Fact, ...]:
    """What is known of a parcel: who moves it, from where and to where."""
    return (known("carrier", carrier), known("origin", "浙江"), known("destination", destination))


def told() -> dict[str, Any]:
    """What is reckoned for the lamp shop at noon."""
    return reckon(Shop.objects.get(key=LAMPS), rules=house.rules(), now=NOON)
