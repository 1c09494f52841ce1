"""How does a complaint, an export of a platform or a case of another desk come in, and how do cases go out?"""

# No postponed annotations here: the framework reads those of the functions below, aliases included.

import io
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from ninja import Field, File, Form, Path, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import ConfigDict

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import CLAIMS, LANGUAGES, WANTS
from hejie.desk import house
from hejie.desk.access import noting, people
from hejie.desk.access.tokens import ADMIN, IMPORT, READ, WRITE, Caller
from hejie.desk.acts import hearing
from hejie.desk.api.door import Bearer, caller_of
from hejie.desk.api.reading import MOST_NUMBER, only, reading
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.repeating import Answer, Key, once
from hejie.desk.api.said import Line, Time, one_of
from hejie.desk.api.shown import Added
from hejie.desk.api.writing import ANSWERS, added
from hejie.desk.cases import moving, store
from hejie.desk.cases.index import shop_key
from hejie.desk.imports import importing
from hejie.desk.models import CaseIndex, Import
from hejie.desk.pages.imports import MOST_BYTES
from hejie.intake import Notice, merge, open_case
from hejie.intake.times import is_likely

bringing = Router(auth=Bearer(IMPORT), tags=["Bringing in"])
moving_in = Router(auth=Bearer(ADMIN), tags=["Bringing in"])
going_out = Router(auth=Bearer(READ), tags=["Taking out"])
JSON_LINES = {"description": "OK", "content": {"application/jsonl": {"schema": {"type": "string"}}}}
A_NAME = r"^[^\x00-\x1f\x7f:]*[^\s\x00-\x1f\x7f:][^\x00-\x1f\x7f:]*$"
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=A_NAME)]
Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")]


class NotYourShop(PermissionError):
    """A shop that this token does not see."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The shop {key!r} is none of this token's shops, so nothing was taken. Use one that it sees, or ask an "
            "administrator: only one who sees all shops opens a new one."
        )


class NotANotice(ValueError):
    """A notice whose parts do not fit."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This is no notice of a complaint ({why}), so no case was opened. Compare it with openapi.json."
        )


class TooLargeAFile(ValueError):
    """A file beyond what is taken."""

    def __init__(self) -> None:
        super().__init__(f"A file of more than {MOST_BYTES // 1_000_000} MB is not taken. Send it in parts.")


class NoticeSaid(Schema):
    """A complaint as it arrived. `facts` have the form in which entries keep them; `native` the platform's own words.

    The same platform, shop and after-sales id are the same case: a second notice adds what it says that is new.
    """

    model_config = ConfigDict(extra="forbid")
    platform: Annotated[str, Field(min_length=1, max_length=32)]
    shop: Name
    after_sales_id: Id
    order_id: Annotated[str, Field(max_length=100)] = ""
    claim: Annotated[str, one_of(CLAIMS), Field(json_schema_extra={"enum": sorted(CLAIMS)})] = "other"
    wants: Annotated[str, one_of(WANTS), Field(json_schema_extra={"enum": sorted(WANTS)})] = "unstated"
    status: Line = ""
    stage: Stage | None = None
    turn: Turn | None = None
    amount: dict[str, Any] | None = None
    buyer: Line = ""
    goods: Line = ""
    text: Annotated[str, Field(max_length=20_000)] = ""
    language: Annotated[
        str, one_of({"", *LANGUAGES}), Field(json_schema_extra={"enum": ["", *sorted(LANGUAGES)]})
    ] = ""
    channel: Line = ""
    facts: Annotated[list[dict[str, Any]], Field(max_length=200)] = []
    native: Annotated[dict[str, str], Field(max_length=200)] = {}
    received_at: Time | None = None


class ImportTold(Schema):
    """How far an import is, and what became of its rows."""

    id: int
    name: str
    state: str
    total: int
    rows: int
    opened: int
    updated: int
    unchanged: int
    refused: int
    unmatched: int
    bad_cells: int
    trouble: str


class Moved(Schema):
    """What became of the cases of another desk."""

    opened: int
    continued: int
    unchanged: int


# On the router of the list: two routers with one address would hide each other's methods.
@reading.post(
    "/cases",
    auth=Bearer(WRITE),
    tags=["Writing"],
    response={200: Added, **ANSWERS},
    summary="Open a case, or add to it",
)
def open_(request: HttpRequest, told: NoticeSaid, key: Key = None) -> HttpResponse:
    """Open the case that a notice tells of (201), or add to it what is new (200), and let it walk the house."""
    return once(request, key, lambda: _noticed(caller_of(request), _notice(told)))


