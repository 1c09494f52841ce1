"""How much dearer than the best possible is each way of settling, in simulated shops with buyers nobody knew before?

The shops' buyers come from another family of distributions than the shipped guesses: near them (a few points off), far
(every reason 20 to 30 points off), or odd (far, and what goods are worth to them instead of money is misjudged by 10 to
20 points). The cost of a policy is its exact expectation under the shop's true law; only what it learns from is drawn.
`excess_*` is in percent over the dynamic programme that knows the true law, with half the width of the 95 % interval
over the runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from bench import Figures
from bench.worlds.shops import Case, Shop, endings
from hejie.remedy.acceptance import Law, law_of
from hejie.remedy.choosing import drawn, lot, propensities
from hejie.remedy.learning import Outcome, Pace, fit
from hejie.remedy.stopping import Endings, Moves, plan
from hejie.rulebook import load_rulebook
from hejie.rulebook.settlement import Acceptance

ROUNDS = 3
EARLY = 2000
PACE = Pace(30, 90)
NEAR = 0.01  # share of the price within which moves take turns
MISJUDGED = (0.15, 0.2)  # how much too high, and how unsteadily, the chance of a ruling against us is guessed
CHECKED = ("first_guess", "learning", "learning_taking_turns", "learning_ruling_misjudged")
STUDENT = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 8: 2.36, 10: 2.26}

Path = list[int]


@dataclass
class Policy:
    """A way of settling: the offers of a case in order, and what it learns from how the case went."""

    name: str
    offers: Callable[[Case], Path]
    hears: Callable[[Case, Path, Outcome, float], None] = lambda case, path, outcome, cost: None
    costs: list[float] = field(default_factory=list)


def measure(quick: bool) -> Figures:
    """Run the shops and compare."""
    table = load_rulebook().acceptance
    seeds, cases = (3, 1200) if quick else (6, 12_000)
    figures: Figures = {"seeds_count": float(seeds), "cases_each_count": float(cases)}
    breaches = decisions = 0.0
    for kind in ("near", "far", "odd"):
        runs = [Run(table, seed, kind) for seed in range(101, 101 + seeds)]
        for run in runs:
            run.go(cases)
            breaches, decisions = breaches + run.breaches, decisions + run.decisions
        for name in runs[0].names:
            _told(figures, f"{kind}_{name}", [run.excess(name) for run in runs])
        early = [run.excess("learning", min(EARLY, cases)) for run in runs]
        _told(figures, f"{kind}_learning_first_{min(EARLY, cases)}", early)
    figures["decisions_checked_count"] = decisions
    figures["breaches_of_cap_or_floor_count"] = breaches
    figures["decision_median_ms"], figures["decision_slowest_of_1000_ms"] = _timed(table)
    return figures


def _told(figures: Figures, name: str, values: list[float]) -> None:
    figures[f"excess_{name}_percent"] = round(float(np.mean(values)), 2)
    width = STUDENT.get(len(values), 2.0) * float(np.std(values, ddof=1)) / np.sqrt(len(values))
    figures[f"excess_{name}_half_interval_points"] = round(width, 2)
    figures[f"excess_{name}_worst_seed_percent"] = round(max(values), 2)


class Run:
    """One shop, settled in every way at once."""

    def __init__(self, table: Acceptance, seed: int, kind: str) -> None:
        self.table, self.shop = table, Shop(table, seed, far=kind != "near", odd=kind == "odd")
        self.laws: dict[str, Law] = {}
        self.outcomes: list[Outcome] = []
        self.bandit = Bandit(seed)
        self.breaches = self.decisions = 0
        self.policies = [
            Policy("always_refund", lambda case: [_find(case, "cash 100", "refund")]),
            Policy("ladder_10_30_50_100", lambda case: _ladder(case, (10, 30, 50, 100))),
            Policy("small_sum_then_30_50_full", _small_sum_rule),
            Policy("by_fault", _by_fault),
            Policy("bandit_over_ladders", self.bandit.offers, self.bandit.hears),
            Policy("first_guess", lambda case: self._best(case, law_of(table, case.segment))),
            Policy("learning", self._learned, self._hears),
            Policy("learning_taking_turns", self._taking_turns),
            Policy("learning_ruling_misjudged", self._misjudging),
            Policy("true_law", self._knowing),
        ]

    @property
    def names(self) -> list[str]:
        """The policies that are compared."""
        return [policy.name for policy in self.policies if policy.name != "true_law"]

    def go(self, cases: int) -> None:
        """Settle that many cases in every way."""
        for number in range(cases):
            case, truth = self.shop.case(number), None
            truth = self.shop.laws[case.segment]
            wish, least = self.shop.buyer(case.segment)
            chances = self.shop.chance.random(ROUNDS + 2)
            for policy in self.policies:
                path = policy.offers(case)
                policy.costs.append(expected(case, path, truth))
                outcome, cost = happened(case, path, truth, (wish, least), chances)
                policy.hears(case, path, outcome, cost)
                if policy.name in CHECKED:
                    self._check(case, path)
            if (number + 1) % (25 if number < 400 else 200) == 0:
                self.laws = dict(fit(self.outcomes, self.table, PACE, as_of=case.on))

    def excess(self, name: str, first: int | None = None) -> float:
        """Percent by which a policy is dearer than the one that knows the truth."""
        costs = {policy.name: sum(policy.costs[:first]) for policy in self.policies}
        return 100 * (costs[name] / costs["true_law"] - 1)

    def _best(self, case: Case, law: Law, *, near: float = 0, endings: Endings | None = None) -> Path:
        found = plan(law, case.moves, endings or case.endings, ROUNDS)
        path: Path = []
        refused = (0, 0)
        for number in range(ROUNDS):
            move = found.best(number, refused)
            if near:
                chance = propensities(found.expected(number, refused), near * case.value)
                move = drawn(chance, lot(case.on, case.value, number))
            path.append(move)
            after = _raised(case, move, refused)
            if after == refused:
                break
            refused = after
        return path

    def _knowing(self, case: Case) -> Path:
        told = replace(case, moves=Moves(case.moves.parts, case.truth))
        return self._best(told, self.shop.laws[case.segment])

    def _learned(self, case: Case) -> Path:
        return self._best(case, self.laws.get(case.segment) or law_of(self.table, case.segment))

    def _taking_turns(self, case: Case) -> Path:
        return self._best(case, self.laws.get(case.segment) or law_of(self.table, case.segment), near=NEAR)

    def _misjudging(self, case: Case) -> Path:
        noise = MISJUDGED[1] * (sum(lot(case.value, number) for number in range(12)) - 6)
        wrong = float(np.clip(case.ruled + MISJUDGED[0] + noise, 0, 1))
        law = self.laws.get(case.segment) or law_of(self.table, case.segment)
        return self._best(case, law, endings=endings(case.value, wrong, case.custom))

    def _hears(self, case: Case, path: Path, outcome: Outcome, cost: float) -> None:
        self.outcomes.append(outcome)

    def _check(self, case: Case, path: Path) -> None:
        # Judged from the case itself, not from the list of moves that the policy was given.
        for move in path:
            self.decisions += 1
            label, paid = case.labels[move], float(case.pays[move])
            full = label in ("refund", "return_refund", "cash 100")
            fair = not case.floor or full or (case.floor == "half" and paid >= case.value / 2 - 1)
            self.breaches += not fair or (paid > case.cap and case.floor != "return_refund")


def _find(case: Case, *labels: str) -> int:
    for label in labels:
        if label in case.labels:
            return case.labels.index(label)
    affordable = case.moves.worth.sum(axis=1)
    return int(affordable.argmax())


def _cash(case: Case, share: int) -> int:
    held = [i for i, label in enumerate(case.labels) if label.startswith("cash")]
    near = [i for i in held if int(case.labels[i].split()[1]) <= share] or held
    return near[-1] if near else _find(case, "refund", "return_refund")


def _ladder(case: Case, shares: tuple[int, ...]) -> Path:
    path: Path = []
    for share in shares:
        move = _cash(case, share)
        if move not in path:
            path.append(move)
    return path


def _small_sum_rule(case: Case) -> Path:
    return [_find(case, "cash 100", "refund")] if case.small else _ladder(case, (0, 30, 50, 100))


def _by_fault(case: Case) -> Path:
    if case.fault:
        goods = _find(case, "reship") if "reship" in case.labels else _cash(case, 100)
        return [goods, _cash(case, 100)]
    return [_cash(case, 0), _cash(case, 10)]


class Bandit:
    """Thompson sampling over twelve ladders in each segment: it learns from money alone."""

    LADDERS = (
        (0,), (10,), (30,), (50,), (100,), (10, 30), (10, 50), (30, 50), (30, 100), (50, 100), (10, 30, 50),
        (0, 30, 50, 100),
    )  # fmt: skip

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed + 9)
        self.seen: dict[str, np.ndarray] = {}
        self.arm = 0

    def offers(self, case: Case) -> Path:
        """Draw a ladder."""
        n, total, square = self.seen.setdefault(
            case.segment, np.tile([[2.0], [1.0], [0.6]], len(self.LADDERS))
        )
        mean = total / n
        spread = np.sqrt(np.maximum(square / n - mean**2, 0.01) / n)
        self.arm = int((mean + spread * self.chance.standard_normal(len(n))).argmin())
        return _ladder(case, self.LADDERS[self.arm])

    def hears(self, case: Case, path: Path, outcome: Outcome, cost: float) -> None:
        """Remember what the ladder cost, as a share of the price."""
        share = cost / case.value
        self.seen[case.segment][:, self.arm] += (1, share, share * share)


def _raised(case: Case, move: int, refused: tuple[int, int]) -> tuple[int, int]:
    worth = case.moves.worth[move]
    return max(refused[0], int(worth[0])), max(refused[1], int(worth[1]))


def _truly(case: Case, move: int, refused: tuple[int, int]) -> tuple[int, int]:
    return max(refused[0], int(case.truth[move][0])), max(refused[1], int(case.truth[move][1]))


def expected(case: Case, path: Path, law: Law) -> float:
    """The exact expected cost of a row of offers under a law."""
    tails = np.zeros((2, law.cells + 1))
    tails[:, :-1] = law.mass[:, ::-1].cumsum(axis=1)[:, ::-1]
    cost, escalated, rested = case.moves.cost, case.endings.escalated.sum(), case.endings.rested.sum()
    end = law.firm * escalated + (1 - law.firm) * rested
    there, refused, total, alive = 1.0, (0, 0), 0.0, 1.0
    for number, move in enumerate(path):
        after = _truly(case, move, refused)
        if after == refused:
            break
        left = float(tails[0, after[0]] + tails[1, after[1]])
        total += alive * (there - left) * cost[move]
        up, down = law.leaves(number)
        total += alive * left * (up * escalated + down * rested)
        alive, there, refused = alive * (1 - up - down), left, after
    return float(total + alive * there * end)


def happened(
    case: Case, path: Path, law: Law, buyer: tuple[int, int], chances: np.ndarray
) -> tuple[Outcome, float]:
    """What one buyer really did, as the shop sees it."""
    wish, least = buyer
    after: list[str] = []
    refused, cost = (0, 0), case.moves.cost
    escalated, rested = float(case.endings.escalated.sum()), float(case.endings.rested.sum())
    for number, move in enumerate(path):
        raised = _raised(case, move, refused)
        if raised == refused:
            break
        if int(case.truth[move][wish]) > least:
            taken = _raised(case, move, (0, 0))
            return Outcome(case.segment, case.on, refused, taken, tuple(after)), float(cost[move])
        refused = raised
        up, down = law.leaves(number)
        end = "escalated" if chances[number] < up else "rested" if chances[number] < up + down else "stayed"
        after.append(end)
        if end != "stayed":
            paid = escalated if end == "escalated" else rested
            return Outcome(case.segment, case.on, refused, None, tuple(after)), paid
    firm = "escalated" if chances[-1] < law.firm else "rested"
    paid = escalated if firm == "escalated" else rested
    return Outcome(case.segment, case.on, refused, None, tuple(after), firm), paid


def _timed(table: Acceptance) -> tuple[float, float]:
    """Median and slowest decision. Of this thread's own time: what others ran on the machine meanwhile is not ours."""
    shop = Shop(table, 7, far=False)
    cases = [shop.case(number) for number in range(1000)]
    took = []
    for case in cases:
        began = time.thread_time()
        plan(law_of(table, case.segment), case.moves, case.endings, ROUNDS).best(0, (0, 0))
        took.append(1000 * (time.thread_time() - began))
    return round(float(np.median(took)), 3), round(max(took), 3)
