"""Was this write asked for before, and what was it answered?"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import Header, Schema

from hejie.desk.api.door import caller_of
from hejie.desk.models import Call

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="The same key with the same call is done once and answered the same, for seven days.",
    ),
]
Answer = tuple[int, Schema]


class KeyUsedOtherwise(ValueError):
    """A key that came before with another call."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The Idempotency-Key {key!r} came before with another call, so it is not known which one is meant and "
            "nothing was done. Use a new key for each thing you do."
        )


def once(request: HttpRequest, key: str | None, do: Callable[[], Answer]) -> HttpResponse:
    """Do a write and return its answer; under a key that was answered before return that answer and do nothing.

    The answer is kept in the transaction of the write itself: after a crash either both are there or neither.
    Two calls at once with one key follow one another, since the key is taken first. A refusal is not kept.
    """
    with transaction.atomic():
        call = _taken(request, key) if key else None
        if call and call.status:
            return _answer(call.status, call.body, again=True)
        status, told = do()
        body = told.model_dump_json()
        if call:
            call.status, call.body = status, body
            call.save(update_fields=["status", "body"])
    return _answer(status, body)


def _taken(request: HttpRequest, key: str) -> Call:
    asked = sha256(f"{request.method} {request.get_full_path()}\n".encode() + _content(request)).hexdigest()
    call, fresh = Call.objects.get_or_create(
        token=caller_of(request).token, key=key, defaults={"asked": asked}
    )
    if not fresh and call.asked != asked:
        raise KeyUsedOtherwise(key)
    return call


def _content(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RawPostDataException:  # a form with a file, which was read in pieces
        pass
    digest = sha256(repr(sorted(request.POST.items())).encode())
    for _, file in sorted(request.FILES.items()):
        for piece in file.chunks():  # type: ignore[union-attr]
            digest.update(piece)
        file.seek(0)  # type: ignore[union-attr]
    return digest.digest()


def _answer(status: int, body: str, *, again: bool = False) -> HttpResponse:
    answer = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    if again:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer
