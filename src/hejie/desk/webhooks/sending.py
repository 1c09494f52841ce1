"""How does one message reach a receiver, signed, at the machine that was looked at, and what did it answer?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any, NamedTuple

from standardwebhooks import Webhook as Signer

from hejie.desk.models import CaseIndex, Delivery, Entry, Webhook
from hejie.desk.webhooks.addresses import NotAnAddress, look_up
from hejie.desk.webhooks.hooks import secrets_of
from hejie.desk.webhooks.line import Line

TAKEN = range(200, 300)


class Message(NamedTuple):
    """One message, ready: nothing of the data base is needed to send it."""

    url: str
    headers: dict[str, str]
    body: bytes


class Heard(NamedTuple):
    """What came of sending: the status of the answer, or why there was none."""

    status: int | None
    trouble: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the receiver took the message."""
        return self.status in TAKEN


def message(delivery: Delivery, now: datetime) -> Message:
    """Return the message of a delivery. Its id stays the same however often it is sent: a receiver can tell."""
    return _signed(delivery.webhook, f"msg_{delivery.webhook_id}_{delivery.entry}", _told(delivery), now)


def trial(hook: Webhook, now: datetime) -> Message:
    """Return a message that tells of nothing, by which an administrator tries an address."""
    told = {"type": "Test", "timestamp": now.astimezone(UTC).isoformat(), "data": {}}
    return _signed(hook, f"msg_{hook.pk}_test_{int(now.timestamp())}", told, now)


def _signed(hook: Webhook, name: str, told: dict[str, Any], now: datetime) -> Message:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    signature = " ".join(Signer(secret).sign(name, now, body) for secret in secrets_of(hook, now=now))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Hejie-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    return Message(hook.url, headers, body.encode())


def send(message: Message) -> Heard:
    """Send a message and return what came of it. Another address that the receiver points to is not followed."""
    try:
        with Line(look_up(message.url)) as line:
            line.request("POST", line.target.path, message.body, message.headers)
            return Heard(line.getresponse().status)
    except NotAnAddress as error:
        return Heard(None, str(error))
    except (OSError, HTTPException, ValueError) as error:
        return Heard(None, f"{type(error).__name__}: {error}")


def _told(delivery: Delivery) -> dict[str, Any]:
    entry = Entry.objects.get(pk=delivery.entry)
    row = CaseIndex.objects.filter(case_id=entry.case_id).values("id", "platform", "shop_key").first()
    data = {
        "case_id": entry.case_id,
        "number": row["id"] if row else None,
        "platform": row["platform"] if row else "",
        "shop": row["shop_key"] if row else "",
        "seq": entry.seq,
    }
    if delivery.webhook.whole:
        data["entry"] = json.loads(entry.body)
    return {"type": entry.kind, "timestamp": entry.at.astimezone(UTC).isoformat(), "data": data}
