"""Does a remedy give the buyer at least what law or platform entitles them to?"""

from __future__ import annotations

from hejie.casefile.money import Money
from hejie.rulebook import Answer
from hejie.rulebook.handbook import Remedy

_REFUNDS = frozenset({"refund_only", "return_refund"})
# Which wishes meet which entitlement. A full refund without a return is met by nothing that asks for one.
_MEETS: dict[str, frozenset[str]] = {
    "full_refund": frozenset({"refund_only"}),
    "return_refund": _REFUNDS,
    "replacement": _REFUNDS | {"exchange", "reship", "repair", "receive_product"},
    "compensation": _REFUNDS | {"compensation", "partial_refund"},
}
# What is due as a whole is not met by a part of it, whatever wishes the part meets too.
_WHOLE = frozenset({"full_refund", "return_refund"})


def below_floor(
    remedy: Remedy, entitlement: Answer | None, gives: Money | None = None, owed: Answer | None = None
) -> str:
    """Return the entitlement that the remedy falls short of, or an empty string.

    Only a certain entitlement is a floor. A buyer may still choose less of their own will; nobody is pressed to.
    With `gives` the sum counts too: a compensation may not be less than what is surely `owed`.
    """
    due = entitlement.outcome if entitlement else None
    if due is None or due not in _MEETS:
        return ""
    if not _MEETS[due] & set(remedy.wants) or (due in _WHOLE and remedy.range):
        return due
    if due == "compensation" and gives is not None and owed is not None and not _REFUNDS & set(remedy.wants):
        return due if gives.minor < _surely(owed) else ""
    return ""


def _surely(owed: Answer) -> int:
    lowest = owed.values[0] if owed.values else None
    return lowest if isinstance(lowest, int) else 0
