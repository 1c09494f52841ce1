"""Which other cases has the same buyer in the same shop, how did they end, and what manner do they show?

It bends words and nothing else: what the buyer is owed does not depend on it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from hejie.casefile import CaseFile
from hejie.casefile.vocabulary import CHANNELS
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from hejie.negotiation.profile import Profile, profile

SHOWN, READ = 20, 10  # cases that are listed, and those among them that are read whole
_HIDDEN = ("*", "＊", "•", "…")
FIELDS = ("id", "case_id", "after_sales_id", "goods", "claim", "opened_at", "is_open", "outcome", "cause")


class Earlier(NamedTuple):
    """What is known of a buyer: their other cases, the newest first, whether there are `more`, and their manner.

    `is_hidden`: the platform masks the name, so that nobody can tell this buyer from others.
    """

    cases: list[dict[str, Any]]
    more: bool
    manner: Profile
    is_hidden: bool


def is_hidden(buyer: str) -> bool:
    """Tell whether a name is missing or masked, so that it could be anybody's."""
    return not buyer or any(mark in buyer for mark in _HIDDEN)


def earlier(row: CaseIndex, file: CaseFile, *, at: datetime) -> Earlier:
    """Return what the desk knows of the buyer of a case, from this and their newest other cases in this shop."""
    if is_hidden(row.buyer):
        return Earlier([], False, Profile(()), bool(row.buyer))
    same = CaseIndex.objects.filter(buyer=row.buyer, shop_key=row.shop_key).exclude(pk=row.pk)
    found = list(same.order_by("-id").values(*FIELDS)[: SHOWN + 1])
    others = store.several(one["case_id"] for one in found[:READ])
    manner = profile([file, *others], rules=house.rules(), at=at)
    if manner.channel not in CHANNELS:  # what an export brought was written by a way that nobody knows
        manner = replace(manner, channel="", channel_says={})
    return Earlier(found[:SHOWN], len(found) > SHOWN, manner, False)
