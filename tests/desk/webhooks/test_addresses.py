"""Is nothing ever sent into somebody's own network, or to what is no address?"""

import socket
from typing import Any

import pytest
from django.conf import settings

from hejie.desk.webhooks import addresses


def named(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    """Let every name mean these machines."""

    def found(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", found)


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.0.0.7", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "::"],
)  # fmt: skip
def test_a_name_that_means_a_private_machine_is_refused(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    named(monkeypatch, ip)
    with pytest.raises(addresses.NotAnAddress, match="private"):
        addresses.look_up("https://shop.example/hejie")


def test_one_private_machine_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(addresses.NotAnAddress):
        addresses.look_up("https://shop.example/")


def test_a_public_machine_is_called_by_the_number_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "93.184.216.34")
    target = addresses.look_up("https://shop.example/a?b=c")
    assert target == (True, "shop.example", "93.184.216.34", 443, "/a?b=c")


@pytest.mark.parametrize(
    "url",
    ["http://shop.example/", "ftp://shop.example/", "file:///etc/passwd", "https://", "https://me:pw@shop.example/",
     "https://shop.example:99999/", "https://shop.example/a b", "https://shop.example/\r\nX: y", "https://[::1", "",
     "https://shop.example/" + "a" * 500, "https://店.example/", "https://127.0.0.1/", "https://[::1]/",
     "https://10.0.0.1/", "https://0x7f.1/", "https://2130706433/"],
)  # fmt: skip
def test_what_is_no_address_of_a_receiver_is_refused_at_once(url: str) -> None:
    with pytest.raises(addresses.NotAnAddress, match="Give an address"):
        addresses.check(url)


def test_a_desk_may_allow_its_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", True)
    assert addresses.look_up("http://127.0.0.1:81/x") == (False, "127.0.0.1", "127.0.0.1", 81, "/x")