@bringing.post(
    "/imports", response={201: ImportTold, REFUSALS: Refusal}, summary="Bring in an export of a platform"
)
def bring(
    request: HttpRequest,
    file: File[UploadedFile],
    shop: Annotated[str, Form(min_length=1, max_length=80, pattern=A_NAME)],
    platform: Annotated[str, Form(max_length=32)] = "",
    key: Key = None,
) -> HttpResponse:
    """Take a file of complaints or orders; the worker brings its rows in. Its columns are recognised."""
    caller = caller_of(request)
    if (file.size or 0) > MOST_BYTES:
        raise TooLargeAFile
    if platform:
        house.rules().platform(platform)

    def take() -> Answer:
        row = importing.uploaded(file, caller.person)
        row.shop_name, row.platform, row.state = shop, platform, Import.State.QUEUED
        row.shops = None if not caller.token.shops else list(caller.token.shops)
        row.save()
        return 201, ImportTold.model_validate(row)

    return once(request, key, take)


@bringing.get("/imports/{number}", response={200: ImportTold, REFUSALS: Refusal}, summary="Follow an import")
def follow(request: HttpRequest, number: Annotated[int, Path(ge=1, le=MOST_NUMBER)]) -> ImportTold:
    """Return how far an import of this token's person is."""
    caller = caller_of(request)
    row = Import.objects.filter(pk=number, added_by=caller.person).first()
    if row is None or (caller.token.shops and row.shops != list(caller.token.shops)):
        raise Http404
    return ImportTold.model_validate(row)


@moving_in.post(
    "/cases/import", response={201: Moved, REFUSALS: Refusal}, summary="Bring in cases of another desk"
)
def move_in(request: HttpRequest, file: File[UploadedFile], key: Key = None) -> HttpResponse:
    """Take what an export wrote, whole or not at all. Its entries name whoever wrote them: administrators only."""
    caller = caller_of(request)
    if not caller.sees_all:
        raise NotYourShop("*")

    def take() -> Answer:
        moved = moving.bring_in(io.TextIOWrapper(file, encoding="utf-8", errors="replace"))
        noting.note(
            "cases in", noting.who_asks(request), f"{moved.opened} opened, {moved.continued} continued"
        )
        return 201, Moved(opened=moved.opened, continued=moved.continued, unchanged=moved.unchanged)

    return once(request, key, take)


@going_out.get(
    "/export",
    response={REFUSALS: Refusal},
    summary="Take cases out",
    openapi_extra={"responses": {200: JSON_LINES}},
)
def export(
    request: HttpRequest,
    number: Annotated[
        list[Annotated[int, Field(ge=1, le=MOST_NUMBER)]],
        Query(max_length=500, description="These cases only."),
    ] = [],  # noqa: B006  read only; the framework wants the default as it is
) -> StreamingHttpResponse:
    """Return the cases this token sees, or those asked for, as JSON Lines, whole and sealed."""
    only(request, "number")
    caller = caller_of(request)
    rows = caller.cases.filter(id__in=number) if number else caller.cases
    count = rows.count()
    noting.note("cases out", noting.who_asks(request), f"{count} cases", noting.address_of(request))
    ids = rows.order_by("id").values_list("case_id", flat=True)
    return StreamingHttpResponse(
        _lines(ids.iterator(chunk_size=store.CHUNK)), content_type="application/jsonl"
    )


def _lines(case_ids: Iterator[str]) -> Iterator[str]:
    for some in store.chunks(case_ids, store.CHUNK):
        for line in moving.export(some):
            yield f"{line}\n"


def _notice(told: NoticeSaid) -> Notice:
    said = told.model_dump(mode="json", exclude_none=True)
    house.rules().platform(told.platform)
    try:
        notice = msgspec.convert(said, Notice)
    except msgspec.ValidationError as error:
        raise NotANotice(str(error)) from error
    for fact in notice.facts:
        if isinstance(fact.value, Moment) and not is_likely(fact.value.at):
            raise NotANotice(
                f"the year of its fact {fact.name!r} cannot be right; leave it out where there is no time"
            )
    return notice


def _noticed(caller: Caller, notice: Notice) -> Answer:
    key = shop_key(notice.platform, notice.shop)
    if not caller.sees_all and key not in {shop.key for shop in caller.shops}:
        raise NotYourShop(key)
    at, by = timezone.now(), people.actor(caller.person)
    if not store.existing([notice.case_id]):
        file = hearing.walked(open_case(notice, rules=house.rules(), at=at, by=by), at=at)
        if store.open_many([file]):
            return added(CaseIndex.objects.get(case_id=file.case_id), 0, file)
    return _merged(caller, notice)


def _merged(caller: Caller, notice: Notice) -> Answer:
    row = caller.cases.filter(case_id=notice.case_id).first()
    if row is None:  # an id that is made of other parts: its shop is another one
        raise NotYourShop(shop_key(notice.platform, notice.shop))
    at, by = timezone.now(), people.actor(caller.person)
    before: list[int] = []

    def decide(file: CaseFile) -> tuple[Entry, ...]:
        before.append(len(file.lines))
        fresh = merge(file, notice, rules=house.rules(), at=at, by=by)
        return house.fresh(file, hearing.walked(file.add(*fresh), at=at)) if fresh else ()

    file = store.change(row.case_id, decide)
    return 200, added(row, before[-1], file)[1]
