"""Does everything that reads and checks words work where no socket can be opened?"""

import socket
from typing import NoReturn

import pytest

from hejie.language import lint, read
from hejie.language.complaints import trained
from hejie.language.lint import Draft
from hejie.language.redaction import redact
from hejie.rulebook.wordings import load_wordings


def test_reading_checking_and_redacting_open_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    trained.cache_clear()
    texts = ("货还没收到", "meu pedido não chegou", "no me llegó el pedido", "my order never arrived")
    assert [read(text).claim for text in texts] == ["not_received"] * 4
    assert lint(Draft("加我微信", "zh-CN"), load_wordings())
    assert redact("13812345678").text == "[phone 1]"
