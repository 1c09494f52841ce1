"""Which six digits hold now, and which codes are there for the day on which the telephone is lost?

Time codes are those of RFC 6238, as every authenticator makes them; no code holds twice.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from pyotp import TOTP

from hejie.desk.models import RecoveryCode, SecondFactor

EACH = 30  # seconds that a code holds
ASKEW = 1  # codes before and after that are taken too: clocks differ
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def has(person: User) -> bool:
    """Tell whether a person comes in with time codes."""
    return SecondFactor.objects.filter(person=person).exists()


def new_salt() -> str:
    """Return what a new secret is made from."""
    return secrets.token_urlsafe(32)


def secret_of(salt: str) -> str:
    """Return the secret that an authenticator is given; it is kept nowhere, but made from the desk's own key."""
    key = digest(settings.SECRET_KEY.encode(), f"second-factor:{salt}".encode(), sha256)
    return b32encode(key[:20]).decode()


def address_of(salt: str, person: User) -> str:
    """Return what an authenticator reads from a picture."""
    return TOTP(secret_of(salt), interval=EACH).provisioning_uri(
        name=person.get_username(), issuer_name="Hejie"
    )


def picture_of(salt: str, person: User) -> str:
    """Return the picture as SVG, which needs no style of its own."""
    return str(segno.make(address_of(salt, person), error="m").svg_inline(scale=4, border=2))


def begin(person: User, salt: str, code: str, *, at: datetime) -> list[str] | None:
    """Take a person's time codes into use if this one is right; return the recovery codes, shown this once."""
    step = _step_of(salt, code, after=0, at=at)
    if step is None:
        return None
    with transaction.atomic():
        SecondFactor.objects.filter(person=person).delete()
        SecondFactor.objects.create(person=person, salt=salt, last_step=step)
        return new_recovery_codes(person)


def new_recovery_codes(person: User) -> list[str]:
    """Make new recovery codes in the place of all old ones; only their digests are kept."""
    made = ["-".join(_letters() for _ in range(4)) for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(one)) for one in made)
    return made


def recovery_codes_left(person: User) -> int:
    """Return how many recovery codes were not used yet."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def holds(person: User, code: str, *, at: datetime) -> str:
    """Use a code up, and return which kind it was: `time`, `recovery`, or empty where it does not hold."""
    plain = "".join(code.split()).lower()
    if plain.isdecimal() and len(plain) == 6:  # not a rule: six digits, as authenticators show them
        return "time" if _holds_now(person, plain, at) else ""
    return "recovery" if _recovers(person, plain, at) else ""


def end(person: User) -> None:
    """Remove a person's time codes with their recovery codes."""
    SecondFactor.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()


def _holds_now(person: User, code: str, at: datetime) -> bool:
    row = SecondFactor.objects.filter(person=person).first()
    step = _step_of(row.salt, code, after=row.last_step, at=at) if row else None
    if step is None:
        return False
    # Whoever raises the step has the code; a second request with the same one changes no row.
    return bool(SecondFactor.objects.filter(person=person, last_step__lt=step).update(last_step=step))


def _step_of(salt: str, code: str, *, after: int, at: datetime) -> int | None:
    made, now = TOTP(secret_of(salt), interval=EACH), int(at.timestamp()) // EACH
    for step in range(now - ASKEW, now + ASKEW + 1):
        if step > after and compare_digest(made.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _recovers(person: User, code: str, at: datetime) -> bool:
    unused = RecoveryCode.objects.filter(person=person, digest=_digest(code), used_at=None)
    return bool(unused.update(used_at=at))


def _letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))  # not a rule: four times four, easy to copy


def _digest(code: str) -> str:
    # 80 random bits that hold once: a slow hash would protect nothing more.
    return sha256(code.replace("-", "").encode()).hexdigest()
