# ruff: noqa: E501 - a row of YAML is kept on one line
"""Rulebooks made up at random, so that backends are compared on more than what people happened to write."""

from __future__ import annotations

from pathlib import Path
from random import Random

DECISIONS = """
decisions:
  fault: {policy: first, label: {zh-CN: 甲, en: fault}, outcomes: {a: {zh-CN: 甲, en: a}, b: {zh-CN: 乙, en: b}, c: {zh-CN: 丙, en: c}}}
  deed: {policy: first, default: wait, label: {zh-CN: 甲, en: deed}, outcomes: {wait: {zh-CN: 甲, en: w}, pay: {zh-CN: 乙, en: p}}}
  fine: {policy: sum, unit: money, label: {zh-CN: 甲, en: fine}}
  cap: {policy: max, unit: money, default: 0, label: {zh-CN: 甲, en: cap}}
  floor: {policy: min, unit: money, label: {zh-CN: 甲, en: floor}}
facts:
  platform: {type: enum, label: {zh-CN: 甲, en: p}, values: {x: {zh-CN: 甲, en: x}, y: {zh-CN: 甲, en: y}}}
  law: {type: enum, label: {zh-CN: 甲, en: p}, values: {x: {zh-CN: 甲, en: x}}}
  claim: {type: enum, label: {zh-CN: 甲, en: c}, values: {m: {zh-CN: 甲, en: m}, n: {zh-CN: 甲, en: n}, o: {zh-CN: 甲, en: o}}}
  color: {type: enum, if_missing: absent, label: {zh-CN: 甲, en: c}, values: {r: {zh-CN: 甲, en: r}, g: {zh-CN: 甲, en: g}}}
  f1: {type: bool, label: {zh-CN: 甲, en: f}}
  f2: {type: bool, if_missing: absent, label: {zh-CN: 甲, en: f}}
  f3: {type: bool, label: {zh-CN: 甲, en: f}}
  t1: {type: time, label: {zh-CN: 甲, en: t}}
  t2: {type: time, label: {zh-CN: 甲, en: t}}
  t3: {type: time, if_missing: absent, label: {zh-CN: 甲, en: t}}
  w1: {type: int, unit: g, label: {zh-CN: 甲, en: w}}
  w2: {type: int, unit: g, label: {zh-CN: 甲, en: w}}
  paid: {type: money, label: {zh-CN: 甲, en: m}}
  asked: {type: money, label: {zh-CN: 甲, en: m}}
derived:
  lag: {is: t2 - t1, label: {zh-CN: 甲, en: l}}
  odd: {is: f1 or w1 > p.grams, label: {zh-CN: 甲, en: o}}
sources:
  s: {title: T, date: undated, kind: team, grade: reported, review_by: REVIEW, says: {zh-CN: 甲, en: s}}
  s2: {title: T, date: undated, kind: team, grade: reported, says: {zh-CN: 甲, en: s}}
params:
  p.hours: {unit: h, label: {zh-CN: 甲, en: p}, source: s2, values: {2024-01-01: 30, 2026-01-05: 40}}
  p.grams: {unit: g, label: {zh-CN: 甲, en: p}, source: s2, values: {2024-01-01: 500}}
  p.rate: {unit: pct, label: {zh-CN: 甲, en: p}, source: s2, values: {2024-01-01: 5}}
  p.money: {unit: money, currency: CNY, label: {zh-CN: 甲, en: p}, source: s2, values: {2024-01-01: 3000, 2025-06-01: 100}}
"""

_ATOMS = (
    "f1", "f2", "f3", "odd", "claim == 'm'", "claim in ('m', 'n')", "claim != 'o'", "platform == 'x'", "color == 'r'", "color != 'g'",
    "t2 - t1 > p.hours", "now - t1 >= p.hours", "t1 <= t3", "lag < p.hours", "w1 - w2 > p.grams", "w1 >= w2 + p.grams", "paid > p.money",
    "min(paid, asked) <= p.money", "max(w1, w2) > p.grams", "asked * p.rate // 100 > p.money", "paid - asked >= 0", "known(t3)", "known(w1)",
    "now > t2 + p.hours", "paid + asked == p.money", "w1 * 2 - w2 < p.grams", "law == 'x'",
)  # fmt: skip
_AMOUNTS = (
    "p.money",
    "paid",
    "min(paid * p.rate // 100, p.money)",
    "paid - asked",
    "0",
    "max(asked, p.money)",
)


def invent(folder: Path, seed: int, rules: int = 14) -> Path:
    """Write a made-up rulebook into a folder and return it."""
    chance = Random(seed)
    text = [DECISIONS.replace("REVIEW", chance.choice(["2025-01-01", "2030-01-01"])), "rules:"]
    for number in range(rules):
        decision = chance.choice(["fault", "fault", "deed", "fine", "cap", "floor"])
        text += _rule(chance, f"r{number}", decision, "  ", number)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "decisions.yaml").write_text("\n".join(text), encoding="utf-8")
    return folder


def _rule(chance: Random, name: str, decision: str, indent: str, number: int, depth: int = 0) -> list[str]:
    reads = {"fault": [], "deed": ["fault == 'a'", "fault in ('b', 'c')"]}.get(
        decision, ["fault != 'a'", "deed == 'pay'"]
    )
    atoms = [*_ATOMS, *reads * 3]
    lines = [
        f"{indent}- id: {name}",
        f"{indent}  when: {_condition(chance, atoms, 2)}",
        f"{indent}  source: {chance.choice(['s', 's2', 's2'])}",
        f"{indent}  says: {{zh-CN: 甲, en: rule}}",
        f"{indent}  gives: {_gives(chance, decision, depth)}",
        f"{indent}  rounding: {chance.choice(['floor', 'ceil', 'half_up'])}",
    ]
    if depth == 0:
        lines.append(f"{indent}  decides: {decision}")
        lines += [f"{indent}  overrides: [r{chance.randrange(max(number, 1))}]"] * (
            number > 0 and chance.random() < 0.3
        )
        by = chance.choice(["now", "t1"])
        lines += [
            f"{indent}  effective: {{from: 2024-06-01, kind: {chance.choice(['stated', 'first_seen'])}, version_by: {by}}}"
        ]
    if depth < 2 and chance.random() < 0.35:
        lines.append(f"{indent}  exceptions:")
        lines += _rule(chance, f"e{depth}", decision, indent + "    ", number, depth + 1)
    return lines


def _gives(chance: Random, decision: str, depth: int) -> str:
    if depth and chance.random() < 0.3:
        return "nothing"
    return chance.choice({"fault": ["a", "b", "c"], "deed": ["wait", "pay"]}.get(decision, list(_AMOUNTS)))


def _condition(chance: Random, atoms: list[str], depth: int) -> str:
    if depth == 0 or chance.random() < 0.3:
        atom = chance.choice(atoms)
        return f"not ({atom})" if chance.random() < 0.2 else atom
    join = chance.choice([" and ", " and ", " or "])
    parts = [_condition(chance, atoms, depth - 1) for _ in range(chance.randrange(2, 4))]
    return join.join(f"({part})" for part in parts)
