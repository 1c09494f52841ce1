"""How is an OpenAI-compatible endpoint asked, and what does it mean when it does not answer as it should?

Servers differ in what they understand: a JSON schema, any JSON object, or plain text. The first that works is kept for
the process. The answer is checked here in any case. Only the standard library is used: one request needs no more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

LADDER = ("json_schema", "json_object", "text")
_LARGEST = 200_000  # bytes: an answer to a buyer has a few hundred
_NOT_UNDERSTOOD = {
    400,
    404,
    415,
    422,
    501,
}  # statuses that servers give to a response format they do not know


class Endpoint(Struct, frozen=True):
    """Where to ask, which model, and how much, in one answer and in one day; `key` is kept out of every record."""

    url: str
    model: str
    key: str = ""
    timeout: float = 20.0
    most_tokens: int = 800
    tokens_a_day: int = 200_000


class NoAnswer(Exception):
    """The endpoint did not answer in a way that can be used."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The model gave no usable answer ({why}), so the draft of the script stands. Try again later, or "
            "check HEJIE_LLM_URL and HEJIE_LLM_MODEL."
        )


class BudgetSpent(NoAnswer):
    """The day's tokens are used up."""

    def __init__(self, spent: int, budget: int) -> None:
        super().__init__(
            f"{spent} of {budget} tokens of today are used up; HEJIE_LLM_TOKENS_A_DAY sets how many"
        )


class Said(Struct, frozen=True):
    """What came back, and how."""

    text: str
    level: str
    seconds: float
    tokens: int


def configured(environment: Mapping[str, str]) -> Endpoint | None:
    """Return the endpoint the environment names, or None: then there is no model."""
    url, model = environment.get("HEJIE_LLM_URL", ""), environment.get("HEJIE_LLM_MODEL", "")
    if not url or not model:
        return None
    plain = Endpoint(url.rstrip("/"), model, environment.get("HEJIE_LLM_KEY", ""))
    timeout = environment.get("HEJIE_LLM_TIMEOUT", "")
    a_day = environment.get("HEJIE_LLM_TOKENS_A_DAY", "")
    return replace(
        plain,
        timeout=float(timeout) if timeout.replace(".", "", 1).isdecimal() else plain.timeout,
        tokens_a_day=int(a_day) if a_day.isdecimal() else plain.tokens_a_day,
    )


def ask(endpoint: Endpoint, messages: list[dict[str, str]], schema: dict[str, Any]) -> Said:
    """Ask once, stepping down the ladder where a server does not know a format; raise NoAnswer."""
    known = _understood(endpoint.url, endpoint.model)
    for level in LADDER[LADDER.index(known[0]) if known else 0 :]:
        started = monotonic()
        status, body = _posted(endpoint, _request(endpoint, messages, schema, level))
        if status in _NOT_UNDERSTOOD and level != LADDER[-1]:
            continue
        if status != 200:
            raise NoAnswer(f"status {status}")
        known[:] = [level]
        return _said(body, level, monotonic() - started)
    raise NoAnswer("no response format is understood")


@cache
def _understood(url: str, model: str) -> list[str]:
    return []


def _request(
    endpoint: Endpoint, messages: list[dict[str, str]], schema: dict[str, Any], level: str
) -> dict[str, Any]:
    request: dict[str, Any] = {
        "model": endpoint.model,
        "messages": messages,
        "max_tokens": endpoint.most_tokens,
        "temperature": 0,
    }
    if level == "json_schema":
        named = {"name": "proposal", "strict": True, "schema": schema}
        request["response_format"] = {"type": level, "json_schema": named}
    elif level == "json_object":
        request["response_format"] = {"type": level}
    return request


def _posted(endpoint: Endpoint, request: dict[str, Any]) -> tuple[int, bytes]:
    parts = urlsplit(endpoint.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=endpoint.timeout)
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        connection.request("POST", f"{parts.path}/chat/completions", json.dumps(request).encode(), headers)
        return _whole(connection.getresponse())
    except TimeoutError as error:
        raise NoAnswer(f"nothing within {endpoint.timeout:g} s") from error
    except (OSError, HTTPException) as error:
        raise NoAnswer(type(error).__name__) from error
    finally:
        connection.close()


def _whole(response: HTTPResponse) -> tuple[int, bytes]:
    body = response.read(_LARGEST + 1)
    promised = response.headers.get("Content-Length", "")
    if len(body) > _LARGEST:
        raise NoAnswer("the answer is too long")
    if promised.isdecimal() and len(body) < int(promised):
        raise NoAnswer("the answer broke off")
    return response.status, body


def _said(body: bytes, level: str, seconds: float) -> Said:
    try:
        told = json.loads(body)
        choice = told["choices"][0]
        text, ended = choice["message"]["content"], choice.get("finish_reason", "stop")
        tokens = int((told.get("usage") or {}).get("total_tokens") or 0)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NoAnswer("the envelope is not the one of the protocol") from error
    if ended == "length" or not isinstance(text, str):
        raise NoAnswer("the answer broke off")
    return Said(text, level, seconds, tokens)
