"""What does a closed case ask as an exercise, how is an answer marked, and how did the crew answer?"""

# No postponed annotations here: the framework reads those of the functions below, aliases included.

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from hejie.casefile import CaseFile
from hejie.casefile.vocabulary import CLAIMS
from hejie.desk.access import people
from hejie.desk.access.tokens import READ, WRITE
from hejie.desk.api.door import Bearer, caller_of
from hejie.desk.api.reading import WORDS, Language, Number, case_of, only, zone_of
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.repeating import Answer as Answered
from hejie.desk.api.repeating import Key, once
from hejie.desk.api.said import Code, Said
from hejie.desk.cases import store
from hejie.desk.insights import drilled
from hejie.desk.models import CaseIndex, DrillMark
from hejie.desk.telling import naming
from hejie.learning.drills import Answer, Drill, drill_of

drilling = Router(auth=Bearer(READ), tags=["Exercises"])


class NotAmongThem(ValueError):
    """An answer that names a party, a remedy, a fact or a claim that cannot be chosen."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(
            f"{said!r} is none of the choices for {field!r}, so nothing was marked. "
            "Read the exercise again and choose one of them."
        )


class DrillTold(Schema):
    """An exercise: what was known, and what may be chosen. `claims` is empty where the claim is told.

    `answers_in` is the language in which the buyer is to be answered.
    """

    number: int
    platform: str
    known: list[str]
    claims: list[str]
    parties: list[str]
    facts: list[str]
    remedies: list[str]
    answers_in: str


class DrillSaid(Said):
    """What the token's person would do; `text` is what they would write to the buyer."""

    liable: Annotated[str, Field(min_length=1, max_length=100)]
    ask: Code = ""
    remedy: Code = ""
    asks_approval: bool = False
    claim: Code = ""
    text: Annotated[str, Field(max_length=drilled.LONGEST)] = ""


class PointTold(Schema):
    """One part of a mark, and why."""

    about: str
    got: int
    of: int
    says: str


class Marked(Schema):
    """The mark of an answer, which is kept, how the case went on, and what the house would have written."""

    id: int
    got: int
    of: int
    points: list[PointTold]
    happened: list[str]
    draft: str
    lesson: str


class MarkTold(Schema):
    """A mark that was kept; `text` is what was written, without the buyer's person."""

    id: int
    person: str
    shop_key: str
    case_id: str
    platform: str
    claim: str
    got: int
    of: int
    missed: list[str]
    text: str
    at: datetime


@drilling.get(
    "/cases/{number}/drill", response={200: DrillTold, REFUSALS: Refusal}, summary="Read an exercise"
)
def exercise(request: HttpRequest, number: Number, language: Language = "zh-CN") -> DrillTold:
    """Return the exercise that a closed case makes; a case that makes none does not exist here."""
    only(request, "language")
    row = case_of(request, number)
    file, drill = _exercise(row, language)
    return DrillTold(
        number=row.pk,
        platform=drill.platform,
        known=[says[language] for says in drill.shown],
        claims=sorted(CLAIMS) if drill.reads_claim else [],
        parties=list(drill.parties),
        facts=list(drill.facts),
        remedies=list(drill.remedies),
        answers_in=drilled.answers_in(file),
    )


@drilling.post(
    "/cases/{number}/drill",
    auth=Bearer(WRITE),
    response={201: Marked, REFUSALS: Refusal},
    summary="Answer an exercise",
)
def answer(request: HttpRequest, number: Number, said: DrillSaid, key: Key = None) -> HttpResponse:
    """Mark an answer as the page does, and keep the mark for the token's person."""
    row, person = case_of(request, number), caller_of(request).person
    file, drill = _exercise(row, "en")
    given = Answer(said.liable, said.ask, said.remedy, said.asks_approval, said.claim, said.text.strip())
    _check(given, drill)

    def marked() -> Answered:
        mark = drilled.marked(file, drill, given)
        kept = drilled.keep(person, row, given, mark, at=timezone.now())
        return 201, Marked(
            id=kept.pk,
            got=kept.got,
            of=kept.of,
            points=[
                PointTold(about=one.about, got=one.got, of=one.of, says=one.says["en"]) for one in mark.points
            ],
            happened=[says["en"] for says in mark.happened],
            draft=drill.key.draft,
            lesson=drill.key.lesson,
        )

    return once(request, key, marked)


@drilling.get("/drills/marks", response={200: list[MarkTold], REFUSALS: Refusal}, summary="List marks")
def marks(
    request: HttpRequest,
    person: Annotated[str, Query(max_length=150, pattern=WORDS, description="Of one person only.")] = "",
) -> list[MarkTold]:
    """Return the newest marks in the token's shops: a person's own, and for leads those of the crew."""
    only(request, "person")
    caller = caller_of(request)
    rows = DrillMark.objects.filter(shop_key__in=[shop.key for shop in caller.shops]).select_related("person")
    if people.role_of(caller.person) not in people.APPROVERS:
        rows = rows.filter(person=caller.person)
    if person:
        rows = rows.filter(person__username=person)
    return [_told(row) for row in rows.order_by("-id")[: drilled.READ]]


def _exercise(row: CaseIndex, language: str) -> tuple[CaseFile, Drill]:
    file = store.load(row.case_id)
    drill = drill_of(file, {language: naming.teller(language, zone_of(row))})
    if drill is None:
        raise Http404
    return file, drill


def _check(given: Answer, drill: Drill) -> None:
    choices: dict[str, Any] = {
        "liable": drill.parties,
        "ask": drill.facts,
        "remedy": drill.remedies,
        "claim": CLAIMS,
    }
    for field, allowed in choices.items():
        said = getattr(given, field)
        if said and said not in allowed:
            raise NotAmongThem(field, said)


def _told(row: DrillMark) -> MarkTold:
    known = {name: getattr(row, name) for name in MarkTold.model_fields if name not in ("person", "text")}
    return MarkTold(person=row.person.get_username(), text=row.answer.get("text", ""), **known)
