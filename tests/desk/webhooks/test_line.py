"""Does nobody who answers in drips hold a line for ever?"""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.conf import settings

from hejie.desk.connectors.calling import Call, Caller
from hejie.desk.connectors.mistakes import NoAnswer
from hejie.desk.webhooks import line
from hejie.desk.webhooks.sending import Message, send

HEAD = b"HTTP/1.1 200 OK\r\nX-Slow: yes\r\n"
PIECES = 400  # of a hundredth of a second: longer than any line of these tests


@pytest.fixture(params=[b"", HEAD + b"\r\n1"], ids=["before a status", "in the middle of a body"])
def said(request: pytest.FixtureRequest) -> bytes:
    """What comes at once, before the drips."""
    return bytes(request.param)


@pytest.fixture
def dripping(said: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of somebody who says the first bytes at once, and then one at a time."""
    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", True)
    monkeypatch.setattr(line, "LONGEST", 0.05)
    ended = threading.Event()

    def drip(ear: socket.socket) -> None:
        heard, _ = ear.accept()
        with heard, suppress(OSError):
            heard.sendall(said)
            for piece in (HEAD + b"\r\n" + b"1" * PIECES)[len(said) :][:PIECES]:
                heard.sendall(bytes([piece]))
                if ended.wait(0.01):
                    return

    with socket.create_server(("127.0.0.1", 0)) as ear:
        hand = threading.Thread(target=drip, args=[ear])
        hand.start()
        yield f"http://127.0.0.1:{ear.getsockname()[1]}/"
        ended.set()
        hand.join()


def test_a_platform_that_drips_is_no_answer(dripping: str) -> None:
    with pytest.raises(NoAnswer):
        Caller(dripping, lambda _: None).tell(Call("a refund", "/"))


def test_a_receiver_is_waited_for_until_its_status_and_no_longer(dripping: str, said: bytes) -> None:
    assert send(Message(dripping, {}, b"{}")).status == (200 if said else None)
