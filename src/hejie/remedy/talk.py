"""How far has the bargaining come: which offers did the buyer refuse, and what did they say would do?"""

from __future__ import annotations

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseReopened, OfferAnswered, OfferMade, SettlementAgreed
from hejie.casefile.money import Money
from hejie.remedy.acceptance import Law, heard, segment, wishing, worth_in_cells
from hejie.rulebook.settlement import LARGEST, Acceptance, Worth

_PAID_OUT = Worth(money=(LARGEST, LARGEST))  # what a remedy that nobody described is worth: the money in it


class Talk(Struct, frozen=True):
    """The bargaining so far: how many offers were refused, the cells they would have satisfied, the buyer's counter."""

    number: int = 0
    refused: tuple[int, int] = (0, 0)
    counter: Money | None = None


def talk(file: CaseFile, amount: Money, table: Acceptance) -> Talk:
    """Return how far the bargaining has come since the case was opened, or opened again."""
    now, made = Talk(), None
    for line in file.standing:
        match line.entry.what:
            case OfferMade() as offer:
                made = offer
            case OfferAnswered(answer=answer, counter=counter) if made and answer != "accepted":
                cells = satisfied(made.remedy, made.gives, amount, table)
                highest = (max(now.refused[0], cells[0]), max(now.refused[1], cells[1]))
                now, made = Talk(now.number + 1, highest, counter or now.counter), None
            case SettlementAgreed() | CaseReopened():
                now, made = Talk(), None
    return now


def satisfied(remedy: str, gives: Money | None, amount: Money, table: Acceptance) -> tuple[int, int]:
    """Return how many cells an offer satisfies, for each wish."""
    paid = gives.minor if gives and gives.currency == amount.currency else 0
    share = LARGEST * paid / amount.minor / LARGEST if amount.minor else 0
    return worth_in_cells(table.worth.get(remedy, _PAID_OUT), share, table)


def law_for(file: CaseFile, amount: Money, now: Talk, law: Law, table: Acceptance) -> Law:
    """Return the law of the segment for this buyer: with the wish they stated and the sum they named."""
    wants = file.facts.get("wants")
    kind = table.wishes.get(str(wants.value)) if wants else None
    if kind:
        law = wishing(law, (table.stated if kind == "goods" else LARGEST - table.stated) / LARGEST)
    if now.counter and now.counter.currency == amount.currency and amount.minor:
        law = heard(law, "money", now.counter.minor / amount.minor, table)
    return law


def segment_of(file: CaseFile, amount: Money, table: Acceptance) -> str:
    """Return the name of the segment of a case."""
    return segment(table, file.claim, amount.minor, amount.currency)
