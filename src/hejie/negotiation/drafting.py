"""Which message fits the next move, in the buyer's language, and which of its slots does no fact fill yet?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, LiabilityJudged, MessageDrafted
from hejie.casefile.parties import Actor
from hejie.language import render
from hejie.negotiation.profile import adapt, profile
from hejie.negotiation.situation import should_ask_the_wish, situation
from hejie.negotiation.slots import slots
from hejie.rulebook import Rulebook

_UNSHIPPED, _SMALL, _PAID_BACK = "unshipped", "small_sum", "agree_refund"
_BENDS = {"warm", "kind", "reassuring", "inquiring"}  # a statement or an inquiry speaks to everybody alike


def next_move(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor) -> tuple[Entry, ...]:
    """Return a draft for the next move if it differs from the last one; nothing when it is the buyer's move.

    After two offers without the buyer's real wish being known the draft asks for it and says that another agent
    should take over: the same voice with a third number rarely settles anything.
    """
    now = situation(file)
    if not now:
        return ()
    asks_wish = should_ask_the_wish(file) and now in ("offer", "counter_offer")
    draft = _draft(file, rules, "ask_fact" if asks_wish else now, at)
    if asks_wish:
        draft = MessageDrafted(
            draft.text, draft.language, draft.script, draft.missing, because="ask_the_wish"
        )
    return () if draft == file.last(MessageDrafted) else (Entry(at, by, draft),)


def _draft(file: CaseFile, rules: Rulebook, now: str, at: datetime) -> MessageDrafted:
    language = buyer_language(file, rules)
    written = rules.library.reasons(file.claim, now)
    reason = next((one for one in _reasons(file, rules, at) if one in written), None)
    script = rules.library.script(file.claim, now, language, reason, file.platform)
    rendered = render(script, slots(file, rules, script.language, at))
    text = rendered.text
    if script.tone in _BENDS:
        text = adapt(text, profile((file,), rules=rules, at=at), script.language, rules=rules).text
    return MessageDrafted(text, script.language, script.id, rendered.missing)


def _reasons(file: CaseFile, rules: Rulebook, at: datetime) -> Iterator[str]:
    """Yield what the words may turn on within a claim, the most telling first.

    That a small sum is paid back without further questions (T7), what the rules advise (a request that has to be filed
    anew), why a parcel was refused, or that nothing has left us yet (T9).
    """
    judged = file.last(LiabilityJudged)
    advice = judged.advice if judged and len(judged.advice) == 1 else ()
    small = rules.judge(file.facts, as_of=at).get("small_sum")
    if advice == (_PAID_BACK,) and small and small.outcome == "yes" and file.claim != "cod_refused":
        yield _SMALL
    yield from advice
    refused, state = (file.facts.get(name) for name in ("refusal_reason", "order_state"))
    if refused and refused.value:
        yield str(refused.value)
    if state and state.value in ("unpaid", "paid"):
        yield _UNSHIPPED


def buyer_language(file: CaseFile, rules: Rulebook) -> str:
    """Return the language to write in: what the buyer wrote, else that of the site, else the platform's first."""
    meta = rules.platform(file.platform).meta
    site = file.facts.get("site")
    market = meta.sites.get(str(site.value)) if site else None
    return file.opened.language or (market.language if market else meta.languages[0])
