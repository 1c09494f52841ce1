"""What is each code called in the reader's language: facts and their values, remedies, platforms, clocks?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from hejie.casefile import vocabulary
from hejie.casefile.sentences import Teller
from hejie.desk import house
from hejie.rulebook import Rulebook
from hejie.rulebook.tracking_maps import load_tracking_maps

Words = Mapping[str, str]
# What exports and entries tell beyond the facts that rules read.
BESIDES = {
    "after_sales_id": gettext_noop("After-sales id"),
    "buyer": gettext_noop("Buyer"),
    "goods": gettext_noop("Goods"),
    "text": gettext_noop("The buyer's words"),
    "language": gettext_noop("Language"),
    "channel": gettext_noop("Channel"),
    "status": gettext_noop("Platform's status"),
    "intervention": gettext_noop("Platform's intervention"),
    "reason": gettext_noop("Buyer's reason"),
    "amount": gettext_noop("Amount asked back"),
    "updated_at": gettext_noop("Last changed at"),
    "parcel": gettext_noop("Carrier and number"),
    "return_parcel": gettext_noop("Carrier and number of the return"),
    "claim_type": gettext_noop("Kind of application"),
    "stage": gettext_noop("Stage"),
    "turn": gettext_noop("Turn"),
    "goods_status": gettext_noop("Whether the goods arrived"),
    "return_carrier": gettext_noop("Carrier of the return"),
    "return_required": gettext_noop("Whether goods go back"),
    "evidence_due_at": gettext_noop("Evidence due at"),
    "closed_at": gettext_noop("Closed at"),
    "platform_status": gettext_noop("Platform's status"),
    "reported_at": gettext_noop("Reported by the platform at"),
    "order_id": gettext_noop("Order"),
    "opened_at": gettext_noop("Opened at"),
    "replied_at": gettext_noop("Answered at"),
    "last_offer": gettext_noop("Last offer"),
    "settled": gettext_noop("Settled"),
    "stepped_in_at": gettext_noop("Platform stepped in at"),
    "evidence_submitted": gettext_noop("Evidence handed in"),
    "ruled_for": gettext_noop("Ruled for"),
}
VALUES_BESIDES = {
    ("goods_status", "received"): gettext_noop("the goods arrived"),
    ("goods_status", "not_received"): gettext_noop("the goods did not arrive"),
    ("goods_status", "returned"): gettext_noop("the goods went back"),
}


def said(words: Words, language: str) -> str:
    """Return a text in the reader's language, else in English, else in whatever it was written."""
    return words.get(language) or house.rules().wordbook.said(words, language)


def label(table: str, code: str, language: str) -> str:
    """Return what a code of one of the house's own tables is called, such as `CLAIMS` or `STAGES`."""
    return vocabulary.label(getattr(vocabulary, table), code, language)


def fact(name: str, language: str) -> str:
    """Return what a fact, or a field of an export, is called."""
    kind = house.rules().definitions.facts.get(name)
    return said(kind.label, language) if kind else gettext(BESIDES.get(name, name))


def value(name: str, code: str, language: str) -> str:
    """Return what a value of an enumerated fact is called."""
    kind = house.rules().definitions.facts.get(name)
    if kind and code in kind.values:
        return said(kind.values[code], language)
    beside = VALUES_BESIDES.get((name, code))
    return gettext(beside) if beside else code


def platform(code: str, language: str) -> str:
    """Return what a platform is called."""
    return value("platform", code, language)


def outcome(decision: str, code: str, language: str) -> str:
    """Return what an outcome of a decision is called."""
    kind = house.rules().definitions.decisions.get(decision)
    return said(kind.outcomes[code], language) if kind and code in kind.outcomes else code


def names(language: str) -> dict[str, str]:
    """Return what all codes of the rulebook are called; the words of the case file's own tables come from there."""
    return _names(house.rules(), language)


@lru_cache(maxsize=8)  # all languages of the rules in force, and of those before
def _names(rules: Rulebook, language: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for kind in rules.definitions.facts.values():
        told |= {code: said(words, language) for code, words in kind.values.items()}
    for decision in rules.definitions.decisions.values():
        told |= {code: said(words, language) for code, words in decision.outcomes.items()}
    for place in vocabulary.LIABLE, vocabulary.ROLES, vocabulary.WANTS, vocabulary.CLAIMS:
        told |= {code: said(words, language) for code, words in place.items()}
    told |= {clock.id: said(clock.says, language) for clock in rules.definitions.clocks.values()}
    told |= {name: said(kind.label, language) for name, kind in rules.definitions.facts.items()}
    findings = load_tracking_maps(*rules.roots[1:]).findings
    told |= {code: said(words, language) for code, words in findings.items()}
    return told | _remedies(rules, language)


def remedies(language: str) -> dict[str, str]:
    """Return what the remedies of all platforms are called."""
    return _remedies(house.rules(), language)


@lru_cache(maxsize=8)
def _remedies(rules: Rulebook, language: str) -> dict[str, str]:
    return {
        remedy.id: said(remedy.label, language)
        for platform in rules.platforms.values()
        for offered in platform.remedies.values()
        for remedy in offered
    }


def teller(language: str, zone: str) -> Teller:
    """Return who tells entries to this reader."""
    texts = house.rules().wordbook.of(language)
    return Teller(language, zone=zone, names=names(language), texts=texts)
