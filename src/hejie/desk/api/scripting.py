"""Which scripts of the house fit these words, this claim, situation and reason?"""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict

from hejie.desk import house
from hejie.desk.access.tokens import READ
from hejie.desk.api.door import Bearer
from hejie.desk.api.reading import WORDS, Language, only
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.finding import titles
from hejie.negotiation.script_search import Wanted, search

scripting = Router(auth=Bearer(READ), tags=["Reading"])
Code = Annotated[str, Query(max_length=32, pattern=WORDS)]


class ScriptAsked(Schema):
    """What script is wanted, and the language to answer in."""

    model_config = ConfigDict(extra="forbid")
    language: Language = "zh-CN"
    q: Annotated[str, Query(max_length=500, pattern=WORDS, description="Words, in any of the languages.")] = (
        ""
    )
    claim: Code = ""
    situation: Code = ""
    reason: Code = ""
    platform: Code = ""


class ScriptTold(Schema):
    """A script: `says` holds slots in braces, and sentences in brackets that drop out where their slot is empty."""

    id: str
    language: str
    claim: str
    situation: str
    reason: str
    platform: str
    when: dict[str, str]
    tone: str
    slots: list[str]
    optional: list[str]
    says: str


@scripting.get("/scripts", response={200: list[ScriptTold], REFUSALS: Refusal}, summary="Find scripts")
def scripts(request: HttpRequest, asked: Query[ScriptAsked]) -> list[ScriptTold]:
    """Return at most twenty scripts, the best fit first."""
    only(request, *ScriptAsked.model_fields)
    library = house.rules().library
    wanted = Wanted(
        asked.language, asked.q.strip(), asked.claim, asked.situation, asked.reason, asked.platform
    )
    return [
        ScriptTold(**{name: getattr(script, name) for name in ScriptTold.model_fields})
        for script in search(library, wanted, near=titles.near(library, wanted.words))
    ]
