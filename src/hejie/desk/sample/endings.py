"""How did the closed cases of the sample shop end, and what was made of it? Causes, lessons and improvements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseClosed, Entry
from hejie.casefile.parties import Actor, Role
from hejie.desk.insights import mending
from hejie.desk.models import Shop
from hejie.rulebook.reading import read_yaml

ENDINGS: Mapping[str, Any] = read_yaml(Path(__file__).with_name("endings.yaml"))
ANY, PAID_BACK = "any", ("refunded_full", "returned_refunded", "reshipped", "exchanged")
AGENTS = ("ana", "ana", "bo")
# What the shop did about it: claim, cause, measure, owner, days until it is due, and whether it is done.
MEASURES = (
    ("missing_item", "爆单漏装", "多件订单出库称重，与标准重差过半即复核", "仓库", -4, True),
    ("damaged", "纸箱太薄被压坏", "易碎品换五层箱，加气柱与封口贴", "仓库", 3, False),
    ("not_as_described", "主图色差大", "按实物重拍主图，详情页写明色差", "运营", 5, False),
)


def ended(file: CaseFile, number: int, at: datetime) -> CaseFile:
    """Return a case that the platform calls done as somebody closed it: cause, lesson, and what it cost."""
    ways = ENDINGS.get(file.claim) or ENDINGS[ANY]
    outcome, cause, lesson = ways[number % len(ways)]
    amount = file.opened.amount
    when = min(file.lines[-1].entry.at + timedelta(hours=3 + number % 40), at)
    closed = CaseClosed(
        str(outcome), str(cause), str(lesson), amount if amount and outcome in PAID_BACK else None
    )
    return file.add(Entry(when, Actor(Role.AGENT, AGENTS[number % len(AGENTS)]), closed))


def improve(at: datetime) -> None:
    """Write down what the first shop does about its causes; one of it is done already."""
    shop = Shop.objects.filter(platform="taobao").first()
    if shop is None:
        return
    for claim, cause, measure, owner, days, is_done in MEASURES:
        due = (at + timedelta(days=days)).date().isoformat()
        wish = {"claim": claim, "cause": cause, "measure": measure, "owner": owner, "due_on": due}
        item = mending.make(shop.key, wish, at=at - timedelta(days=6), by="bo")
        if is_done:
            mending.tick(item, at=at + timedelta(days=days), by="bo")
