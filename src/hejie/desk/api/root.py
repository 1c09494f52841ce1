"""Where is each part of the API, and who may read its description?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from hejie.desk.access.tokens import READ
from hejie.desk.api import (
    asking,
    bringing,
    drilling,
    hooking,
    promising,
    proving,
    reading,
    refusing,
    scripting,
    writing,
)
from hejie.desk.api.door import Bearer

api = refusing.Described(
    title="和解 Hejie",
    version="1",
    description=(
        "All that people do at the desk. Send `Authorization: Bearer hejie_...`; an administrator makes tokens. "
        "Every write takes an `Idempotency-Key` and returns the entries that are new. A mistake is told in one shape: "
        "a problem (RFC 9457) that says besides `what` happened and why, and what to `do`."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,  # given out below, behind the same door as all else
)
refusing.told_on(api)
# `cases/import` stands before `cases/{number}`, or it would be taken for a number
for router in (
    bringing.moving_in,
    reading.reading,
    scripting.scripting,
    writing.writing,
    proving.proving,
    bringing.bringing,
    bringing.going_out,
    asking.asking,
    promising.promising,
    drilling.drilling,
    hooking.hooking,
):
    api.add_router("", router)


@api.get("/openapi.json", auth=Bearer(READ), include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description of all of this, in OpenAPI 3.1."""
    return JsonResponse(api.get_openapi_schema())
