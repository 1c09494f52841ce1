"""Does a remedy give the buyer at least what law or platform entitles them to?"""

from __future__ import annotations

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


def below_floor(remedy: Remedy, entitlement: Answer | None) -> str:
    """Return the entitlement that the remedy falls short of, or an empty string.

    Only a certain entitlement is a floor. A buyer may still choose less of their own will; nobody is pressed to.
    """
    due = entitlement.outcome if entitlement else None
    if due is None or due not in _MEETS:
        return ""
    return "" if _MEETS[due] & set(remedy.wants) else due
