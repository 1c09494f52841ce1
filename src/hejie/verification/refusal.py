"""Was it a true refusal or a failed delivery, and what speaks for it?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hejie.verification.attempts import FAILED, REFUSED, Run
from hejie.verification.history import Step, code_of

TRUE_REFUSAL, FAILED_DELIVERY, UNCLEAR, NONE = "true_refusal", "failed_delivery", "unclear", "none"
QUOTED = 120  # not a rule: how much of a carrier's sentence a ground repeats


class Refusal(Struct, frozen=True):
    """The verdict, the carrier's reason as a parcel state, and the grounds as findings and quoted scans."""

    verdict: str
    reason: str = ""
    grounds: tuple[str, ...] = ()

    @property
    def ask_carrier(self) -> bool:
        """Whether only the carrier can tell."""
        return self.verdict == UNCLEAR


def tell_refusal(runs: Sequence[Run], *, delivered: bool) -> Refusal:
    """Tell a true refusal from a failed delivery.

    Signals of one run that disagree, a refusal followed by another story, and a scan whose code and words disagree
    are conflicts: the verdict is `unclear`, and a refusal is never assumed. A failed run followed by a run of its
    own on which the buyer refused is no conflict: both happened.
    """
    telling = [run for run in runs if run.signals()]
    steps = [step for run in telling for step in run.steps if _camps(step)]
    if not steps:
        return Refusal(NONE, grounds=("no_refusal_seen",))
    if delivered:
        return _overtaken(steps)
    torn = [step for step in steps if len(_camps(step)) > 1]
    if torn:
        return Refusal(UNCLEAR, torn[-1].state, ("code_against_words", *_quotes(torn)))
    refused = [bool(run.signals() & REFUSED) for run in telling]
    mixed = any(run.signals() & REFUSED and run.signals() & FAILED for run in telling)
    if mixed or (any(refused) and not refused[-1]):
        return Refusal(UNCLEAR, steps[-1].state, ("signals_conflict", *_quotes(steps)))
    if not refused[-1]:
        return Refusal(FAILED_DELIVERY, steps[-1].state, ("failed_not_refused", *_quotes(steps)))
    return Refusal(TRUE_REFUSAL, "refused", (*_refused_how(runs, telling, refused), *_quotes(steps)))


def quote(step: Step) -> str:
    """Return a scan as a ground repeats it: when (UTC), by whose code, in whose words."""
    words = " ".join(step.words.split())[:QUOTED]
    codes = ", ".join(dict.fromkeys(code_of(scan) for scan in step.scans))
    return (
        f"{step.at:%Y-%m-%d %H:%MZ} [{codes}] {words}"
        if words != codes
        else f"{step.at:%Y-%m-%d %H:%MZ} [{codes}]"
    )


def _camps(step: Step) -> frozenset[str]:
    """Return which stories a scan tells: refused, failed, or both where its code and words disagree."""
    if not step.meaning.buyer:
        return frozenset()
    told = {step.state, *step.meaning.also}
    camps = {camp for camp, states in (("refused", REFUSED), ("failed", FAILED)) if told & states}
    # "Not delivered: refused" names the failure and its reason: the bare failure is no second story.
    if camps == {"refused", "failed"} and not (told & FAILED) - {"attempt_other"}:
        return frozenset({"refused"})
    return frozenset(camps) if step.state in REFUSED | FAILED else frozenset()


def _overtaken(steps: Sequence[Step]) -> Refusal:
    refused = any(step.state in REFUSED for step in steps)
    found = "refused_then_delivered" if refused else "failed_then_delivered"
    return Refusal(NONE, steps[-1].state, (found, *_quotes(steps)))


def _refused_how(runs: Sequence[Run], telling: Sequence[Run], refused: Sequence[bool]) -> tuple[str, ...]:
    how = ["refused_by_scan"]
    if not all(refused):
        how.append("refused_after_failed_try")
    if telling[-1].out_at is None and len(runs) == 1:
        how.append("refused_before_delivery")
    return tuple(how)


def _quotes(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(quote(step) for step in steps)
