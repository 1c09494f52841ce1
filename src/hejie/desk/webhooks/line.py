"""How is the machine that was looked up called, and no other, and for how long at the most?"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection
from threading import Timer
from typing import Self

from hejie.desk.webhooks.addresses import Target

PATIENCE = 10.0  # seconds for connecting, and for each piece that is sent or heard
LONGEST = 60.0  # seconds from the connection to the end of the answer


class Line(HTTPConnection):
    """A connection to the number that was looked up, which must show a certificate for the name.

    Whoever answers in drips would never use up the patience with one piece: after the longest time it is `cut`.
    """

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=PATIENCE)
        self.target, self.cut = target, False
        self.end = Timer(LONGEST, self._hang_up)
        self.end.daemon = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end.cancel()
        self.close()

    def connect(self) -> None:
        """Connect to the address that was looked up, not to what the name means by now."""
        plain = socket.create_connection((self.target.ip, self.target.port), PATIENCE)
        if not self.target.secure:
            self.sock = self.held = plain
            self.end.start()
            return
        secure = ssl.create_default_context().wrap_socket(
            plain, server_hostname=self.target.host, do_handshake_on_connect=False
        )
        self.sock = self.held = secure
        self.end.start()
        secure.do_handshake()

    def _hang_up(self) -> None:
        self.cut = True
        with suppress(OSError):  # it may have ended by itself this moment
            self.held.shutdown(socket.SHUT_RDWR)  # not self.sock: the answer took that over
