"""What may a caller say about a case, field by field?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Literal

from django.http import QueryDict
from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, JsonValue

from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import OUTCOMES
from hejie.intake import times

Text = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")]
Line = Annotated[str, Field(max_length=2_000)]
Code = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9_.-]*$")]
Sum = Annotated[
    str,
    Field(
        max_length=20,
        pattern=r"^([0-9]{1,12}(\.[0-9]{1,2})?)?$",
        description="An amount in the currency of the case, such as 12.50; empty for none.",
    ),
]

Paid = Annotated[
    str, Field(max_length=20, pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$", description="Such as 12.50.")
]


def _is_text(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise ValueError("write a time as text, such as 2026-11-24T10:00:00Z")
    return value


def _likely(at: datetime) -> datetime:
    if not times.is_likely(at):
        raise ValueError(
            f"the year {at.year} cannot be right, and deadlines would be reckoned from it; "
            "give the true time, or leave the field out"
        )
    return at


Time = Annotated[
    AwareDatetime, BeforeValidator(_is_text), AfterValidator(_likely)
]  # a bare number would be taken for seconds since 1970


def one_of(codes: Collection[str]) -> AfterValidator:
    """Take these codes only. (They are data, so no type can list them.)"""

    def check(code: str) -> str:
        if code not in codes:
            raise ValueError(f"use one of {', '.join(sorted(codes))}")
        return code

    return AfterValidator(check)


class Said(Schema):
    """What a caller says, in the fields of the form that a person fills in on the page for the same thing."""

    model_config = ConfigDict(extra="forbid")

    def form(self) -> QueryDict:
        """Return the form."""
        form = QueryDict(mutable=True)
        for name, value in self.model_dump(mode="json").items():
            form.setlist(name, [_written(one) for one in (value if isinstance(value, list) else [value])])
        return form


class FactSaid(Said):
    """A fact: a `value` of its kind (true, a code, 12.50, a time, a number), or a `state` where there is none."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    value: bool | int | Line = ""
    state: Literal["known", "unknown", "absent", "unobtainable"] = "known"
    said_by: Role | Literal[""] = ""
    source: Line = ""


class NoteSaid(Said):
    """A note for the team."""

    text: Text


class MessageSaid(Said):
    """An answer that was sent to the buyer on the platform."""

    text: Text
    language: Code = ""
    script: Code = ""


class BuyerSaid(Said):
    """What the buyer wrote."""

    text: Text


class OfferSaid(Said):
    """An offer to the buyer; one beyond the limit of the token's person asks for approval instead."""

    remedy: Annotated[str, Field(min_length=1, max_length=100)]
    gives: Sum = ""
    terms: Line = ""
    because: Line = ""


class AnswerSaid(Said):
    """What the buyer answered to the offer."""

    answer: Literal["accepted", "refused", "countered"]
    counter: Sum = ""
    words: Line = ""


class ApprovalSaid(Said):
    """Whether what was asked for is granted; a refusal says why."""

    granted: Literal["yes", "no"]
    because: Line = ""


class StepSaid(Said):
    """A step of the settlement that was carried out."""

    step: Text
    proof: Line = ""


class ErrandSaid(Said):
    """What was done on the platform under this key, with its receipt; or that it failed, and why."""

    key: Line
    outcome: Literal["done", "failed"] = "done"
    proof: Line = ""
    why: Line = ""


class BecauseSaid(Said):
    """Why."""

    because: Line = ""


class ReasonSaid(Said):
    """Why, in words."""

    because: Text


class NothingSaid(Said):
    """Nothing to say beside doing it."""


class ClosingSaid(Said):
    """The end of the case, with its cause and the lesson for the next one."""

    outcome: Annotated[str, one_of(OUTCOMES), Field(json_schema_extra={"enum": sorted(OUTCOMES)})]
    cause: Text
    lesson: Text
    cost: Sum = ""


class PromiseSaid(Said):
    """What was promised to the buyer, and by when."""

    promise: Text
    due_at: Time


class KeptSaid(Said):
    """Which promise was kept, in its own words."""

    promise: Text


class StageSaid(Said):
    """Where the case stands now, whose move it is, and why it was moved by hand."""

    stage: Stage
    turn: Turn
    because: Text


class RulingSaid(Said):
    """How the platform decided."""

    in_favour_of: Role
    amount: Sum = ""
    reason: Line = ""


class HandInSaid(Said):
    """Which exhibits were handed in at the platform without a pack, when, and its receipt."""

    exhibit: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=100)
    ]
    submitted_at: Time | Literal[""] = ""
    receipt: Line = ""


class CarrierClaimSaid(Said):
    """What was claimed from the carrier, with what proves it."""

    carrier: Text
    amount: Paid
    reference: Line = ""
    exhibit: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=100)] = []


class CarrierAnswerSaid(Said):
    """What the carrier paid, which may be 0."""

    paid: Paid
    words: Line = ""


class EscalationSaid(Said):
    """To whom the case is moved up, and why."""

    to: Role
    because: Text


class CorrectionSaid(Said):
    """Which entry is taken back, and why; it stays readable."""

    seq: Annotated[int, Field(ge=1, le=10**9 - 1)]
    because: Text


class ScansSaid(Schema):
    """The answer of a tracking service about one parcel, as it came."""

    model_config = ConfigDict(extra="forbid")
    provider: Annotated[str, Field(min_length=1, max_length=60)]
    body: dict[str, JsonValue]
    parcel: Annotated[str, Field(max_length=100)] = ""
    direction: Literal["forward", "return"] = "forward"
    zone: Annotated[str, Field(max_length=60)] = ""


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
