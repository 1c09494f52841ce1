"""What had happened to the parcel and in the chat by the time a sample complaint stands as it does?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from hejie.casefile.entries import Entry, MessageSent, ParcelScanned
from hejie.casefile.parties import Actor, Role
from hejie.desk.sample.deals import Deal

CARRIER = Actor(Role.CARRIER)
AGENTS = (Actor(Role.AGENT, "Ana"), Actor(Role.AGENT, "Li"), Actor(Role.AGENT, "Rosa"))
_NO_NEWS = ("停滞", "未送到", "丢失", "not updated", "não atualiza", "customs")
_WORDS = {
    "picked_up": ("已揽收", "Accepted by carrier", "Objeto postado"),
    "in_transit": ("已到达转运中心", "Arrived at sorting centre", "Objeto em trânsito"),
    "out_for_delivery": ("派送中", "Out for delivery", "Saiu para entrega"),
    "delivered": ("已签收，签收人：本人", "Delivered", "Objeto entregue ao destinatário"),
    "delivered_proxy": ("已签收，签收人：他人代收", "Delivered to another person", "Entregue a terceiro"),
    "customs_hold": ("清关查验中", "Held by customs", "Retido pela fiscalização aduaneira"),
}
_TONGUE = {"aliexpress": 1, "mercadolibre": 2}
_HELLO = {
    "zh-CN": "您好，您反映的情况已经收到，我正在核实，今天之内给您答复。",
    "en": "Hello, I have read your message and am checking it now. You will hear from me today.",
    "pt-BR": "Olá! Recebi a sua mensagem e já estou verificando. Respondo ainda hoje.",
    "es": "¡Hola! Recibí su mensaje y lo estoy revisando. Le respondo hoy mismo.",
}


def afterwards(deal: Deal, *, at: datetime) -> tuple[Entry, ...]:
    """Return the scans of the parcel and the agent's first answer, oldest first, none later than `at`."""
    entries = sorted((*_route(deal), *_answer(deal)), key=lambda entry: entry.at)
    return tuple(entry for entry in entries if entry.at <= at)


def _route(deal: Deal) -> Iterator[Entry]:
    if deal.shipped_at is None or deal.platform == "17zwd":
        return
    yield _scan(deal, deal.shipped_at + timedelta(hours=2 + deal.number % 5), "picked_up")
    way = (deal.signed_at or deal.applied_at) - deal.shipped_at
    yield _scan(deal, deal.shipped_at + way * 0.4, "in_transit")
    if any(word in deal.plot["reason"] for word in _NO_NEWS):
        if "customs" in deal.plot["reason"]:
            yield _scan(deal, deal.shipped_at + way * 0.6, "customs_hold")
        return
    yield _scan(deal, deal.shipped_at + way * 0.7, "in_transit")
    arrived = deal.signed_at or (deal.applied_at - timedelta(hours=20) if _shows_signed(deal) else None)
    if arrived:
        yield _scan(deal, arrived - timedelta(hours=4), "out_for_delivery")
        yield _scan(deal, arrived, "delivered_proxy" if _shows_signed(deal) else "delivered")


def _shows_signed(deal: Deal) -> bool:
    return "显示签收" in deal.plot["reason"] or "Consta como entregue" in deal.plot["reason"]


def _scan(deal: Deal, at: datetime, state: str) -> Entry:
    words = _WORDS[state][_TONGUE.get(deal.platform, 0)]
    return Entry(at, CARRIER, ParcelScanned(deal.tracking, at, state, deal.carrier, raw_text=words))


def _answer(deal: Deal) -> Iterator[Entry]:
    late = deal.number % 3 == 0 and deal.state == "seller"  # answered the next day: until then nobody did
    language = deal.plot.get("language") or {"mercadolibre": "pt-BR", "aliexpress": "en"}.get(
        deal.platform, "zh-CN"
    )
    waits = timedelta(hours=20 + deal.number % 30) if late else timedelta(minutes=3 + deal.number % 22)
    answered = deal.applied_at + waits
    yield Entry(answered, AGENTS[deal.number % len(AGENTS)], MessageSent(_HELLO[language], language))
