"""In which one shape is a caller told what happened, why, and what to do? A problem of RFC 9457, with our parts."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from hejie.desk.access.limits import TooOften
from hejie.desk.api.repeating import KeyUsedOtherwise
from hejie.desk.cases.moving import StoriesDiffer

log = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
WITHOUT_A_KIND = (
    "about:blank"  # RFC 9457, 4.2.1: then `title` is the name of the status; ours to tell by is `code`
)
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z])")
CONFLICTS = (KeyUsedOtherwise, StoriesDiffer)
LET_IN_BY = (
    "No token that holds came with this call, so nothing was read or changed. "
    "Send the header `Authorization: Bearer hejie_...`; an administrator makes tokens with `hejie token add`."
)
NOT_THERE = (
    "There is nothing at this address for this token: it does not exist, or it belongs to a shop the token does not "
    "see. Look it up in the list of cases."
)
NOT_SO = "This address does not take {method}, so nothing was done. Use {allowed}, as openapi.json says."
BROKEN = "Something broke here and nothing of this call was kept. Try again; the desk's log says why."


class Refusal(Schema):
    """Why nothing was done, as a problem of RFC 9457: what happened and why, what to do now, the fields it is about."""

    type: str = WITHOUT_A_KIND
    title: str
    status: int
    detail: str
    code: str
    what: str
    do: str
    fields: list[str] = []


REFUSALS = frozenset({400, 401, 403, 404, 409, 413, 422, 429})


class Described(NinjaAPI):
    """An API that describes its mistakes in the media type in which they are told."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Return the description in OpenAPI."""
        schema = super().get_openapi_schema(**asked)
        for methods in schema["paths"].values():
            for method in methods.values():
                for status in REFUSALS & set(method["responses"]):
                    told = method["responses"][status]
                    told["content"] = {PROBLEM: told["content"]["application/json"]}
        return schema


def told_on(api: NinjaAPI) -> None:
    """Let the API answer every mistake in the one shape."""
    tellers: tuple[tuple[type[Exception], Any], ...] = (
        (AuthenticationError, _no_token),
        (ValidationError, _not_valid),
        (HttpError, _said_by_framework),
        (Http404, lambda request, error: refusal(404, "NotFound", NOT_THERE)),
        (RequestDataTooBig, _too_big),
        (SuspiciousOperation, _not_readable),
        (MultiPartParserError, _not_readable),
        (Exception, _ours_or_broken),
    )
    for kind, tell in tellers:
        api.add_exception_handler(kind, tell)


def refusal(status: int, code: str, message: str, fields: Iterable[str] = ()) -> JsonResponse:
    """Return the answer that tells a mistake; its last sentence says what to do."""
    detail = message.strip()
    *what, do = BETWEEN_SENTENCES.split(detail)
    told = Refusal(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        what=" ".join(what) or do,
        do=do,
        fields=list(fields),
    )
    return JsonResponse(told.model_dump(), status=status, content_type=PROBLEM)


def in_one_shape(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell also what Django refuses before the API sees it, such as an address that is not there, as a problem."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if not request.path.startswith("/api/") or response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        if response.headers.get("Content-Type", "").startswith(PROBLEM):
            return response
        return _told_anew(request, response)

    return handle


def _told_anew(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    status = response.status_code
    if status == HTTPStatus.NOT_FOUND:
        return refusal(status, "NotFound", NOT_THERE)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(sorted(response.headers["Allow"].split(", ")))
        told = refusal(status, "NotSo", NOT_SO.format(method=request.method, allowed=allowed))
        told.headers["Allow"] = allowed
        return told
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return refusal(status, "Broken", BROKEN)
    return _unread(status, response.reason_phrase)


def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = refusal(401, "NoToken", LET_IN_BY)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="hejie"'
    return answer


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [_field(one["loc"]) for one in error.errors]
    reasons = "; ".join(f"{field}: {one['msg']}" for field, one in zip(fields, error.errors, strict=True))
    message = f"This call does not say what is needed ({reasons[:500]}), so nothing was done."
    return refusal(422, "NotValid", f"{message} Compare it with the description in openapi.json.", fields)


def _field(place: Sequence[str | int]) -> str:
    """Return a field as the caller wrote it: behind `body` stands the name that a body has in here."""
    where, *inside = place
    if where == "body":
        inside = inside[1:]
    return ".".join(map(str, inside)) or str(where)


def _said_by_framework(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _unread(error.status_code, error.message)


def _not_readable(request: HttpRequest, error: Exception) -> HttpResponse:
    return _unread(400, str(error))


def _unread(status: int, why: str) -> HttpResponse:
    message = f"This call could not be read ({why}), so nothing was done. Compare it with openapi.json."
    return refusal(status, "NotReadable", message)


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refusal(
        413,
        "TooLarge",
        "This call is too large, so it was not read. Send it in parts, or send a file to be imported.",
    )


def _ours_or_broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Tell a mistake of the house in its own words; whatever else happens is our fault and is told as that."""
    if not type(error).__module__.startswith("hejie."):
        log.error("A call of the API broke: %s %s", request.method, request.path, exc_info=error)
        return refusal(500, "Broken", BROKEN)
    answer = refusal(_status(error), type(error).__name__, str(error))
    if isinstance(error, TooOften):
        answer.headers["Retry-After"] = str(error.wait)
    return answer


def _status(error: Exception) -> int:
    if isinstance(error, TooOften):
        return 429
    if isinstance(error, CONFLICTS):
        return 409
    if isinstance(error, LookupError):
        return 404
    return 403 if isinstance(error, PermissionError) else 422
