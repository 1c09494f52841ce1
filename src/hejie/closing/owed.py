"""What is still owed in this case: steps of the settlement, promises, the carrier's payment?"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CarrierClaimAnswered,
    CarrierClaimFiled,
    LiabilityJudged,
    PromiseKept,
    PromiseMade,
    SettlementAgreed,
    Step,
    StepDone,
)


class Owed(Struct, frozen=True):
    """What must still happen. `carrier` is `claim`, `chase` or empty: whether its payment is to be asked or chased."""

    steps: tuple[Step, ...] = ()
    promises: tuple[PromiseMade, ...] = ()
    carrier: str = ""

    def overdue(self, at: datetime) -> tuple[PromiseMade, ...]:
        """Return the promises whose time has passed."""
        return tuple(promise for promise in self.promises if promise.due_at <= at)


def owed(file: CaseFile) -> Owed:
    """Return what is still owed, in the order in which it should be done."""
    settlement = file.last(SettlementAgreed)
    done = {step.step for step in file.all(StepDone)}
    kept = {promise.promise for promise in file.all(PromiseKept)}
    return Owed(
        steps=tuple(step for step in settlement.steps if step.step not in done) if settlement else (),
        promises=tuple(promise for promise in file.all(PromiseMade) if promise.promise not in kept),
        carrier=_carrier(file),
    )


def _carrier(file: CaseFile) -> str:
    judged = file.last(LiabilityJudged)
    if judged is None or judged.liable != ("carrier",):
        return ""
    if file.last(CarrierClaimFiled) is None:
        return "claim"
    return "" if file.last(CarrierClaimAnswered) else "chase"
