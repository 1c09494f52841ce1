"""Which system may enter, as whom, and how far?"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from hejie.casefile.parties import Role
from hejie.desk.access import noting, people
from hejie.desk.models import Call, CaseIndex, Shop, Token

READ, WRITE, IMPORT, ADMIN = SCOPES = ("read", "write", "import", "admin")
LONGEST = 3650  # days that a token may hold, where it ends at all
HEAD = "hejie"
ANSWERS_KEPT = timedelta(days=7)  # so long a write that is asked for again is answered and not done again
SEEN_AGAIN = timedelta(minutes=5)  # how exactly it is kept when a token was last used


class NoSuchToken(LookupError):
    """A mark that no token has."""

    def __init__(self, mark: str) -> None:
        super().__init__(f"There is no token {mark!r}, so nothing was changed. Look at `hejie token list`.")


class NoSuchPerson(LookupError):
    """An account that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no account {name!r}, and a token acts as a person. Make one: hejie user add {name}"
        )


class TooMuch(PermissionError):
    """A token that would do more than its person may."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This token was not made: {why}. A token can never do more than its person may.")


class Caller(NamedTuple):
    """Who asks through the API: a token, the person it acts as, the shops it sees and their cases."""

    token: Token
    person: User
    shops: list[Shop]
    cases: QuerySet[CaseIndex]

    @property
    def sees_all(self) -> bool:
        """Whether no shop is kept from this token, those to come included."""
        return not self.token.shops and people.role_of(self.person) is Role.ADMIN


def make(
    name: str, person: User, scopes: Collection[str], shops: Collection[str] = (), *, by: str, days: int = 0
) -> str:
    """Make a token and return it; it is shown this once and not kept. Raises TooMuch.

    With `days`, LONGEST at most, it ends by itself; without, it holds until it is revoked.
    """
    name = name.strip() or "API"
    _check(person, scopes, shops, days)
    mark, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    whole = f"{HEAD}_{mark}_{secret}"
    Token.objects.create(
        name=name[:80],
        mark=mark,
        digest=_digest(whole),
        person=person,
        scopes=sorted(scopes),
        shops=sorted(shops),
        made_by=by,
        ends_at=timezone.now() + timedelta(days=days) if days else None,
    )
    noting.note("token made", by, f"{name} ({mark}) as {person.get_username()}: {', '.join(sorted(scopes))}")
    return whole


def revoke(mark: str, *, by: str) -> None:
    """End a token at once; raise NoSuchToken."""
    if not Token.objects.filter(mark=mark, revoked_at=None).update(revoked_at=timezone.now()):
        raise NoSuchToken(mark)
    noting.note("token revoked", by, mark)


def caller_with(whole: str) -> Caller | None:
    """Return who asks with this token, or None where it is none that holds now."""
    head, _, rest = whole.partition("_")
    mark = rest.partition("_")[0]
    token = Token.objects.select_related("person").filter(mark=mark).first() if head == HEAD else None
    if token is None or not compare_digest(token.digest, _digest(whole)) or not _holds(token):
        return None
    _note_use(token)
    return Caller(token, token.person, *_sight(token))


def person_named(name: str) -> User:
    """Return an account by its name; raise NoSuchPerson."""
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise NoSuchPerson(name)
    return found


def forget(now: datetime) -> int:
    """Remove answers to writes that are kept no longer, and return how many."""
    old = Call.objects.filter(at__lt=now - ANSWERS_KEPT)
    return old.delete()[0] if old.exists() else 0


def _check(person: User, scopes: Collection[str], shops: Collection[str], days: int) -> None:
    if not scopes or set(scopes) - set(SCOPES):
        raise TooMuch(f"its scopes must be among {', '.join(SCOPES)}")
    if ADMIN in scopes and people.role_of(person) is not Role.ADMIN:
        raise TooMuch(f"the scope {ADMIN!r} needs an administrator")
    if not 0 <= days <= LONGEST:
        raise TooMuch(f"it would hold {days} days, and must hold 1 to {LONGEST}, or be revoked")
    if strange := set(shops) - {shop.key for shop in people.shops_of(person)}:
        raise TooMuch(f"{person.get_username()} does not work for {', '.join(sorted(strange))}")


def _sight(token: Token) -> tuple[list[Shop], QuerySet[CaseIndex]]:
    shops = people.shops_of(token.person)
    if not token.shops:
        return shops, people.visible_to(token.person, shops)
    mine = [shop for shop in shops if shop.key in token.shops]
    keys = [shop.key for shop in mine]
    return mine, people.visible_to(token.person, mine).filter(shop_key__in=keys)


def _holds(token: Token) -> bool:
    ended = token.ends_at is not None and token.ends_at <= timezone.now()
    return token.person.is_active and token.revoked_at is None and not ended


def _note_use(token: Token) -> None:
    now: datetime = timezone.now()
    if token.used_at is None or token.used_at < now - SEEN_AGAIN:
        Token.objects.filter(pk=token.pk).update(used_at=now)


def _digest(whole: str) -> str:
    # The token is 256 random bits: nobody can try them all, so a slow hash would only slow every call down.
    return sha256(whole.encode()).hexdigest()
