"""Which facts does this claim still need, who can supply each, by when, and what would each answer lead to?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from hejie.casefile import CaseFile
from hejie.casefile.entries import FactAsked
from hejie.casefile.facts import Fact, FactState, known
from hejie.casefile.parties import Role
from hejie.rulebook import Rulebook
from hejie.rulebook.questions import Leaf, Question
from hejie.rulebook.schema import FactKind
from hejie.verification.refusal import FAILED_DELIVERY, TRUE_REFUSAL
from hejie.verification.route import Route

DECISION = "liability"
OPEN = "open"
WHAT_HAPPENED = "buyer_reason"  # what a buyer is asked where no rule knows what it is about
# What kind of case it is: with only these known, every fact its rules may turn on is open.
WHAT_IT_IS = ("platform", "variant", "site", "law", "claim")
# What only the carrier can clear up, by what was found in the route.
_TO_THE_CARRIER = {
    "signals_conflict": "refusal",
    "code_against_words": "refusal",
    "customs_cause_unstated": "customs_reason",
    "newest_not_recognised": "parcel_state",
    "signer_after_return_unclear": "parcel_state",
    "silent_too_long": "loss_confirmed",
}


class Needed(Struct, frozen=True):
    """One line of the checklist: a fact of this claim, how it stands, and who is or would be asked for it.

    `fact` is None while nobody has said anything; `asked` tells whether the case has asked already.
    """

    name: str
    fact: Fact | None
    of: Role | None
    evidence: str = ""
    asked: bool = False
    leads_to: dict[str, tuple[str, ...]] = {}

    @property
    def is_known(self) -> bool:
        """Whether nothing is left to ask: a value is there, or it is known that there is none."""
        return self.fact is not None and self.fact.state is not FactState.UNKNOWN


def facts_needed(file: CaseFile, *, rules: Rulebook, at: datetime) -> tuple[Needed, ...]:
    """Return the facts that bear on this claim: the open ones, cheapest first, then those the answer rests on."""
    asked = _asked(file)
    open_ones = [
        Needed(
            found.fact,
            file.facts.get(found.fact),
            role_of(found.who),
            found.evidence,
            found.fact in asked,
            _leads(found),
        )
        for found in _open(file, rules, at)
    ]
    open_names = {line.name for line in open_ones}
    rest = [name for name in _reads(file, rules, at) if name not in open_names]
    return (*open_ones, *(_line(name, file, rules, asked) for name in rest))


def questions(
    file: CaseFile, route: Route | None, found: tuple[str, ...], *, rules: Rulebook, at: datetime
) -> Iterator[FactAsked]:
    """Yield what is to be asked now: what the route leaves to the carrier, then what the claim still needs.

    Nothing is asked twice, nothing that is not obtainable, and nothing that only the system itself could know.
    """
    asked = _asked(file)
    names = [_TO_THE_CARRIER[code] for code in found if code in _TO_THE_CARRIER] if route else []
    for name in dict.fromkeys(names):
        if name not in asked and name in rules.definitions.facts and not _settled(file, name):
            yield _to_the_carrier(file, rules, name, at)
            asked.add(name)
    open_ones = _open(file, rules, at)
    askable = [one for one in open_ones if role_of(one.who) is not None]
    for open_one in [
        one for one in askable if _moves(one)
    ] or askable:  # where no answer alone moves it, all do
        if open_one.fact not in asked:
            yield FactAsked(open_one.fact, _role(open_one), _due(open_one.sla, at), _leads(open_one))
    if not open_ones and _no_rule_speaks(file, rules, at) and WHAT_HAPPENED not in asked | file.facts.keys():
        kind = rules.definitions.facts[WHAT_HAPPENED]
        yield FactAsked(WHAT_HAPPENED, Role.BUYER, _due(kind.ask.sla, at), {})


def _open(file: CaseFile, rules: Rulebook, at: datetime) -> tuple[Question, ...]:
    """Return the facts worth asking for. Where no rule speaks, those too that silence stood for: one may speak then."""
    found = rules.questions(file.facts, as_of=at, decision=DECISION)
    if found or not _no_rule_speaks(file, rules, at):
        return found
    kinds = rules.definitions.facts.values()
    unsaid = {
        kind.name: Fact(kind.name, FactState.UNKNOWN)
        for kind in kinds
        if kind.if_missing == FactState.ABSENT and kind.name not in file.facts
    }
    return rules.questions({**unsaid, **file.facts}, as_of=at, decision=DECISION)


def _no_rule_speaks(file: CaseFile, rules: Rulebook, at: datetime) -> bool:
    """Tell whether nobody at all can be liable by the rules as the case stands: they do not cover it."""
    return not any(rules.judge(file.facts, as_of=at)[DECISION].values)


def role_of(who: str) -> Role | None:
    """Return the role that can be asked; None for what nobody but the system can know."""
    if who == Role.SYSTEM:
        return None
    return Role(who) if who in set(Role) else Role.AGENT


def _role(question: Question) -> Role:
    return role_of(question.who) or Role.AGENT


def _settled(file: CaseFile, name: str) -> bool:
    """Tell whether somebody has said more about a fact than the record that raised the question."""
    fact = file.facts.get(name)
    if fact is None or fact.state is FactState.UNKNOWN:
        return False
    return not fact.source.startswith("scan ") or fact.state is FactState.UNOBTAINABLE


def _to_the_carrier(file: CaseFile, rules: Rulebook, name: str, at: datetime) -> FactAsked:
    kind = rules.definitions.facts[name]
    leads = {}
    for value in _answers(name, kind):
        then = rules.judge({**file.facts, name: known(name, value)}, as_of=at)[DECISION]
        leads[_shown(value)] = _outcomes(then.values)
    return FactAsked(name, Role.CARRIER, _due(kind.ask.sla, at), leads)


def _answers(name: str, kind: FactKind) -> tuple[str | bool, ...]:
    if name == "refusal":
        return (TRUE_REFUSAL, FAILED_DELIVERY)
    if kind.type == "bool":
        return (True, False)
    return tuple(kind.values) if name == "customs_reason" else ()


def _moves(question: Question) -> bool:
    """Tell whether some answer would change what is possible."""
    return len({(leaf.values, leaf.status) for leaf in question.leaves}) > 1 or question.settles


def _due(sla: int, at: datetime) -> datetime | None:
    return at + timedelta(minutes=sla) if sla else None


def _leads(question: Question) -> dict[str, tuple[str, ...]]:
    return {_shown(leaf.value): _outcomes(leaf.values) for leaf in _telling(question.leaves)}


def _telling(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves if leaf.value is not None)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _outcomes(values: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(value) if value not in ("", None) else OPEN for value in values)


def _asked(file: CaseFile) -> set[str]:
    return {asked.name for asked in file.all(FactAsked)}


def _reads(file: CaseFile, rules: Rulebook, at: datetime) -> tuple[str, ...]:
    """Return the facts on which a claim like this can turn, known or not, and those that were asked for."""
    known_from_the_start = {name: file.facts[name] for name in WHAT_IT_IS if name in file.facts}
    bearing = rules.questions(known_from_the_start, as_of=at, decision=DECISION)
    return tuple(dict.fromkeys((*(found.fact for found in bearing), *sorted(_asked(file)))))


def _line(name: str, file: CaseFile, rules: Rulebook, asked: set[str]) -> Needed:
    kind: Mapping[str, FactKind] = rules.definitions.facts
    ask = kind[name].ask
    return Needed(name, file.facts.get(name), role_of(ask.who), ask.evidence, name in asked)
