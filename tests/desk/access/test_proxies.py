"""Is the client seen behind a proxy that we trust, and does nobody else's word count?"""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hejie.desk.access import limits, proxies
from tests.desk.team import hire, signed_in

pytestmark = pytest.mark.usefixtures("store_on")
TRUSTED = proxies.read_networks("10.0.0.0/24, 2001:db8::1")


@pytest.mark.parametrize(
    ("peer", "passed_on", "client"),
    [
        ("10.0.0.5", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.5", "1.1.1.1, 203.0.113.9", "203.0.113.9"),  # the left end was typed by the client
        ("10.0.0.5", "203.0.113.9, 10.0.0.7", "203.0.113.9"),  # two proxies of ours
        ("10.0.0.5", "10.0.0.9", "10.0.0.9"),  # from inside
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "nonsense", "10.0.0.5"),
        ("10.0.0.5", "203.0.113.9, nonsense, 10.0.0.7", "10.0.0.7"),
        ("10.0.0.5", "203.0.113.9:4711", "203.0.113.9"),
        ("10.0.0.5", "[2001:db8::77]:4711", "2001:db8::77"),
        ("10.0.0.5", "2001:db8::77", "2001:db8::77"),
    ],
)
def test_the_client_is_the_first_from_the_right_that_is_no_proxy_of_ours(
    peer: str, passed_on: str, client: str
) -> None:
    assert proxies.client_of(peer, passed_on.split(","), TRUSTED) == client


def seen(peer: str, trusted: str, **headers: str) -> tuple[str, bool]:
    """What the desk sees of a request."""
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
    found: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    before = settings.TRUSTED_PROXIES
    settings.TRUSTED_PROXIES = trusted
    try:
        proxies.as_passed_on(answer)(request)
    finally:
        settings.TRUSTED_PROXIES = before
    return str(found[0].META["REMOTE_ADDR"]), found[0].is_secure()


def test_a_header_from_anybody_else_changes_nothing() -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert seen("198.51.100.1", "10.0.0.0/24", **forged) == ("198.51.100.1", False)
    assert seen("198.51.100.1", "", **forged) == ("198.51.100.1", False)
    assert seen("10.0.0.5", "10.0.0.0/24", **forged) == ("203.0.113.9", True)
    assert seen("::ffff:10.0.0.5", "10.0.0.0/24", **forged) == ("203.0.113.9", True)


def test_a_setting_that_names_no_network_is_told() -> None:
    with pytest.raises(proxies.NotANetwork, match="HEJIE_TRUSTED_PROXIES"):
        proxies.read_networks("10.0.0.5, everybody")


def test_a_guesser_is_not_another_one_by_a_header_they_made_up() -> None:
    hire("ana", "agent")
    for number in range(limits.SIGN_INS):
        client, _ = signed_in("ana", f"guess {number}")
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.50"
    answer = client.post("/sign-in", {"username": "ana", "password": "x"})
    assert "一刻钟" in answer.content.decode()
