"""What did the model answer, and is it of the shape that was asked for?"""

from __future__ import annotations

import json
from typing import Any

import msgspec
from msgspec import Struct

from hejie.casefile.vocabulary import CLAIMS, WANTS

ACTIONS = ("ask_buyer", "wait", "offer", "escalate")  # nothing that moves money or speaks to anybody


class NotAnAnswer(ValueError):
    """Words of a model that are not what was asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The model's words are not of the shape asked for ({why}), so they are not shown.")


class Action(Struct, frozen=True, forbid_unknown_fields=True):
    """What the model would do next: a code of ACTIONS, and for an offer which remedy."""

    code: str
    remedy: str = ""


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The model's answer. `evidence` are stretches of the buyer's words; with `abstain` there is no draft."""

    draft: str
    labels: list[str] = []
    demand: str = "unstated"
    evidence: list[str] = []
    actions: list[Action] = []
    questions: list[str] = []
    abstain: bool = False


def schema() -> dict[str, Any]:
    """Return the shape asked for, as JSON schema; the answer is checked by `read_answer` whatever the server says."""
    texts: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
    action = _object({"code": {"enum": list(ACTIONS)}, "remedy": {"type": "string"}})
    return _object(
        {
            "draft": {"type": "string"},
            "labels": {"type": "array", "items": {"enum": list(CLAIMS)}},
            "demand": {"enum": list(WANTS)},
            "evidence": texts,
            "actions": {"type": "array", "items": action},
            "questions": texts,
            "abstain": {"type": "boolean"},
        }
    )


def read_answer(text: str, remedies: frozenset[str]) -> Answer:
    """Return the answer in a text; `remedies` are those that may be offered now. Raises NotAnAnswer."""
    try:
        answer = msgspec.json.decode(_largest_object(text).encode(), type=Answer)
    except msgspec.DecodeError as error:
        raise NotAnAnswer(str(error)) from error
    unknown = [code for code in answer.labels if code not in CLAIMS]
    unknown += [answer.demand] if answer.demand not in WANTS else []
    unknown += [action.code for action in answer.actions if action.code not in ACTIONS]
    unknown += [action.remedy for action in answer.actions if action.remedy and action.remedy not in remedies]
    if unknown:
        raise NotAnAnswer(f"not allowed: {', '.join(unknown)}")
    return answer


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _largest_object(text: str) -> str:
    # Models wrap JSON in prose or fences; the largest object that can be read is the answer.
    decoder, best = json.JSONDecoder(), ""
    place = text.find("{")
    while place >= 0:
        try:
            end = decoder.raw_decode(text, place)[1]
        except (ValueError, RecursionError):
            end = place + 1
        best = max(best, text[place:end], key=len) if end > place + 1 else best
        place = text.find("{", end)
    if not best:
        raise NotAnAnswer("it holds no JSON object")
    return best
