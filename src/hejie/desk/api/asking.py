"""What do the rules say to these facts, without any case?"""

from __future__ import annotations

from typing import Annotated, Any
from zoneinfo import available_timezones

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from pydantic import ConfigDict

from hejie.desk import house
from hejie.desk.access.tokens import READ
from hejie.desk.acts import stating
from hejie.desk.api.door import Bearer
from hejie.desk.api.reading import Language
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.said import FactSaid, Time, one_of
from hejie.desk.api.shown import Plain, plain

asking = Router(auth=Bearer(READ), tags=["Reading"])


class Question(Schema):
    """Facts, and the decision whose reasons are wanted. Times without a zone are read in `zone`."""

    model_config = ConfigDict(extra="forbid")
    facts: Annotated[list[FactSaid], Field(max_length=200)]
    decision: Annotated[str, Field(max_length=100)] = "liability"
    as_of: Time | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"
    zone: Annotated[
        str, one_of(available_timezones()), Field(max_length=60, description="Such as America/Sao_Paulo.")
    ] = "Asia/Shanghai"
    language: Language = "zh-CN"


class Outcome(Schema):
    """The answer to one decision: one value when decided, several while open."""

    status: str
    values: list[Any]
    stale: bool


class Ruled(Schema):
    """Every decision, the reasons of the one asked about, the facts still worth asking for, and the deadlines."""

    answers: dict[str, Outcome]
    because: list[str]
    explanation: Plain
    questions: list[Plain]
    deadlines: list[Plain]
    rulebook: str


@asking.post("/judge", response={200: Ruled, REFUSALS: Refusal}, summary="Ask the rules")
def judge(request: HttpRequest, asked: Question) -> Ruled:
    """Answer every decision for these facts; nothing is kept."""
    rules, at = house.rules(), asked.as_of or timezone.now()
    facts = {
        fact.name: stating.fact_from(fact.form(), at=at, zone=asked.zone, currency=asked.currency)
        for fact in asked.facts
    }
    answers = rules.judge(facts, as_of=at)
    explained = rules.explain(facts, as_of=at, decision=asked.decision)
    return Ruled(
        answers={
            name: Outcome(status=one.status, values=list(one.values), stale=one.stale)
            for name, one in sorted(answers.items())
        },
        because=list(explained.sentences(asked.language)),
        explanation=explained.to_dict(whole=False),
        questions=[plain(one) for one in rules.questions(facts, as_of=at, decision=asked.decision)],
        deadlines=[plain(one) for one in rules.deadlines(facts, as_of=at)],
        rulebook=rules.hash,
    )
