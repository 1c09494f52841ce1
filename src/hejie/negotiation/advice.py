"""Which remedy puts into practice what the rules advise, and may be spoken of now?"""

from __future__ import annotations

from hejie.casefile import CaseFile
from hejie.casefile.entries import LiabilityJudged, Offer, OffersWeighed
from hejie.casefile.entries.deciding import NOT_REFUSABLE, OURS_TO_BEAR
from hejie.rulebook import Rulebook
from hejie.rulebook.answers import DECIDED


def advised(file: CaseFile, rules: Rulebook, *, within_limit: bool = True) -> Offer | None:
    """Return the first remedy that carries out the advice, by default only within the agent's limit, or None.

    Words must follow the verdict: a cheaper remedy that the rules do not advise would admit what was not found, or
    give less than is due. A remedy below the buyer's entitlement may be an invitation (a second delivery), never
    more: the entitlement stays, and the offer says so in `why_not`. A refusal that may not be is no choice at all.
    Before it is judged who is liable only what fits every verdict that is possible may be spoken of (P3). Without
    advice the cheapest grantable one stands.
    """
    weighed, judged = file.last(OffersWeighed), file.last(LiabilityJudged)
    offers = [offer for offer in weighed.offers if _may_be_said(offer, within_limit)] if weighed else []
    advice = set(judged.advice) if judged else set()
    remedies = rules.platform(file.platform).remedies.get(file.claim, ())
    fitting = {remedy.id for remedy in remedies if advice & set(remedy.carries_out)}
    if judged and judged.status != DECIDED and advice:
        fitting = {remedy.id for remedy in remedies if advice <= set(remedy.carries_out)}
        return next((offer for offer in offers if offer.remedy in fitting), None)
    if fitting:
        return next((offer for offer in offers if offer.remedy in fitting), None)
    return next((offer for offer in offers if offer.grantable or not (within_limit or offer.why_not)), None)


def _may_be_said(offer: Offer, within_limit: bool) -> bool:
    return offer.why_not not in (NOT_REFUSABLE, OURS_TO_BEAR) and not (within_limit and offer.needs)
