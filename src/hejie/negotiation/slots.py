"""Which words of this case fill the slots of a script?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    ClockSet,
    LiabilityJudged,
    OfferAnswered,
    ParcelScanned,
    SettlementAgreed,
)
from hejie.casefile.facts import Fact
from hejie.casefile.money import Money, locale_of
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment
from hejie.negotiation.advice import advised
from hejie.negotiation.situation import open_question, should_ask_the_wish
from hejie.rulebook import Rulebook

_WISH = "buyer_wish"


def slots(file: CaseFile, rules: Rulebook, language: str, at: datetime) -> dict[str, str]:
    """Return the slots that the case can fill, in a language. What no fact fills is left out, never made up."""
    zone = ZoneInfo(rules.platform(file.platform).meta.zone)
    said = {name: _said(fact, language, zone) for name, fact in file.facts.items() if fact.has_value}
    filled = {
        "buyer": file.opened.buyer,
        "goods": file.opened.goods,
        "order": file.opened.order_id,
        "amount": said.get("amount", ""),
        "paid": said.get("paid_amount", ""),
        "tracking": said.get("tracking_no", ""),
        "carrier": said.get("carrier", ""),
        "shipped_at": said.get("ship_scan_at", ""),
        "missing_goods": said.get("missing_goods", ""),
        **_asking(file, rules, language),
        **_offering(file, rules, language),
        **_moving(file, rules, language, zone),
        **_agreed(file, rules, language),
    }
    return {name: words for name, words in filled.items() if words}


def _said(fact: Fact, language: str, zone: ZoneInfo) -> str:
    match fact.value:
        case Money() as money:
            return money.text(language)
        case Moment(at=at):
            return _when(at, language, zone)
        case value:
            return str(value)


def _when(at: datetime, language: str, zone: ZoneInfo) -> str:
    day = format_skeleton("MMMd", at, tzinfo=zone, locale=locale_of(language))
    return f"{day} {at.astimezone(zone):%H:%M}"


def _asking(file: CaseFile, rules: Rulebook, language: str) -> dict[str, str]:
    fact = _WISH if should_ask_the_wish(file) else open_question(file, Role.BUYER)
    return {
        "question": rules.library.phrase("questions", fact, language),
        "why_asked": rules.library.phrase("why_asked", fact, language),
    }


def _offering(file: CaseFile, rules: Rulebook, language: str) -> dict[str, str]:
    best = advised(file, rules)
    answered = file.last(OfferAnswered)
    counter = answered.counter if answered else None
    told = {"counter": counter.text(language) if counter else ""}
    if best is None:
        return told
    return told | {
        "remedy": rules.library.phrase("remedies", best.remedy, language),
        "gives": best.gives.text(language) if best.gives.minor else "",
    }


def _agreed(file: CaseFile, rules: Rulebook, language: str) -> dict[str, str]:
    """Once settled, the words are those of the agreement, whatever else is cheapest by now."""
    settled = file.last(SettlementAgreed)
    if settled is None:
        return {}
    gives = settled.gives
    steps = [step.says[language] for step in settled.steps if language in step.says]
    told = {
        "remedy": rules.library.phrase("remedies", settled.remedy, language),
        "gives": gives.text(language) if gives and gives.minor else "",
    }
    return told | ({"steps": " → ".join(steps)} if steps and len(steps) == len(settled.steps) else {})


def _moving(file: CaseFile, rules: Rulebook, language: str, zone: ZoneInfo) -> dict[str, str]:
    judged = file.last(LiabilityJudged)
    advice = judged.advice[0] if judged and len(judged.advice) == 1 else "verify"
    scan = file.last(ParcelScanned)
    clock = _our_clock(file)
    return {
        "doing": rules.library.phrase("doing", advice, language),
        "next_step": rules.library.phrase("next_step", advice, language),
        "steps": rules.library.phrase("steps", file.claim, language),
        "last_scan": f"{_when(scan.happened_at, language, zone)} {scan.raw_text}".strip() if scan else "",
        "due": _when(clock.due_at, language, zone) if clock else "",
        "rule": judged.grounds[0].says.get(language, "") if judged and judged.grounds else "",
    }


def _our_clock(file: CaseFile) -> ClockSet | None:
    """Return the clock a buyer may be told of: one of the platform's, never our own for answering quickly."""
    ours = [
        clock
        for clock in file.clocks.values()
        if clock.turn in (Role.SELLER, Role.AGENT) and not clock.clock.startswith("team.")
    ]
    return min(ours, key=lambda clock: clock.due_at, default=None)
