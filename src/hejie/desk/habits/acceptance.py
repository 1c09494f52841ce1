"""What would the closed cases teach of what buyers accept, what would change by it, and how is it switched on and back?

One law holds for the whole desk, so that all its closed cases teach it, the newest first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from msgspec import structs, to_builtins

from hejie.casefile import CaseFile
from hejie.desk.cases import store
from hejie.desk.habits import folder
from hejie.desk.habits.mistakes import NothingToLearn, NotSurelyBetter
from hejie.desk.habits.numbers import as_yaml, plain
from hejie.desk.models import CaseIndex
from hejie.remedy.acceptance import Gist, as_rows, gist, law_of
from hejie.remedy.estimating import is_no_worse, tried
from hejie.remedy.learning import Pace, fit
from hejie.remedy.outcomes import outcome_of
from hejie.remedy.replaying import decision_of, turned
from hejie.rulebook import Rulebook
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.reading import read_text
from hejie.rulebook.settlement import FILE, TABLES, Acceptance, Learned, read_acceptance

# Cases: to learn from, to try it on, to look at beforehand.
MOST_CLOSED, MOST_TRIED, MOST_OPEN = 3000, 500, 300
LEARNED, SHIPPED_LAW = "learned", "first_guess"
Edits = dict[str, str]


class Family(NamedTuple):
    """What a law says of one family of complaints, at a middling price, and whether that was learned."""

    claims: tuple[str, ...]
    gist: Gist
    learned: bool


class Taken(NamedTuple):
    """How likely a remedy is taken before and after, in percent, over so many open cases that it is weighed in."""

    remedy: str
    before: int
    after: int
    cases: int


class Choices(NamedTuple):
    """What another law changes in open cases: which ones are offered something else first, and what is taken."""

    laws: tuple[Learned | None, Learned | None]
    looked_at: int
    turns: dict[tuple[str, str], int]
    taken: tuple[Taken, ...]

    @property
    def turned(self) -> int:
        """How many cases are offered something else first."""
        return sum(self.turns.values())


def families(table: Acceptance) -> list[Family]:
    """Return what the law in force says, family by family."""
    middle = len(table.band_shift) // 2
    told = []
    for reason in table.reasons.values():
        name = f"{reason.id}.{middle}"
        known = table.learned is not None and name in table.learned.cells
        told.append(Family(reason.claims, gist(law_of(table, name), table), known))
    return told


def learn(rules: Rulebook, *, at: datetime) -> Learned:
    """Return the law that the closed cases teach, tried on those of them that tell. Raises NothingToLearn."""
    today = at.date()
    names = ("prior_cases", "half_life")
    pace = Pace(*(rules.parameter(f"team.settlement.{name}", on=today) or 1 for name in names))
    files = list(_closed())
    outcomes = [one for file in files if (one := outcome_of(file, rules.acceptance))]
    laws = fit(outcomes, rules.acceptance, pace, as_of=today)
    if not laws:
        raise NothingToLearn
    rows = {name: as_rows(law) for name, law in laws.items()}
    cells, escalate, give_up, firm = (
        {name: tuple(row[part]) for name, row in rows.items()} for part in TABLES
    )
    law = Learned(f"learned-{today.isoformat()}", cells, escalate, give_up, firm, cases=len(outcomes))
    other = structs.replace(rules.acceptance, learned=law)
    offered = (decision_of(file, other, rules=rules) for file in files[:MOST_TRIED])
    return structs.replace(law, tried=tried(one for one in offered if one))


def switched(files: Mapping[str, str], law: Learned, *, by: str, on: date) -> Edits:
    """Return what switches a law on, in whose name and from when."""
    return _with(files, as_block(structs.replace(law, by=by, since=on)))


def switched_back(files: Mapping[str, str]) -> Edits:
    """Return what switches the shipped law on again, also over one that was switched on by hand."""
    return _with(files, None)


def as_block(law: Learned) -> dict[str, Any]:
    """Return a law as a file keeps it."""
    body = {name: value for name, value in to_builtins(law, builtin_types=(date,)).items() if value}
    return {name: body[name] for name in ("name", "cases", "since", "by", "tried", *TABLES) if name in body}


def check(rules: Rulebook, new: Acceptance, *, anyway: bool, on: date) -> None:
    """Raise NotSurelyBetter where a law is switched on that the closed cases do not show to be as good."""
    law = new.learned
    if law and law != rules.acceptance.learned and not anyway and is_doubtful(rules, law, on=on):
        raise NotSurelyBetter(least(rules, on))


def is_doubtful(rules: Rulebook, law: Learned, *, on: date) -> bool:
    """Tell whether the closed cases leave it open that a law is worse."""
    return not is_no_worse(law.tried, least(rules, on))


def least(rules: Rulebook, on: date) -> int:
    """Return how many closed cases of a currency must tell before a law counts as tried."""
    return rules.parameter("team.settlement.switch_cases", on=on) or 0


def choices(old: Rulebook, new: Rulebook, cases: Iterable[CaseFile], *, at: datetime) -> Choices | None:
    """Return what another law changes in open cases, the first of them; None where the law stays."""
    if old.acceptance == new.acceptance:
        return None
    turns: Counter[tuple[str, str]] = Counter()
    shares: dict[str, list[tuple[int, int]]] = defaultdict(list)
    looked_at = 0
    for file in list(cases)[:MOST_OPEN]:
        found = turned(file, new.acceptance, rules=old, at=at)
        looked_at += 1
        if found is None:
            continue
        turns[found.first] += found.first[0] != found.first[1]
        for remedy, both in found.accepts.items():
            shares[remedy].append(both)
    taken = tuple(
        sorted((_taken(remedy, both) for remedy, both in shares.items()), key=lambda one: -one.cases)
    )
    laws = (old.acceptance.learned, new.acceptance.learned)
    return Choices(laws, looked_at, {turn: count for turn, count in turns.most_common() if count}, taken)


def _taken(remedy: str, both: Sequence[tuple[int, int]]) -> Taken:
    before, after = (round(sum(side) / len(both)) for side in zip(*both, strict=True))
    return Taken(remedy, before, after, len(both))


def _closed() -> Iterable[CaseFile]:
    rows = CaseIndex.objects.filter(closed_at__isnull=False, is_open=False).order_by("-closed_at", "-id")
    return store.several(rows.values_list("case_id", flat=True)[:MOST_CLOSED])


def _with(files: Mapping[str, str], law: dict[str, Any] | None) -> Edits:
    top = plain(read_text(files.get(FILE, ""), FILE))
    top.pop(LEARNED, None)
    under = read_acceptance((SHIPPED, *folder.layers(None))).learned
    if law is not None or under is not None:
        top[LEARNED] = law
    return {FILE: as_yaml(top, inline=True) if top else ""}
