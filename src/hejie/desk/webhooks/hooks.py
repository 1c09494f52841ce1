"""Which addresses hear of entries, of which kinds and shops, and by which secret do they know us?"""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import digest
from typing import get_args

from django.conf import settings
from django.db.models import Max

from hejie.casefile.entries import AnyHappening
from hejie.desk.access import noting
from hejie.desk.models import Entry, Shop, Webhook
from hejie.desk.webhooks import addresses

BOTH_SIGN = timedelta(days=1)  # after a new secret was made
KINDS = tuple(sorted(kind.__name__ for kind in get_args(AnyHappening)))


class NoSuchWebhook(LookupError):
    """A number that no webhook has."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no webhook {number}, so nothing was changed. Look at the list of webhooks."
        )


class NoSuchEvent(ValueError):
    """Kinds or shops that nothing ever happens in."""

    def __init__(self, names: Collection[str], known: Collection[str]) -> None:
        super().__init__(
            f"Nothing would ever be told of {', '.join(sorted(names))}, for there is no such kind or shop. "
            f"Use some of: {', '.join(sorted(known)) or 'none yet'}."
        )


def add(
    url: str, kinds: Collection[str] = (), shops: Collection[str] = (), *, by: str, whole: bool = False
) -> tuple[Webhook, str]:
    """Make a webhook, and return it with its secret; raise NotAnAddress or NoSuchEvent.

    It hears of what happens from now on. With `whole` the entries themselves leave the desk, buyers' words included.
    """
    addresses.check(url)
    _known(kinds, KINDS)
    _known(shops, list(Shop.objects.values_list("key", flat=True)) if shops else ())
    hook = Webhook.objects.create(
        url=url,
        salt=secrets.token_urlsafe(32),
        kinds=sorted(kinds),
        shops=sorted(shops),
        whole=whole,
        seen=newest(),
        made_by=by,
    )
    noting.note("webhook made", by, f"{hook.pk}: {url}")
    return hook, secret_of(hook)


def remove(number: int, *, by: str) -> None:
    """Remove a webhook with what waits for it; raise NoSuchWebhook."""
    if not Webhook.objects.filter(pk=number).delete()[0]:
        raise NoSuchWebhook(number)
    noting.note("webhook removed", by, str(number))


def renew(hook: Webhook, *, now: datetime, by: str) -> str:
    """Give a webhook a new secret, and return it; the old one signs besides for a day."""
    hook.old_salt, hook.old_until, hook.salt = hook.salt, now + BOTH_SIGN, secrets.token_urlsafe(32)
    hook.save(update_fields=["salt", "old_salt", "old_until"])
    noting.note("webhook secret made", by, f"{hook.pk}: {hook.url}")
    return secret_of(hook)


def secret_of(hook: Webhook) -> str:
    """Return the secret that signs what this webhook is told; it is kept nowhere, but made from the desk's own key."""
    return _secret(hook.salt)


def secrets_of(hook: Webhook, *, now: datetime) -> list[str]:
    """Return all secrets that sign now, the newest first."""
    old = hook.old_salt and hook.old_until is not None and hook.old_until > now
    return [_secret(hook.salt), *([_secret(hook.old_salt)] if old else [])]


def newest() -> int:
    """Return the number of the newest entry."""
    return Entry.objects.aggregate(newest=Max("id"))["newest"] or 0


def _secret(salt: str) -> str:
    key = digest(settings.SECRET_KEY.encode(), f"webhook:{salt}".encode(), sha256)
    return f"whsec_{b64encode(key).decode()}"


def _known(names: Collection[str], known: Collection[str]) -> None:
    if strange := set(names) - set(known):
        raise NoSuchEvent(strange, known)
