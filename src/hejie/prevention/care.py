"""Which buyer is to be told about which parcel now, before they ask, and not too often?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from hejie.casefile.quantities import Timed
from hejie.casefile.templates import tell
from hejie.language import render
from hejie.prevention.pacing import Contacted, Pace, Reader, Words, care_pace, next_slot, writing_channel
from hejie.rulebook import Rulebook
from hejie.rulebook.contact import CareMessage

AT_RISK = "at_risk"
_LEFT = {
    "replaced": {
        "zh-CN": "订单 {order}：已有更新的消息，不再发。",
        "en": "Order {order}: newer news replaced it.",
    },
    "expired": {"zh-CN": "订单 {order}：已过时，不再发。", "en": "Order {order}: it would come too late."},
    "dispute": {
        "zh-CN": "订单 {order}：有纠纷在办，由客服来说。",
        "en": "Order {order}: there is a dispute; the agent speaks.",
    },
    "too_often": {
        "zh-CN": "订单 {order}：近期消息已多，排不上。",
        "en": "Order {order}: the buyer has had enough messages.",
    },
    "no_way": {
        "zh-CN": "订单 {order}：平台没有可用的联系方式。",
        "en": "Order {order}: the platform allows no way to write.",
    },
}


class Happened(Timed, frozen=True):
    """What happened to a parcel: a parcel state, or `arrived_city`, or `at_risk` once it is silent for too long."""

    state: str
    at: datetime


class Order(Struct, frozen=True):
    """An order on its way. `in_dispute`: an agent talks to the buyer, so nothing else is sent."""

    order_id: str
    reader: Reader
    goods: str
    happened: tuple[Happened, ...]
    tracking: str = ""
    in_dispute: bool = False


class Due(Struct, frozen=True):
    """A message to one buyer, for all of the orders it is about. It is due from `due_at` on."""

    reader: Reader
    about: str
    orders: tuple[str, ...]
    channel: str
    due_at: datetime
    text: str
    says: Mapping[str, str]


class Left(Struct, frozen=True):
    """A message that will not be sent, and why: replaced, expired, dispute, too_often or no_way."""

    order_id: str
    about: str
    because: str
    says: Mapping[str, str]


class Care(Struct, frozen=True):
    """All messages that are due now or planned, in the order to send them, and all that will not be sent."""

    due: tuple[Due, ...]
    left: tuple[Left, ...]


class _Candidate(Struct, frozen=True):
    order: Order
    message: CareMessage
    since: datetime
    until: datetime


def care(
    orders: Iterable[Order],
    contacted: Mapping[tuple[str, str], Sequence[Contacted]],
    *,
    rules: Rulebook,
    at: datetime,
) -> Care:
    """Return which messages are due or planned, and which will not be sent and why. Asked again, it says the same.

    `contacted` holds by platform and buyer what they were sent so far, other letters included. What was sent about an
    order is never sent again. Several orders of one buyer share one message, so that none is left out for another's
    sake; what is urgent goes first; nobody is written to more often, or later at night, than the rules allow.
    """
    contact, left = rules.contact, []
    pace = care_pace(
        *(rules.parameter(f"team.care.{name}", on=at.date()) or 0 for name in ("per_day", "gap"))
    )
    waiting: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for order in orders:
        buyer = order.reader.platform, order.reader.buyer
        for one in _candidates(order, contact.care, contacted.get(buyer, ())):
            if because := _why_not(one, order, rules, at):
                left.append(_left(one, because))
            elif at >= one.since:
                waiting[buyer].append(one)
    due: list[Due] = []
    for buyer, candidates in sorted(waiting.items()):
        planned, late = _planned(candidates, contacted.get(buyer, ()), pace, rules, at)
        due += planned
        left += late
    return Care(
        tuple(sorted(due, key=lambda one: (one.due_at, one.reader.platform, one.reader.buyer))),
        tuple(sorted(left, key=lambda one: (one.order_id, one.about))),
    )


def _candidates(
    order: Order, messages: Mapping[str, CareMessage], sent: Sequence[Contacted]
) -> Iterator[_Candidate]:
    """Yield the messages that what happened calls for and that were not sent yet."""
    done = {one.about for one in sent if order.order_id in one.orders}
    for message in messages.values():
        event = _event(order, message)
        if event is not None and message.id not in done:
            since = event + timedelta(hours=message.hours_after)
            yield _Candidate(order, message, since, event + timedelta(hours=message.expires))


def _event(order: Order, message: CareMessage) -> datetime | None:
    states = message.states or (message.id,)
    return min((one.at for one in order.happened if one.state in states), default=None)


def _why_not(one: _Candidate, order: Order, rules: Rulebook, at: datetime) -> str:
    """Return why a message will not be sent, or an empty string."""
    if order.in_dispute:
        return "dispute"
    if writing_channel(order.reader, rules.contact) is None:
        return "no_way"
    newer = (message for message in rules.contact.care.values() if one.message.id in message.replaces)
    if any((event := _event(order, message)) is not None and event <= at for message in newer):
        return "replaced"
    return "expired" if at >= one.until else ""


def _planned(
    candidates: Sequence[_Candidate], sent: Sequence[Contacted], pace: Pace, rules: Rulebook, at: datetime
) -> tuple[list[Due], list[Left]]:
    """Return the messages to one buyer, each at the first moment that is free, the most urgent first."""
    groups: dict[tuple[int, str, str], list[_Candidate]] = defaultdict(list)
    for one in candidates:
        groups[one.message.rank, one.message.id, one.order.reader.language].append(one)
    due, left, known = [], [], list(sent)
    for (_, about, _), group in sorted(groups.items()):
        reader = group[0].order.reader
        channel = writing_channel(reader, rules.contact)
        slot = next_slot(at, reader, channel.id if channel else "", known, (pace,), rules.contact)
        fresh = [one for one in group if slot < one.until]
        left += [_left(one, "too_often") for one in group if one not in fresh]
        if fresh and channel:
            due.append(_due(fresh, channel.id, slot))
            known.append(Contacted(about, slot, due[-1].orders))
    return due, left


def _due(group: Sequence[_Candidate], channel: str, slot: datetime) -> Due:
    reader, message = group[0].order.reader, group[0].message
    orders = tuple(sorted(one.order.order_id for one in group))
    between = "、" if reader.language.startswith("zh") else ", "
    words = message.says.get(reader.language) or message.says["en"]
    slots = {
        "buyer": reader.buyer,
        "order": between.join(orders),
        "goods": between.join(dict.fromkeys(one.order.goods for one in group if one.order.goods)),
        "tracking": between.join(one.order.tracking for one in group if one.order.tracking),
    }
    said = tell(message.says, **slots)
    return Due(reader, message.id, orders, channel, slot, render(Words(words), slots).text, said)


def _left(one: _Candidate, because: str) -> Left:
    order = one.order.order_id
    return Left(order, one.message.id, because, tell(_LEFT[because], order=order))
