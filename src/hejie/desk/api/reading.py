"""Which cases are there, what stands in one, what do the rules answer, and which platforms are known?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import ConfigDict

from hejie.casefile.chain import Line, read
from hejie.desk import house, models
from hejie.desk.access.tokens import READ
from hejie.desk.api import shown
from hejie.desk.api.door import Bearer, caller_of
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.cases import store
from hejie.desk.finding import queue
from hejie.desk.models import CaseIndex, Shop

reading = Router(auth=Bearer(READ), tags=["Reading"])
MOST_ENTRIES = 500
MOST_NUMBER = 2**63 - 1
WORDS = r"^[^\x00-\x1f\x7f]*$"
Language = Literal["zh-CN", "en", "pt-BR", "es"]
Words = Annotated[str, Query(max_length=200, pattern=WORDS)]
Number = Annotated[int, Path(ge=1, le=MOST_NUMBER, description="The number of the case in lists.")]


class Asked(Schema):
    """What list is wanted: the views and filters of the queue."""

    model_config = ConfigDict(extra="forbid")
    view: Literal["due", "mine", "waiting", "platform", "escalated", "approval", "all", "closed"] = "due"
    platform: Annotated[str, Query(max_length=32, pattern=WORDS)] = ""
    claim: Annotated[str, Query(max_length=32, pattern=WORDS)] = ""
    shop: Words = ""
    q: Annotated[
        str, Query(max_length=100, pattern=WORDS, description="An id, or words of buyer or goods.")
    ] = ""
    after: Annotated[str, Query(max_length=80, pattern=WORDS, description="`next` of the page before.")] = ""


class PlatformTold(Schema):
    """A platform whose rules are here, and how far they can be trusted."""

    id: str
    name: dict[str, str]
    maturity: str
    checked_on: str | None
    currency: str
    zone: str
    languages: list[str]
    claims: list[str]
    rules: int


class UnknownFilter(ValueError):
    """A word in the address that nothing reads."""

    def __init__(self, names: Iterable[str], known: Iterable[str]) -> None:
        super().__init__(
            f"Nothing here reads {', '.join(sorted(names))!r}, and leaving it out would answer another question. "
            f"Use only: {', '.join(known)}."
        )


class NotAMark(ValueError):
    """A mark of a page that no page gave."""

    def __init__(self, mark: str) -> None:
        super().__init__(
            f"{mark!r} is no mark of a page, and beginning at the top again would tell the same cases twice. "
            "Give `next` of the page before as it came, or leave `after` out."
        )


def only(request: HttpRequest, *known: str) -> None:
    """Raise UnknownFilter where the address holds another word: a filter that is misspelt must not widen a list."""
    if strange := set(request.GET) - set(known):
        raise UnknownFilter(strange, known)


@reading.get("/cases", response={200: shown.Rows, REFUSALS: Refusal}, summary="List cases")
def cases(request: HttpRequest, asked: Query[Asked]) -> shown.Rows:
    """Return one page of a view, what runs out first at the top; each page costs the same at any depth."""
    only(request, *Asked.model_fields)
    _check_mark(asked.after)
    caller = caller_of(request)
    wanted = queue.Asked(asked.view, asked.platform, asked.claim, asked.shop, asked.q.strip(), asked.after)
    page = queue.page(caller.cases, wanted, caller.person.get_username())
    return shown.Rows(cases=[shown.Row.of(row) for row in page.rows], next=page.next)


@reading.get("/cases/{number}", response={200: shown.Whole, REFUSALS: Refusal}, summary="Read a case")
def case(request: HttpRequest, number: Number) -> shown.Whole:
    """Return the case as it stands now."""
    row = case_of(request, number)
    return shown.whole(store.load(row.case_id), row)


@reading.get(
    "/cases/{number}/entries", response={200: shown.Entries, REFUSALS: Refusal}, summary="Read entries"
)
def entries(
    request: HttpRequest,
    number: Number,
    after: Annotated[int, Query(ge=0, le=MOST_NUMBER)] = 0,
    most: Annotated[int, Query(ge=1, le=MOST_ENTRIES)] = 100,
    language: Language = "zh-CN",
) -> shown.Entries:
    """Return the entries behind the place `after`, oldest first."""
    only(request, "after", "most", "language")
    row = case_of(request, number)
    found = models.Entry.objects.filter(case_id=row.case_id, seq__gt=after).order_by("seq")[: most + 1]
    lines = [Line(one.seq, read(one.body), one.previous, one.digest) for one in found]
    told = shown.told(lines[:most], language=language, zone=zone_of(row))
    return shown.Entries(entries=told, next=lines[most - 1].seq if len(lines) > most else 0)


@reading.get("/platforms", response={200: list[PlatformTold], REFUSALS: Refusal}, summary="List platforms")
def platforms(request: HttpRequest) -> list[PlatformTold]:
    """Return every platform whose rules are here."""
    rules = house.rules()
    counted = [rule.folder.rpartition("/")[2] for rule in rules.definitions.rules.values()]
    return [
        PlatformTold(
            id=one.id,
            name=dict(one.meta.name),
            maturity=one.meta.maturity,
            checked_on=one.meta.checked_on.isoformat() if one.meta.checked_on else None,
            currency=one.meta.currency,
            zone=one.meta.zone,
            languages=list(one.meta.languages),
            claims=sorted(set(one.claims.values())),
            rules=counted.count(one.id),
        )
        for one in rules.platforms.values()
    ]


def case_of(request: HttpRequest, number: int) -> CaseIndex:
    """Return the index row of a case this token sees; any other does not exist for it (404)."""
    row = caller_of(request).cases.filter(id=number).first()
    if row is None:
        raise Http404
    return row


def zone_of(row: CaseIndex) -> str:
    """Return the zone of the case's shop."""
    shop = Shop.objects.filter(key=row.shop_key).first()
    return shop.zone if shop else "Asia/Shanghai"


def _check_mark(mark: str) -> None:
    at, _, number = mark.partition("~")
    try:
        if mark and (datetime.fromisoformat(at).tzinfo is None or int(number) > MOST_NUMBER):
            raise NotAMark(mark)
    except ValueError as error:
        raise NotAMark(mark) from error
