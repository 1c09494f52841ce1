"""In which situation of the talk with the buyer are we?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CaseTaken,
    Entry,
    Escalated,
    FactAsked,
    LiabilityJudged,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    SettlementAgreed,
)
from hejie.casefile.facts import Fact, FactState, known
from hejie.casefile.parties import Actor, Role
from hejie.casefile.stages import Stage
from hejie.rulebook import Rulebook
from hejie.rulebook.grounds import ground

_SAYS_WHY = (("prove_and_refuse",), ("explain",))  # nobody is offered money where nothing is owed
# Something is waited for: ask, or say what.
_ELSEWHERE = {"wait", "ask_carrier", "ask_platform", "ask_buyer", "ask_tax_number"}
_CHANGE = "team.another_voice"  # the rules that ask for somebody else
_TOO_MANY_OFFERS = 2  # not a rule: two offers without having asked is where offering turns into haggling (M7)


def situation(file: CaseFile) -> str:
    """Return the situation, by the names of the script library; empty when it is the buyer's move."""
    if file.last(SettlementAgreed):
        return "settled"
    if file.stage in (Stage.PLATFORM_REVIEW, Stage.EVIDENCE, Stage.APPEAL):
        return "platform_statement"
    if not file.last(MessageSent):
        return "first_reply"
    judged = file.last(LiabilityJudged)
    if judged is None or judged.status != "decided":
        return _while_open(file)
    return _once_decided(file, judged)


def _while_open(file: CaseFile) -> str:
    if _seq_of_last(file, MessageSent) > _seq_of_last(file, MessageReceived):
        return ""
    return "ask_fact" if open_question(file, Role.BUYER) else "progress"


def _once_decided(file: CaseFile, judged: LiabilityJudged) -> str:
    ours, theirs = _seq_of_last(file, OfferMade), _seq_of_last(file, OfferAnswered, MessageReceived)
    if ours > theirs:
        return ""
    if set(judged.advice) & _ELSEWHERE:
        return _while_open(file)
    if judged.advice in _SAYS_WHY and not _reason_has_its_own_way(file, judged):
        said = _seq_of_last(file, MessageSent) > max(theirs, _seq_of_last(file, LiabilityJudged))
        return "" if said else "prove_and_refuse"
    answered = file.last(OfferAnswered)
    return "counter_offer" if answered and answered.answer != "accepted" else "offer"


def _reason_has_its_own_way(file: CaseFile, judged: LiabilityJudged) -> bool:
    # A refused parcel is explained by its reason (C4): a detail shown, a guide sent. That is an offer, not a refusal.
    return judged.advice == ("explain",) and "refusal_reason" in file.facts


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


def offers_unasked(file: CaseFile) -> int:
    """Return how many offers were made without the buyer's real wish being known."""
    return 0 if "buyer_wish" in file.facts else sum(1 for _ in file.all(OfferMade))


def propose_another(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return the proposal that somebody else ask first, where the team's rules say that too many offers went unasked.

    It goes to the supervisor, who can give the case to another agent. It is made once; after the case was taken by
    somebody, the rules may demand it again.
    """
    told = rules.explain(_with_unasked(file), as_of=at, decision="change_agent")
    if (
        file.last(SettlementAgreed) is not None
        or told.answer.outcome != "yes"
        or not told.fired
        or _proposed(file)
    ):
        return ()
    reason = told.fired[0]
    seen = [f"{name} {value}" for part in reason.because for name, value in part.facts.items()]
    why = ground(rules.definitions, reason.rule, reason.says, [source.id for source in reason.sources], seen)
    return (Entry(at, by, Escalated(Role.SUPERVISOR, why)),)


def _with_unasked(file: CaseFile) -> Mapping[str, Fact]:
    return {**file.facts, "offers_unasked": known("offers_unasked", offers_unasked(file))}


def _proposed(file: CaseFile) -> bool:
    """Tell whether the proposal stands: made, and nobody has taken the case since."""
    for line in reversed(file.standing):
        match line.entry.what:
            case CaseTaken():
                return False
            case Escalated(ground=why) if why.rule.startswith(_CHANGE):
                return True
    return False


def _seq_of_last(file: CaseFile, *kinds: type) -> int:
    return max((line.seq for line in file.standing if isinstance(line.entry.what, kinds)), default=0)
