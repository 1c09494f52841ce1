"""From where does a request really come, when a proxy that we trust has passed it on?

Only a peer that HEJIE_TRUSTED_PROXIES names is believed. What it adds stands at the right end of `X-Forwarded-For`;
everything further left may have been typed by anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
Networks = Sequence[IPv4Network | IPv6Network]


class NotANetwork(ImproperlyConfigured):
    """A word in HEJIE_TRUSTED_PROXIES that is no address."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"HEJIE_TRUSTED_PROXIES names {word!r}, which is no address and no network, so it is not known whom to "
            "believe. Write addresses such as 10.0.0.5 or 10.0.0.0/24, with commas between."
        )


def read_networks(words: str) -> Networks:
    """Return the networks of a setting; raise NotANetwork."""
    found = []
    for word in filter(None, (word.strip() for word in words.split(","))):
        try:
            found.append(ip_network(word, strict=False))
        except ValueError as error:
            raise NotANetwork(word) from error
    return tuple(found)


def as_passed_on(answer: Handler) -> Handler:
    """Let all that follows see the client and the scheme that a trusted proxy saw, and no others' claims."""
    trusted = read_networks(settings.TRUSTED_PROXIES)
    if not trusted:
        return answer

    def handle(request: HttpRequest) -> HttpResponse:
        peer = str(request.META.get("REMOTE_ADDR", ""))
        if _is_among(peer, trusted):
            passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            request.META["REMOTE_ADDR"] = client_of(peer, passed_on, trusted)
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip() == "https":
                request.META["wsgi.url_scheme"] = "https"
        return answer(request)

    return handle


def client_of(peer: str, passed_on: Sequence[str], trusted: Networks) -> str:
    """Return the first address, from the right, that no trusted proxy has; what is no address ends the search."""
    found = peer
    for word in reversed(passed_on):
        address = _bare(word.strip())
        if not address:
            return found
        found = address
        if not _is_among(found, trusted):
            return found
    return found


def _bare(word: str) -> str:
    """Return the address of a word, without the port that some proxies add; empty where it is none."""
    host = word[1:].partition("]")[0] if word.startswith("[") else word
    for candidate in (host, host.rpartition(":")[0] if host.count(":") == 1 else ""):
        try:
            return str(ip_address(candidate))
        except ValueError:
            continue
    return ""


def _is_among(address: str, networks: Networks) -> bool:
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(known, "ipv4_mapped", None)
    return any((mapped or known) in network for network in networks)
