"""At which stage is a case, and which stage may follow?"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands on every platform; each platform's folder maps its own states to these."""

    INQUIRY = "inquiry"
    NEGOTIATION = "negotiation"
    AWAITING_RETURN = "awaiting_return"
    RETURN_INSPECTION = "return_inspection"
    EVIDENCE = "evidence"
    PLATFORM_REVIEW = "platform_review"
    APPEAL = "appeal"
    CLOSED = "closed"


class Turn(StrEnum):
    """Whose move it is."""

    SELLER = "seller"
    BUYER = "buyer"
    PLATFORM = "platform"
    CARRIER = "carrier"
    SUPPLIER = "supplier"
    NOBODY = "nobody"


_S = Stage

# The one table of what may follow what. A closed case comes back only by a reopening, to be negotiated again.
FOLLOWS: dict[Stage, frozenset[Stage]] = {
    _S.INQUIRY: frozenset(Stage) - {_S.APPEAL},
    _S.NEGOTIATION: frozenset(Stage) - {_S.INQUIRY, _S.APPEAL},
    _S.AWAITING_RETURN: frozenset(
        {_S.NEGOTIATION, _S.RETURN_INSPECTION, _S.EVIDENCE, _S.PLATFORM_REVIEW, _S.CLOSED}
    ),
    _S.RETURN_INSPECTION: frozenset({_S.NEGOTIATION, _S.EVIDENCE, _S.PLATFORM_REVIEW, _S.CLOSED}),
    _S.EVIDENCE: frozenset({_S.NEGOTIATION, _S.AWAITING_RETURN, _S.PLATFORM_REVIEW, _S.CLOSED}),
    _S.PLATFORM_REVIEW: frozenset(
        {_S.NEGOTIATION, _S.AWAITING_RETURN, _S.RETURN_INSPECTION, _S.EVIDENCE, _S.APPEAL, _S.CLOSED}
    ),
    _S.APPEAL: frozenset({_S.EVIDENCE, _S.PLATFORM_REVIEW, _S.CLOSED}),
    _S.CLOSED: frozenset(),
}


class StageCannotFollow(ValueError):
    """A move that the table of stages does not allow."""

    def __init__(self, now: Stage, then: Stage) -> None:
        allowed = ", ".join(sorted(FOLLOWS[now])) or "none (a closed case is reopened first)"
        super().__init__(
            f"A case at {now.value} cannot move to {then.value}: its story would have a gap. "
            f"What may follow: {allowed}. If the platform really did this, reopen or correct the case first."
        )


def may_follow(now: Stage, then: Stage) -> bool:
    """Tell whether `then` may follow `now`; staying is always allowed while the case is open."""
    return then in FOLLOWS[now] or (now is then and now is not Stage.CLOSED)


def check_follows(now: Stage, then: Stage) -> None:
    """Raise StageCannotFollow unless `then` may follow `now`."""
    if not may_follow(now, then):
        raise StageCannotFollow(now, then)
