"""How often may somebody try the same thing in a while, counted by all processes together?"""

from __future__ import annotations

import math
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

# Of the desk itself, not of any platform: a person who mistypes is not held up, a machine that guesses is.
SIGN_INS, SIGN_INS_FROM_ONE_ADDRESS, SIGN_IN_WINDOW = 10, 100, 15 * 60
FACTORS, LINKS_FROM_ONE_ADDRESS = 10, 30  # in the window of a sign-in
MINUTE = 60


class TooOften(Exception):
    """Something was tried too many times; `wait` says for how many seconds it is refused."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        self.said = str(math.ceil(wait / MINUTE))
        super().__init__(
            f"This was tried too often in a short time, so it is refused for now. Wait {wait} seconds and try again."
        )


def call_counted(token: int) -> None:
    """Count one call of a token at the API; raise TooOften beyond HEJIE_CALLS_A_MINUTE."""
    _count(f"calls:{token}", settings.CALLS_A_MINUTE, MINUTE)


def sign_in_allowed(name: str, address: str) -> None:
    """Raise TooOften where this name was guessed at from this address, or the address guesses at any name."""
    for key, most in _sign_in_keys(name, address):
        if int(cache.get(_now(key, SIGN_IN_WINDOW), 0)) >= most:
            raise TooOften(_rest(SIGN_IN_WINDOW))


def sign_in_failed(name: str, address: str) -> None:
    """Count one sign-in that was refused."""
    for key, _most in _sign_in_keys(name, address):
        _raise_count(_now(key, SIGN_IN_WINDOW), SIGN_IN_WINDOW)


def sign_in_worked(name: str, address: str) -> None:
    """Forget the refused sign-ins of a name from an address; those of the address as a whole still count."""
    cache.delete(_now(_sign_in_keys(name, address)[0][0], SIGN_IN_WINDOW))


def factor_allowed(what: str, who: object) -> None:
    """Raise TooOften where a code, a password or a link of somebody was guessed at too often, wherever from."""
    if int(cache.get(_now(f"{what}:{who}", SIGN_IN_WINDOW), 0)) >= _most(what):
        raise TooOften(_rest(SIGN_IN_WINDOW))


def factor_failed(what: str, who: object) -> None:
    """Count one code, password or link that did not hold."""
    _raise_count(_now(f"{what}:{who}", SIGN_IN_WINDOW), SIGN_IN_WINDOW)


def factor_worked(what: str, who: object) -> None:
    """Forget what did not hold: it was the right person who mistyped."""
    cache.delete(_now(f"{what}:{who}", SIGN_IN_WINDOW))


def asked_of_elsewhere(person: object) -> None:
    """Count one request that the desk makes to another machine for a person; raise TooOften beyond ten a minute."""
    _count(f"elsewhere:{person}", FACTORS, MINUTE)


def _most(what: str) -> int:
    return LINKS_FROM_ONE_ADDRESS if what == "link" else FACTORS


def _sign_in_keys(name: str, address: str) -> tuple[tuple[str, int], ...]:
    # Names are hashed: somebody may have typed a password into the field of the name.
    hashed = sha256(name.casefold().encode()).hexdigest()[:32]
    return (f"name:{hashed}:{address}", SIGN_INS), (f"from:{address}", SIGN_INS_FROM_ONE_ADDRESS)


def _count(key: str, most: int, window: int) -> None:
    if _raise_count(_now(key, window), window) > most:
        raise TooOften(_rest(window))


def _raise_count(key: str, window: int) -> int:
    # Not `incr`: it would give the count the cache's own time to live. SQLite counts one after the other here; on
    # PostgreSQL two tries of the same instant may count as one, which no guesser can live on.
    with transaction.atomic():
        count = int(cache.get(key, 0)) + 1
        cache.set(key, count, window)
    return count


def _now(key: str, window: int) -> str:
    return f"{key}:{int(timezone.now().timestamp()) // window}"


def _rest(window: int) -> int:
    return max(1, math.ceil(window - timezone.now().timestamp() % window))
