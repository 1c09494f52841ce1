"""Where is a person signed in, how long may they be away, and how is a sitting ended?"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from hejie.desk.models import Sitting

CAME, SEEN = "came", "seen"
# Asked by a page that nobody may be looking at: that it asks does not show that somebody works.
BY_ITSELF = frozenset({"news", "presence"})
BY_ITSELF_AS_PIECE = frozenset({"wall", "import", "insights"})
MOST_BETWEEN = (
    300  # seconds between two notes that a person is at work: a write for each click would cost too much
)


class SessionStore(Kept):
    """Django's own sessions, with whose they are beside them."""

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        """Return the table."""
        return Sitting

    def load(self) -> dict[str, Any]:
        """Return what is kept of this sitting; nothing where it is over or there never was one."""
        # Every page asks this: Django would take six times as long to write the query and to make a row of the answer.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM sitting WHERE session_key = %s AND expire_date > %s",
                [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())],
            )
            kept = cursor.fetchone()
        if kept is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(kept[0])
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Sitting:
        """Return the row of what is in the session now."""
        row = super().create_model_instance(data)
        assert isinstance(row, Sitting)
        came = data.get(CAME, {})
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.address, row.agent = came.get("address", ""), came.get("agent", "")
        row.since = datetime.fromisoformat(came["at"]) if came else None
        row.seen_at = timezone.now()
        return row


class Seat(NamedTuple):
    """One sitting as its person sees it. `mark` tells it apart; the key itself never stands on a page."""

    mark: str
    address: str
    agent: str
    since: datetime | None
    seen_at: datetime
    is_this: bool


def begun(request: HttpRequest, *, at: datetime) -> None:
    """Remember from where and since when somebody sits here; called when they have signed in."""
    request.session[CAME] = {
        "address": str(request.META.get("REMOTE_ADDR", ""))[:64],
        "agent": request.headers.get("User-Agent", "")[:200],
        "at": at.isoformat(),
    }
    request.session[SEEN] = int(at.timestamp())


def of(person: User, this: str | None, *, now: datetime) -> list[Seat]:
    """Return where a person is signed in, this sitting first, then the one seen last."""
    rows = Sitting.objects.filter(person=person, expire_date__gt=now).order_by("-seen_at")
    seats = [
        Seat(_mark(row.session_key), row.address, row.agent, row.since, row.seen_at, row.session_key == this)
        for row in rows.defer("session_data")
    ]
    return sorted(seats, key=lambda seat: not seat.is_this)


def end(person: User, mark: str) -> bool:
    """End one sitting of a person by its mark, and tell whether there was such a one."""
    keys = Sitting.objects.filter(person=person).values_list("session_key", flat=True)
    return bool(
        Sitting.objects.filter(session_key__in=[key for key in keys if _mark(key) == mark]).delete()[0]
    )


def end_all(person: User, but: str | None = None) -> int:
    """End all sittings of a person, but perhaps the one in hand, and return how many."""
    rows = Sitting.objects.filter(person=person)
    return (rows.exclude(session_key=but) if but else rows).delete()[0]


def forget(now: datetime) -> int:
    """Remove sittings that have run out, and return how many."""
    old = Sitting.objects.filter(expire_date__lt=now)
    return old.delete()[0] if old.exists() else 0


def is_too_old(request: HttpRequest, *, now: datetime) -> bool:
    """Tell whether somebody signed in so long ago that they must do it again, however busy they were."""
    came = request.session.get(CAME)
    longest = timedelta(days=settings.SIGNED_IN_DAYS)
    return came is not None and now - datetime.fromisoformat(came["at"]) > longest


def note_work(request: HttpRequest, *, now: datetime) -> None:
    """Note now and then that somebody is at work here: then the sitting begins to run out anew."""
    match = request.resolver_match
    name = match.url_name if match else None
    as_piece = bool(request.headers.get("HX-Request"))
    if name is None or name in BY_ITSELF or (as_piece and name in BY_ITSELF_AS_PIECE):
        return
    seconds, between = int(now.timestamp()), min(MOST_BETWEEN, settings.SESSION_COOKIE_AGE // 10)
    if SESSION_KEY in request.session and seconds - request.session.get(SEEN, 0) >= between:
        request.session[SEEN] = seconds  # saved with the answer; it moves the hour at which the sitting ends


def leave(request: HttpRequest) -> None:
    """Sign out here."""
    logout(request)


def _mark(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]
