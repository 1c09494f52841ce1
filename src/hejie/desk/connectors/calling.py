"""How is a platform asked or told something, so that a bad line costs patience and never doubles what was done?

Asking may be repeated: after a pause that the platform names, after an error of its own, after an answer that broke
off. Telling is repeated only where it is certain that nothing was done: a pause asked for, or keys that had run out.
Everything else is left to whoever told it. Another place that a platform points to is never called.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from random import random
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from hejie.desk.connectors.mistakes import (
    Busy,
    KeysRefused,
    NoAnswer,
    NotReached,
    Refused,
    Unreadable,
)
from hejie.desk.webhooks.addresses import NotAnAddress, look_up
from hejie.desk.webhooks.line import Line

TRIES = 4
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds
MOST_BYTES = 4_000_000
UNAUTHORISED, TOO_MANY = 401, 429
FINE, THEIR_FAULT = range(200, 300), range(500, 600)
TOO_DEEP = (ValueError, RecursionError)

Wait = Callable[[float], object]


class Call(NamedTuple):
    """One request: `what` names it for a person, `tells` that it changes something, `open` that no key goes along."""

    what: str
    path: str
    query: Mapping[str, str] = {}
    body: bytes = b""
    media_type: str = "application/json"
    tells: bool = False
    open: bool = False

    @property
    def method(self) -> str:
        """The verb of HTTP."""
        return "POST" if self.tells or self.body else "GET"


class Answer(NamedTuple):
    """What came back."""

    what: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def said(self) -> Any:
        """Return the JSON of the answer, numbers exact; raise Unreadable."""
        try:
            return json.loads(self.body, parse_float=Decimal, parse_constant=_no_number)
        except TOO_DEEP as error:
            raise Unreadable(self.what, f"{type(error).__name__}: {error}") from error

    def words(self) -> str:
        """Return what a platform says in words with an error, in either of its two shapes."""
        try:
            told = self.said()
        except Unreadable:
            return self.body[:200].decode("utf-8", "replace")
        if not isinstance(told, Mapping):
            return str(told)
        return " ".join(str(told[name]) for name in ("error", "message") if told.get(name))


class Caller:
    """Speaks to one address. `headers` gives the header that lets in, `renew` tells whether it could get a new one.

    `alive` is called before each request and may raise; `hide` takes the secrets out of what is said of an answer.
    """

    def __init__(
        self,
        address: str,
        wait: Wait,
        alive: Callable[[], object] = lambda: None,
        hide: Callable[[str], str] = str,
    ) -> None:
        self.address, self.wait, self.alive, self.hide = address.rstrip("/"), wait, alive, hide
        self.headers: Callable[[], Mapping[str, str]] = dict
        self.renew: Callable[[], bool] = lambda: False

    @property
    def host(self) -> str:
        """The machine that is spoken to."""
        return urlsplit(self.address).hostname or self.address

    def ask(self, call: Call) -> Any:
        """Return the JSON that answers a question, asked again where it was lost; raise ConnectorTrouble."""
        for rest in reversed(range(TRIES)):
            try:
                return self._let_in(call).said()
            except (NotReached, NoAnswer, Unreadable):
                if not rest:
                    raise
                self.wait(_pause(TRIES - rest))
        raise AssertionError("every try returns or raises")

    def tell(self, call: Call) -> Answer:
        """Have something done once, and return the answer.

        Raises NoAnswer where nobody knows whether it was done; any other trouble means that it was not.
        """
        return self._let_in(call._replace(tells=True))

    def once(self, call: Call) -> Answer:
        """Send one request as it is, and return whatever is answered; raise NotReached or NoAnswer."""
        self.alive()
        headers = self._headers(call)  # a new token, where one is needed, comes before anything is sent
        with self._line() as line:
            try:
                line.request(call.method, _path(self.address, call), call.body or None, headers)
                response = line.getresponse()
                body = _whole(response)
                if line.cut:
                    raise TimeoutError("it did not come to an end")
            except (OSError, HTTPException, ValueError) as error:
                raise NoAnswer(call.what, f"{type(error).__name__}: {self.hide(str(error))}") from error
        return Answer(
            call.what, response.status, {name.lower(): value for name, value in response.getheaders()}, body
        )

    def _let_in(self, call: Call) -> Answer:
        renewed = False
        for rest in reversed(range(TRIES)):
            answer = self.once(call)
            if answer.status in FINE:
                return answer
            if answer.status == UNAUTHORISED and not renewed and self.renew():
                renewed = True
            elif answer.status == UNAUTHORISED:
                raise KeysRefused(self.hide(answer.words()))
            elif answer.status == TOO_MANY:
                self._pause_as_told(answer, TRIES - rest, last=not rest)
            elif answer.status in THEIR_FAULT:
                raise NoAnswer(call.what, f"{answer.status}: {self.hide(answer.words())[:100]}")
            else:
                raise Refused(call.what, answer.status, self.hide(answer.words()))
        raise Busy(self.host, LONGEST_PAUSE)

    def _pause_as_told(self, answer: Answer, tried: int, *, last: bool) -> None:
        seconds = told_pause(answer.headers.get("retry-after", ""), datetime.now(UTC))
        pause = _pause(tried) if seconds is None else seconds
        if last or pause > LONGEST_PAUSE:
            raise Busy(self.host, max(pause, LONGEST_PAUSE))
        self.wait(pause)

    @contextmanager
    def _line(self) -> Iterator[Line]:
        try:
            target = look_up(self.address)
        except NotAnAddress as error:
            raise NotReached(self.host, str(error)) from error
        with Line(target) as line:
            try:
                line.connect()
            except OSError as error:
                raise NotReached(self.host, f"{type(error).__name__}: {error}") from error
            yield line

    def _headers(self, call: Call) -> dict[str, str]:
        told = {"Accept": "application/json", "User-Agent": "Hejie/1", "Content-Length": str(len(call.body))}
        if call.body:
            told["Content-Type"] = call.media_type
        return told if call.open else {**told, **self.headers()}


def told_pause(header: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After names, as a number or a date; None for anything else."""
    try:
        seconds = float(header)
    except ValueError:
        try:
            at = parsedate_to_datetime(header)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def as_json(told: Any) -> bytes:
    """Return JSON as it is sent."""
    return json.dumps(told, ensure_ascii=False).encode()


def as_form(told: Mapping[str, str]) -> bytes:
    """Return a form as it is sent."""
    return urlencode(told).encode()


def _pause(tried: int) -> float:
    """A pause that doubles, shortened by chance so that several do not come back at once."""
    pause = FIRST_PAUSE * 2 ** (tried - 1)
    return float(min(LONGEST_PAUSE, pause) * (0.5 + random() / 2))  # noqa: S311 - spreads load, guards nothing


def _path(address: str, call: Call) -> str:
    query = f"?{urlencode(call.query)}" if call.query else ""
    return f"{urlsplit(address).path.rstrip('/')}{call.path}{query}"


def _whole(response: HTTPResponse) -> bytes:
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise ValueError("it is too large")
    if response.length:
        raise ValueError("it broke off")
    return body


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
