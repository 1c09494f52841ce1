"""In which situation of the talk with the buyer are we?"""

from __future__ import annotations

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    Entry,
    FactAsked,
    LiabilityJudged,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    SettlementAgreed,
)
from hejie.casefile.facts import FactState
from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage

_TOO_MANY_OFFERS = 2  # not a rule: two offers without having asked is where offering turns into haggling (M7)


def situation(file: CaseFile) -> str:
    """Return the situation, by the names of the script library; empty when it is the buyer's move."""
    if file.last(SettlementAgreed):
        return "settled"
    if file.stage in (Stage.PLATFORM_REVIEW, Stage.EVIDENCE, Stage.APPEAL):
        return "platform_statement"
    if not file.last(MessageSent):
        return "first_reply"
    if _waits_for_the_buyer(file):
        return ""
    return _after_the_first_reply(file)


def _after_the_first_reply(file: CaseFile) -> str:
    judged = file.last(LiabilityJudged)
    if open_question(file, Role.BUYER):
        return "ask_fact"
    if judged is None or judged.status != "decided":
        return "progress"
    if judged.advice == ("prove_and_refuse",):
        return "prove_and_refuse"
    answered = file.last(OfferAnswered)
    if answered and answered.answer != "accepted":
        return "counter_offer"
    return "offer"


def open_question(file: CaseFile, of: Role) -> str:
    """Return the fact that was asked of somebody last and is still unknown, or an empty string."""
    for asked in reversed([asked for asked in file.all(FactAsked) if asked.of is of]):
        fact = file.facts.get(asked.name)
        if fact is None or fact.state is FactState.UNKNOWN:
            return asked.name
    return ""


def should_ask_the_wish(file: CaseFile) -> bool:
    """Tell whether offers were made without the buyer's real wish being known: ask before offering again."""
    made = sum(1 for _ in file.all(OfferMade))
    return made >= _TOO_MANY_OFFERS and "buyer_wish" not in file.facts


def _waits_for_the_buyer(file: CaseFile) -> bool:
    ours = _seq_of_last(file, MessageSent, OfferMade)
    return ours > _seq_of_last(file, MessageReceived, OfferAnswered) and ours > _last_new_fact(file)


def _last_new_fact(file: CaseFile) -> int:
    return max((line.seq for line in file.standing if _brings_news(line.entry)), default=0)


def _brings_news(entry: Entry) -> bool:
    return isinstance(entry.what, LiabilityJudged)


def _seq_of_last(file: CaseFile, *kinds: type) -> int:
    return max((line.seq for line in file.standing if isinstance(line.entry.what, kinds)), default=0)
