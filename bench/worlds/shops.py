"""A shop whose buyers are not those of the shipped guesses: near them, or far from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from hejie.remedy.acceptance import Law
from hejie.remedy.stopping import Endings, Moves
from hejie.rulebook.settlement import Acceptance, Worth

PARTS = ("remedy", "freight", "salvage", "ruling", "custom", "handling")
FIRST_DAY = date(2027, 1, 1)
SHARES = np.arange(0, 101, 5)


@dataclass(frozen=True)
class Case:
    """One dispute: what it is worth, what each move costs, the agent's cap and the buyer's legal floor."""

    segment: str
    on: date
    value: float
    cap: float
    floor: str
    small: bool
    fault: bool
    moves: Moves
    pays: np.ndarray  # money that each move pays out
    labels: tuple[str, ...]
    endings: Endings
    ruled: float
    custom: float
    truth: np.ndarray  # what each move really satisfies, where the guess of its worth is wrong


class Shop:
    """The truth of one simulated shop: a law of its own for every segment, and a stream of cases."""

    def __init__(self, table: Acceptance, seed: int, *, far: bool, odd: bool = False) -> None:
        self.table, self.chance = table, np.random.default_rng(seed)
        self.worth = _misjudged(table, self.chance) if odd else table.worth
        self.laws: dict[str, Law] = {}
        for reason in table.reasons.values():
            self._invent(reason.id, far)

    def _invent(self, reason: str, far: bool) -> None:
        chance, known = self.chance, self.table.reasons[reason]
        shift = chance.uniform(20, 30) * chance.choice([-1, 1]) if far else chance.normal(0, 5)
        if far and not 5 <= known.fair + shift <= 95:
            shift = -shift
        goods = known.wants_goods + (
            chance.uniform(10, 25) * chance.choice([-1, 1]) if far else chance.normal(0, 6)
        )
        goods = float(np.clip(goods, 5, 90)) / 100
        width, hard = known.spread * chance.uniform(0.7, 1.4), chance.uniform(0.1, 0.3)
        escalate = np.array(self.table.escalate) / 100 * chance.uniform(0.6, 1.5)
        give_up = np.array(self.table.give_up) / 100 * chance.uniform(0.6, 1.6)
        firm = float(np.clip(self.table.firm / 100 + chance.uniform(-0.15, 0.15), 0.2, 0.9))
        focal = {share: times * chance.uniform(0.5, 2) for share, times in self.table.focal.items()}
        for band, moved in enumerate(self.table.band_shift):
            middle = known.fair + shift + moved + chance.normal(0, 3)
            money = _people(middle, width, hard, focal)
            # Who wants the goods asks for a little more or less money than who does not.
            things = _people(middle + chance.normal(0, 5), width, hard, focal)
            mass = np.stack([(1 - goods) * money, goods * things])
            self.laws[f"{reason}.{band}"] = Law(mass, tuple(escalate), tuple(give_up), firm)

    def case(self, number: int, per_day: int = 40) -> Case:
        """The next case."""
        chance, table = self.chance, self.table
        value = float(np.clip(chance.lognormal(np.log(9000), 0.9), 500, 200_000))
        reason = str(chance.choice(list(table.reasons)))
        segment = f"{reason}.{table.band(int(value), 'CNY')}"
        goods, freight = value * chance.uniform(0.3, 0.65), chance.uniform(400, 1200)
        salvage = goods * chance.choice([0.0, 0.5, 0.9], p=[0.2, 0.3, 0.5])
        fault = chance.choice(["against", "open", "for"], p=[0.4, 0.35, 0.25])
        ruled = float(
            np.clip(chance.normal({"against": 0.88, "open": 0.55, "for": 0.17}[str(fault)], 0.07), 0.02, 0.98)
        )
        floor = (
            str(chance.choice(["", "half", "return_refund"], p=[0.85, 0.08, 0.07]))
            if fault == "against"
            else ""
        )
        cap = max(5000.0, 0.6 * value) if chance.random() < 0.5 else np.inf
        custom = chance.uniform(300, 2500)
        offered = (value, goods, freight, salvage, cap, floor)
        moves, pays, labels = _moves(table, table.worth, offered)
        truth = _moves(table, self.worth, offered)[0].worth
        return Case(
            segment, FIRST_DAY + timedelta(days=number // per_day), value, cap, floor, value <= 1000,
            fault == "against", moves, pays, labels, endings(value, ruled, custom), ruled, custom, truth,
        )  # fmt: skip

    def buyer(self, segment: str) -> tuple[int, int]:
        """One buyer: the wish and the least share that settles it, in cells."""
        mass = self.laws[segment].mass
        drawn = int(self.chance.choice(mass.size, p=mass.ravel() / mass.sum()))
        return drawn // mass.shape[1], drawn % mass.shape[1]


def endings(value: float, ruled: float, custom: float) -> Endings:
    """What it costs if the buyer goes to the platform, which rules for them with a probability, or lets it rest."""
    escalated = np.array([ruled * (value + min(0.05 * value, 3000)), 0, 0, ruled * 1000, custom, 1500])
    return Endings(escalated, np.array([0, 0, 0, 0, custom * 0.5, 0]))


def _people(middle: float, width: float, hard: float, focal: dict[int, float]) -> np.ndarray:
    """Buyers as a beta distribution, with some hard-liners further up: not the family that the guesses are made of."""

    def beta(mean: float, sd: float) -> np.ndarray:
        mean = float(np.clip(mean / 100, 0.03, 0.97))
        size = max(mean * (1 - mean) / (sd / 100) ** 2 - 1, 1.2)
        inner = np.linspace(0.01, 0.99, 99)
        density = inner ** (mean * size - 1) * (1 - inner) ** ((1 - mean) * size - 1)
        return np.bincount(np.minimum(np.rint(inner * 20).astype(int), 20), density / density.sum(), 21)

    mass = (1 - hard) * beta(middle, width) + hard * beta(min(middle + 25, 97), width * 0.6)
    for share, times in focal.items():
        mass[share // 5] *= times
    mass += 1e-6
    return np.asarray(mass / mass.sum())


def _misjudged(table: Acceptance, chance: np.random.Generator) -> dict[str, Worth]:
    """What remedies are really worth to buyers where the guesses are 10 to 20 points of the price off."""
    found = dict(table.worth)
    for name in ("reship", "exchange", "return_refund"):
        off = chance.uniform(10, 20, 2) * chance.choice([-1, 1], 2)
        rest = [
            int(np.clip(guess + by, 5, 100)) for guess, by in zip(table.worth[name].rest, off, strict=True)
        ]
        found[name] = Worth((rest[0], rest[1]), table.worth[name].money)
    money = table.worth["partial_refund"].money
    found["partial_refund"] = Worth(money=(money[0], int(money[1] + chance.choice([-15, 15]))))
    return found


def _moves(
    table: Acceptance, known: Mapping[str, Worth], offered: tuple[float, float, float, float, float, str]
) -> tuple[Moves, np.ndarray, tuple[str, ...]]:
    value, goods, freight, salvage, cap, floor = offered
    rows: list[tuple[str, list[float], Worth, float, float]] = []
    cash = known["partial_refund"]
    for share in SHARES:
        paid = value * share / 100
        rows.append((f"cash {share}", [paid, 0, 0, 0, 0, 200], cash, float(share), float(paid)))
    rows += [
        ("reship", [goods, freight, 0, 0, 0, 400], known["reship"], 0, 0),
        ("exchange", [goods, 2 * freight, -salvage, 0, 0, 700], known["exchange"], 0, 0),
        ("return_refund", [value, freight, -salvage, 0, 0, 500], known["return_refund"], 0, value),
        ("refund", [value, 0, 0, 0, 0, 100], known["refund"], 0, value),
        ("firm", [0, 0, 0, 0, 0, 200], Worth(), 0, 0),
    ]
    kept = [row for row in rows if _fair(row[0], row[3], floor) and (row[4] <= cap or _must(row[0], floor))]
    worth = [_cells(row[2], row[3], table.step, row[0]) for row in kept]
    return (
        Moves(np.array([row[1] for row in kept]), np.array(worth)),
        np.array([row[4] for row in kept]),
        tuple(row[0] for row in kept),
    )


def _fair(label: str, share: float, floor: str) -> bool:
    if not floor:
        return True
    full = label in ("return_refund", "refund")
    return full if floor == "return_refund" else full or (label.startswith("cash") and share >= 50)


def _must(label: str, floor: str) -> bool:
    # What the law gives is granted whatever the agent's own cap: it goes to the approver.
    return label in ("return_refund", "refund") and floor == "return_refund"


def _cells(worth: Worth, share: float, step: int, label: str) -> tuple[int, int]:
    if label == "firm":
        return 0, 0
    both = [min(rest + money * share / 100, 100) for rest, money in zip(worth.rest, worth.money, strict=True)]
    return int(both[0] / step + 1e-9) + 1, int(both[1] / step + 1e-9) + 1
