"""Which messages are due, what became of each, and when is it tried again?"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from hejie.desk.models import Delivery
from hejie.desk.webhooks.noticing import notice
from hejie.desk.webhooks.sending import Heard, message, send

# Of the desk itself: how long after each try that failed the next one comes. After the last it is given up.
AGAIN_AFTER = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
LEASE = timedelta(minutes=2)  # a message in hand; if its worker dies, it is due again after that
AT_ONCE = 16
EVERY = 1.0  # seconds between two looks
KEPT = timedelta(days=30)
State = Delivery.State
log = logging.getLogger(__name__)


def run(stopped: threading.Event) -> None:
    """Notice and deliver until stopped. A receiver that is slow holds up other messages and nothing else."""
    while not stopped.wait(EVERY):
        try:
            close_old_connections()
            notice(timezone.now())
            while deliver(timezone.now()) and not stopped.is_set():
                pass
        except Exception:  # the data base is away: whoever mends it finds the messages still waiting
            log.exception("Messages could not be delivered; it is tried again")


def deliver(now: datetime) -> int:
    """Send what is due, some at once, and note what came of each; return how many."""
    due = _claim(now)
    messages = [message(one, now) for one in due]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as hands:  # none of these touches the data base
        heard = list(hands.map(send, messages))
    for delivery, answer in zip(due, heard, strict=True):
        _note(delivery, answer, now)
    return len(due)


def send_again(delivery: Delivery, now: datetime) -> None:
    """Let a message wait again, as if it had never been tried."""
    delivery.state, delivery.tries, delivery.next_at = State.WAITING, 0, now
    delivery.save(update_fields=["state", "tries", "next_at"])


def forget(now: datetime) -> int:
    """Remove what was taken long ago from the log, and return how many."""
    old = Delivery.objects.filter(state=State.SENT, sent_at__lt=now - KEPT)
    return old.delete()[0] if old.exists() else 0


def _claim(now: datetime) -> list[Delivery]:
    with transaction.atomic():
        waiting = Delivery.objects.filter(state=State.WAITING, next_at__lte=now, webhook__active=True)
        due = list(
            waiting.order_by("next_at", "id")
            .select_related("webhook")
            .select_for_update(
                of=("self",) if connection.features.has_select_for_update_of else (),
                skip_locked=connection.features.has_select_for_update_skip_locked,
            )[:AT_ONCE]
        )
        for delivery in due:
            delivery.tries, delivery.next_at = delivery.tries + 1, now + LEASE
        Delivery.objects.bulk_update(due, ["tries", "next_at"])
    return due


def _note(delivery: Delivery, heard: Heard, now: datetime) -> None:
    delivery.status, delivery.trouble = heard.status, heard.trouble[:300]
    if heard.is_taken:
        delivery.state, delivery.sent_at = State.SENT, now
    elif delivery.tries > len(AGAIN_AFTER):
        delivery.state = State.GIVEN_UP
        log.warning("The webhook %s did not take %s; given up", delivery.webhook_id, delivery)
    else:
        delivery.next_at = now + AGAIN_AFTER[delivery.tries - 1]
    delivery.save(update_fields=["state", "status", "trouble", "sent_at", "next_at"])
