"""What does one row of a provider mean: by its code first, by its words second, never by a guess?"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hejie.rulebook.tracking_maps import CodeRow, TrackingMaps
from hejie.verification.wording import Said, say

UNKNOWN = "unknown"
DELIVERED = ("delivered", "delivered_proxy")
SAYS_MORE = ("held", "in_transit", "delayed", "picked_up", "info_received")


class Meaning(Struct, frozen=True):
    """What a row stands for. `by` tells what it was read from: code, words, or nothing.

    `also` holds every other state the row names, for whoever looks for contradictions; `sure` is false where the
    code mixes several things; `buyer` is false where the row is not about the buyer.
    """

    state: str = UNKNOWN
    by: str = "nothing"
    also: tuple[str, ...] = ()
    signed_by: str = ""
    cause: str = ""
    returns: bool = False
    sure: bool = True
    buyer: bool = True
    grade: str = ""


def mean(maps: TrackingMaps, provider: str, code: tuple[str, str], text: str = "") -> Meaning:
    """Return what `(status, sub-status)` and words of a provider mean.

    An unknown provider or code leaves the words to decide, and unknown words leave the state `unknown`.
    """
    said = say(text, maps) if text else Said()
    row = _row(maps, provider, code)
    if row is None or (row.state == UNKNOWN and said.states):
        return _by_words(said)
    if row.generic and said.states and _refines(row.state, said.state):
        return _by_words(said, row)
    state, signer = _with_signer(row.state, row.signed_by if row.signed_by != UNKNOWN else said.signed_by)
    others = tuple(other for other in (row.also, *said.states) if other and other != state)
    return Meaning(
        state=state, by="code" if state != UNKNOWN else "nothing", also=others, signed_by=signer,
        cause=_cause(row, said), returns=row.returns or said.returns, sure=row.sure, buyer=not row.not_buyer,
        grade=row.grade,
    )  # fmt: skip


def _row(maps: TrackingMaps, provider: str, code: tuple[str, str]) -> CodeRow | None:
    held = maps.providers.get(provider)
    if held is None:
        return None
    return next((held.codes[key] for key in _keys(*code) if key in held.codes), None)


def _keys(status: str, substatus: str) -> Iterator[str]:
    first, second = _code(status), _code(substatus)
    if first and second:
        yield f"{second} {first}"  # an event type with its number, whichever stands first
        yield f"{first} {second}"
        yield f"{first} *"
    yield from (key for key in (second, first) if key)
    yield from (f"{key.partition(' ')[0]} *" for key in (first, second) if key)


def _code(given: str) -> str:
    """Return a code as the maps write it: no spaces around, numbers without leading zeros."""
    code = given.strip()[:80]  # not a rule: no code is longer
    kind, _, number = code.partition(" ")
    if number.isdecimal() and number.isascii():
        return f"{kind} {int(number)}"
    return str(int(code)) if code.isdecimal() and code.isascii() else code


def _refines(coarse: str, fine: str) -> bool:
    """Tell whether words may replace a coarse code: anything says more than a bare movement or hold."""
    return fine != coarse and (fine not in SAYS_MORE or coarse in SAYS_MORE)


def _by_words(said: Said, row: CodeRow | None = None) -> Meaning:
    if not said.states:
        return Meaning()
    state, signer = _with_signer(said.state, said.signed_by)
    also = [*said.states[1:]]
    if row and row.state not in (state, *also) and row.state not in SAYS_MORE:
        also.append(row.state)
    return Meaning(
        state=state, by="words", also=tuple(also), signed_by=signer,
        cause=said.cause if state.startswith("customs") or state in ("fee_due", "held") else "",
        returns=said.returns or bool(row and row.returns), grade="reported",
    )  # fmt: skip


def _with_signer(state: str, signer: str) -> tuple[str, str]:
    # Signed by somebody else is another state than signed: who got it is what the dispute is about.
    if state not in (*DELIVERED, "waiting_pickup"):
        return state, ""
    if state == "delivered" and signer in ("proxy", "neighbour", "locker"):
        return "delivered_proxy", signer
    return state, signer or UNKNOWN


def _cause(row: CodeRow, said: Said) -> str:
    if not row.state.startswith("customs") and row.state not in ("fee_due", "held"):
        return ""
    stated = row.cause if row.cause not in ("unstated", "inspection", "documents", "") else ""
    return stated or said.cause or row.cause
