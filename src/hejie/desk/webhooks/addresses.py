"""May a message go to this address, and which machine does it name right now?"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 500


class NotAnAddress(ValueError):
    """A URL that nothing is sent to."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Nothing is sent to this address: {why}. Give an address such as https://shop.example/hejie; addresses "
            "inside your own network need HEJIE_WEBHOOKS_TO_PRIVATE=1."
        )


class Target(NamedTuple):
    """Where a message goes: the machine that was looked at is the one that is called."""

    secure: bool
    host: str
    ip: str
    port: int
    path: str


def check(url: str) -> None:
    """Raise NotAnAddress for a URL that could never be sent to; a name is not looked up yet, but a number is."""
    _, host, port, _ = _parts(url)
    with suppress(OSError, UnicodeError):
        _check_public(host, _found(host, port, socket.AI_NUMERICHOST))


def look_up(url: str) -> Target:
    """Return the machine a URL names now; raise NotAnAddress where one of its addresses is inside a private network.

    Looked up once, and then the number is called: a name that points elsewhere a moment later changes nothing.
    """
    secure, host, port, path = _parts(url)
    try:
        found = _found(host, port)
    except (OSError, UnicodeError) as error:
        raise NotAnAddress(f"the name {host!r} is not known ({error})") from error
    _check_public(host, found)
    return Target(secure, host, min(found), port, path)


def _parts(url: str) -> tuple[bool, str, int, str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotAnAddress(str(error)) from error
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOKS_TO_PRIVATE):
        raise NotAnAddress("it does not begin with https://")
    if not parts.hostname or parts.username is not None or len(url) > LONGEST:
        raise NotAnAddress("it names no host, or a password, or is too long")
    if not url.isascii() or any(letter <= " " for letter in url):
        raise NotAnAddress("it holds a space or a letter that must be written as %XX")
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return secure, parts.hostname, port or (443 if secure else 80), path


def _found(host: str, port: int, flags: int = 0) -> set[str]:
    return {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)}


def _check_public(host: str, found: Iterable[str]) -> None:
    for ip in found:
        if not (settings.WEBHOOKS_TO_PRIVATE or _is_public(ip)):
            raise NotAnAddress(f"{host} is the private address {ip}")


def _is_public(ip: str) -> bool:
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast
