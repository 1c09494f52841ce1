"""Run inside the peers' own environment: judge the same cases with one engine, and print what it took.

Usage: peer.py ENGINE FOLDER. The folder holds rules.json (this engine's words), cases.json and columns.npz.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np


def main() -> None:
    """Measure one engine and print a line of JSON."""
    engine, folder = sys.argv[1], Path(sys.argv[2])
    rules = json.loads((folder / f"{engine}.json").read_text())
    run = {"zen": zen, "cel": cel, "openfisca": openfisca, "polars": polars, "duckdb": duckdb}[engine]
    print(json.dumps(run(rules, folder)))


def single(judge, cases):  # type: ignore[no-untyped-def]
    """Time one call a case."""
    for case in cases[:20]:
        judge(case)
    took, answers = [], []
    for case in cases:
        start = time.thread_time_ns()
        answers.append(judge(case))
        took.append(time.thread_time_ns() - start)
    took.sort()
    return {
        "p50_us": took[len(took) // 2] / 1000,
        "p99_us": took[int(len(took) * 0.99)] / 1000,
        "answers": answers,
    }


def chained(rules, ternary):  # type: ignore[no-untyped-def]
    """Return one expression a decision: rule after rule, with what beats a rule written into it."""
    found = {}
    for decision, _outcomes, items in rules:
        texts = {}
        expression = "''"
        for name, condition, winners, outcome in items:
            texts[name] = (
                "("
                + condition
                + ")"
                + "".join(f"{ternary['and']}{ternary['not']}({texts[winner]})" for winner in winners)
            )
            if outcome:
                expression = ternary["if"].format(texts[name], f"'{outcome}'", expression)
        found[decision] = expression
    return found


def cases_of(folder):  # type: ignore[no-untyped-def]
    """Return the single cases."""
    return json.loads((folder / "cases.json").read_text())


def zen(rules, folder):  # type: ignore[no-untyped-def]
    """zen-engine, one expression a decision, compiled once."""
    import zen as engine

    parts = chained(rules, {"and": " and ", "not": "not", "if": "({}) ? {} : ({})"})
    compiled = [(name, engine.compile_expression(text)) for name, text in parts.items()]

    def judge(case):  # type: ignore[no-untyped-def]
        answers = {}
        for name, expression in compiled:
            answers[name] = expression.evaluate(
                {**case, **{f"d_{key}": value for key, value in answers.items()}}
            )
        return answers

    return single(judge, cases_of(folder))


def cel(rules, folder):  # type: ignore[no-untyped-def]
    """CEL in Rust, a program a rule, compiled once: one chained expression is deeper than its parser goes."""
    import cel as engine

    programs = [
        (decision, [(name, engine.compile(text), winners, outcome) for name, text, winners, outcome in items])
        for decision, _outcomes, items in rules
    ]

    def judge(case):  # type: ignore[no-untyped-def]
        answers, context = {}, dict(case)
        for decision, items in programs:
            held, answers[decision] = set(), ""
            for name, program, winners, outcome in items:
                if held.isdisjoint(winners) and program.execute(context):
                    held.add(name)
                    answers[decision] = outcome or answers[decision]
                    if outcome:
                        break  # complete facts: at most one rule gives an outcome
            context[f"d_{decision}"] = answers[decision]
        return answers

    return single(judge, cases_of(folder)[:200])


def columns_of(folder):  # type: ignore[no-untyped-def]
    """Return the columns of many cases."""
    with np.load(folder / "columns.npz") as kept:
        return {name: kept[name] for name in kept.files}


def best(judge, rows, times=3):  # type: ignore[no-untyped-def]
    """Time whole runs and keep the best, in processor seconds of all threads."""
    took = []
    for _ in range(times):
        start = time.process_time()
        answers = judge()
        took.append(time.process_time() - start)
    return {"per_second": rows / min(took), "answers": answers}


def counted(answers):  # type: ignore[no-untyped-def]
    """Return how often each outcome came, to compare with ours."""
    return {
        name: {
            int(code): int(count) for code, count in zip(*np.unique(column, return_counts=True), strict=True)
        }
        for name, column in answers.items()
    }


def polars(rules, folder):  # type: ignore[no-untyped-def]
    """Polars: a boolean column a rule, when-then a decision."""
    import polars as pl

    frame = pl.DataFrame(columns_of(folder))

    def judge():  # type: ignore[no-untyped-def]
        table = frame.lazy()
        for decision, outcomes, items in rules:
            done = []
            for name, condition, winners, outcome in items:
                own = eval(condition, {"pl": pl})
                table = table.with_columns(
                    (own & ~pl.any_horizontal(winners) if winners else own).alias(name)
                )
                done += [(name, outcomes.index(outcome))] if outcome else []
            choice = pl.lit(-1, pl.Int8)
            for name, place in done:
                choice = pl.when(pl.col(name)).then(pl.lit(place, pl.Int8)).otherwise(choice)
            table = table.with_columns(choice.alias(f"d_{decision}"))
        result = table.select([f"d_{decision}" for decision, _, _ in rules]).collect()
        return {decision: result[f"d_{decision}"].to_numpy() for decision, _, _ in rules}

    figures = best(judge, frame.height, 2)
    return {**figures, "answers": counted(figures["answers"])}


def duckdb(rules, folder):  # type: ignore[no-untyped-def]
    """DuckDB: a step a decision, CASE over rule columns, two truth values."""
    import duckdb as engine

    base = engine.connect()
    base.execute("SET threads TO 1")
    data = columns_of(folder)
    base.register("given", data)
    names = ", ".join('"' + name + '"' for name in data)
    base.execute(f"CREATE TABLE cases AS SELECT {names} FROM given")
    steps, last = [], "cases"
    for number, (decision, outcomes, items) in enumerate(rules):
        texts, choice = {}, "-1"
        for name, condition, winners, outcome in items:
            texts[name] = "(" + condition + ")" + "".join(f" AND NOT ({texts[winner]})" for winner in winners)
            if outcome:
                choice = f"CASE WHEN {texts[name]} THEN {outcomes.index(outcome)} ELSE {choice} END"
        steps.append(f's{number} AS MATERIALIZED (SELECT *, {choice} AS "d_{decision}" FROM {last})')
        last = f"s{number}"
    wanted = ", ".join(f'"d_{decision}"' for decision, _, _ in rules)
    sql = "WITH " + ", ".join(steps) + f" SELECT {wanted} FROM {last}"
    figures = best(lambda: base.execute(sql).fetchnumpy(), len(next(iter(data.values()))), 2)
    return {
        **figures,
        "answers": counted({name.removeprefix("d_"): column for name, column in figures["answers"].items()}),
    }


def openfisca(rules, folder):  # type: ignore[no-untyped-def]
    """OpenFisca-core: a variable a decision, its formula as plain NumPy."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    data = columns_of(folder)
    rows = len(next(iter(data.values())))
    entity = build_entity("case", "cases", "A case", is_person=True)
    system = TaxBenefitSystem([entity])

    def variable(name, kind, formula=None):  # type: ignore[no-untyped-def]
        fields = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
        return type(name, (Variable,), {**fields, "formula": formula} if formula else fields)

    for name, column in data.items():
        system.add_variable(variable(name, bool if column.dtype == bool else int))
    for decision, outcomes, items in rules:
        system.add_variable(variable(f"d_{decision}", int, _formula(outcomes, items)))
    took, answers = [], {}
    for _ in range(2):
        simulation = SimulationBuilder().build_default_simulation(system, rows)
        for name, column in data.items():
            simulation.set_input(name, "2026-11", column)
        start = time.process_time()
        answers = {decision: simulation.calculate(f"d_{decision}", "2026-11") for decision, _, _ in rules}
        took.append(time.process_time() - start)
    return {"per_second": rows / min(took), "answers": counted(answers)}


def _formula(outcomes, items):  # type: ignore[no-untyped-def]
    """Return the formula of a decision: the rules as plain NumPy over variables that OpenFisca hands out."""

    def formula(case, period, parameters):  # type: ignore[no-untyped-def]
        facts = _Facts(case, period, "")
        space = {"np": np, "f": facts, "d": _Facts(case, period, "d_")}
        result = np.full(case.count, -1, np.int32)
        for name, condition, winners, outcome in items:
            beaten = "".join(f" & ~{winner}" for winner in winners)
            space[name] = eval(f"({condition}){beaten}", space)
            if outcome:
                result[np.broadcast_to(space[name], result.shape)] = outcomes.index(outcome)
        return result

    return formula


class _Facts:
    def __init__(self, case, period, prefix):  # type: ignore[no-untyped-def]
        self.case, self.period, self.prefix = case, period, prefix

    def __getitem__(self, name):  # type: ignore[no-untyped-def]
        return self.case(self.prefix + name, self.period)


if __name__ == "__main__":
    main()
