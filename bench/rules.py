"""How quickly are rules judged, explained, asked and re-judged, one case and a million, beside other engines?

Figures are processor time of one core unless they say otherwise. `five` are the decisions liability, entitlement,
refusable, freight_payer and violation of the shipped rules; `all` are all shipped decisions with limits and penalties.
The peers judge the same five decisions over complete facts, with two truth values; ours also over facts of which 8 %
are missing, with three. NumPy, Polars and DuckDB are the same rules said as one would by hand for that engine.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from bench import Figures
from bench.peers import environment
from bench.rules_peers import by_hand, translate
from bench.rules_peers.cases import SEED, dense, part, plain_row, table_of_cases, value_at
from bench.rules_peers.in_duckdb import exported
from hejie.rulebook import Rulebook, load_rulebook, reference
from hejie.rulebook.boundaries import agree
from hejie.rulebook.bulk.judging import Prepared, Results
from hejie.rulebook.bulk.rejudging import Change
from hejie.rulebook.bulk.tables import WORD, Table
from hejie.rulebook.difference import with_numbers
from hejie.rulebook.editions import Edition
from hejie.rulebook.lint.linting import lint
from hejie.rulebook.mistakes import RulebookError
from hejie.rulebook.scalar import compile_judge
from hejie.rulebook.spans import minute
from hejie.rulebook.specialise import only, specialised
from hejie.rulebook.worked_cases import facts_of

AT = datetime(2026, 11, 24, tzinfo=UTC)
FIVE = ("liability", "entitlement", "refusable", "freight_payer", "violation")
PEERS = ["zen-engine", "common-expression-language", "openfisca-core", "polars", "duckdb", "numpy", "pyarrow"]
REPEATS = 3
EXPORTED_ROWS = 3000


def measure(quick: bool) -> Figures:
    """Measure the rulebook and its peers; quick takes a tenth of the rows."""
    start = time.process_time()
    book = load_rulebook()
    figures: Figures = {"load_ms": (time.process_time() - start) * 1000}
    now, rows = minute(AT), 100_000 if quick else 1_000_000
    five = only(book.edition(now), FIVE)
    figures |= {
        "rules": len(book.edition(now).rules),
        "facts": len(book.definitions.facts),
        "rules_five": len(five.rules),
    }
    figures |= one_case(book, five, now, 1000 if quick else 5000)
    figures |= bulk(book, five, "five", now, rows)
    figures |= bulk(book, book.edition(now), "all", now, rows)
    figures |= rejudged(book, now, rows)
    figures |= toolchain(book, now)
    figures |= peers(book, five, now, rows)
    return figures | {"load_of_the_machine": os.getloadavg()[0]}


def one_case(book: Rulebook, five: Edition, now: int, count: int) -> Figures:
    """One case at a time: five decisions, all decisions, explanation, questions.

    All are measured warm, when what is prepared for a platform and claim is there; `first_time` is the first call.
    """
    cases = rows_of(table_of_cases(book.definitions, book.edition(now), now, count, missing=0.08))
    made: dict[tuple[Any, ...], Any] = {}
    judges = []
    for case in cases:
        fixed: dict[str, Any] = {name: case[name] for name in ("platform", "law", "claim") if name in case}
        key = tuple(fixed.items())
        if key not in made:
            made[key] = compile_judge(specialised(five, fixed)[0], book.definitions.decisions)
        judges.append(made[key])
        book.judge_values(case, now)
    told = [facts for case in book.cases if (facts := _told(book, case)) is not None]
    for facts, at in told:
        for decision in FIVE:
            book.explain(facts, as_of=at, decision=decision)
    pending = [item for item in told if book.judge(item[0], as_of=item[1])["liability"].status == "pending"]
    calls: list[Callable[[], Any]] = [
        partial(judge, case, now) for case, judge in zip(cases, judges, strict=True)
    ]
    for facts, at in pending:
        book.questions(facts, as_of=at)
    return {
        **each("one_case_five_first_time", calls),
        **each("one_case_five", calls),
        **each("one_case_all", [partial(book.judge_values, case, now) for case in cases]),
        **each(
            "facts_to_answers_all",
            [partial(book.judge, facts, as_of=at) for facts, at in told] * 3,
        ),
        **each("explain", [partial(book.explain, facts, as_of=at) for facts, at in told] * 3),
        **each(
            "next_question_pending",
            [partial(book.questions, facts, as_of=at) for facts, at in pending] * 2,
        ),
    }


def _told(book: Rulebook, case: Any) -> Any:
    try:
        facts, at = facts_of(case, book.definitions)
        book.judge(facts, as_of=at)
    except RulebookError:
        return None
    return facts, at


def each(name: str, calls: Sequence[Callable[[], Any]]) -> Figures:
    """Return median and 99th percentile of the calls, in microseconds of this thread."""
    took = []
    for call in calls:
        start = time.thread_time_ns()
        call()
        took.append(time.thread_time_ns() - start)
    took.sort()
    return {
        f"{name}_p50_us": took[len(took) // 2] / 1000,
        f"{name}_p99_us": took[int(len(took) * 0.99)] / 1000,
    }


def bulk(book: Rulebook, edition: Edition, name: str, now: int, rows: int) -> Figures:
    """Many cases at once, with 8 % of the facts missing."""
    decisions = book.definitions.decisions
    table = table_of_cases(book.definitions, edition, now, rows, missing=0.08)
    small = table_of_cases(book.definitions, edition, now, 10_000, missing=0.08)
    ready = Prepared(edition, decisions)
    plain = best(lambda: ready.judge(table, now))
    traced = best(lambda: ready.judge(table, now, trace=True))
    results, peak = with_peak(lambda: ready.judge(table, now, trace=True))
    return {
        f"bulk_{name}_per_second": rows / plain,
        f"bulk_{name}_traced_per_second": rows / traced,
        f"bulk_{name}_10k_per_second": 10_000 / best(lambda: ready.judge(small, now), repeats=10 * REPEATS),
        **{f"bulk_{name}_{key}": value for key, value in two_processes(ready, table, now).items()},
        f"bulk_{name}_trace_bytes_a_case": results.trace.nbytes / rows,
        f"bulk_{name}_traced_peak_mb": peak,
        f"bulk_{name}_rows_unlike_interpreter": unlike(results, book, edition, table, now),
    }


def two_processes(ready: Prepared, table: Table, now: int) -> Figures:
    """By how much are two processes that judge half the rows each sooner done than one? Timed in turn, best of some.

    They were started before and keep their answers, as the processes of a what-if over stored cases do. On a busy
    machine two processes do not get two cores; processor seconds tell what the gain would be if they did.
    """
    middle = table.rows // 2 // WORD * WORD
    halves = [part(table, 0, middle), part(table, middle, table.rows)]
    one, worked, two, longer = [], [], [], []
    with multiprocessing.get_context("fork").Pool(2, _Half.begin, (ready, halves, now)) as pool:
        for _ in range(4 * REPEATS):
            work = time.process_time()
            one.append(best(partial(ready.judge, table, now), time.perf_counter, 1))
            worked.append(time.process_time() - work)
            start = time.perf_counter()
            longer.append(max(pool.map(_Half.judge, range(len(halves)), 1)))
            two.append(time.perf_counter() - start)
    return {
        "two_processes_speedup": min(one) / min(two),
        "two_processes_speedup_were_both_cores_free": min(worked) / min(longer),
    }


class _Half:
    """What one of two processes judges."""

    given: tuple[Prepared, list[Table], int]

    @classmethod
    def begin(cls, *given: Any) -> None:
        cls.given = given

    @classmethod
    def judge(cls, which: int) -> float:
        """Judge half the rows, and return the processor seconds it took."""
        ready, halves, now = cls.given
        start = time.process_time()
        ready.judge(halves[which], now)
        return time.process_time() - start


def unlike(
    results: Results, book: Rulebook, edition: Edition, table: Table, now: int, sample: int = 300
) -> int:
    """Return how many of some rows get other answers than from the reference interpreter."""
    chance = Random(SEED)
    picked = [chance.randrange(table.rows) for _ in range(sample)]
    return sum(
        results.answers(row)
        != reference.judge(edition, book.definitions.decisions, plain_row(table, row), now).answers
        for row in picked
    )


def rejudged(book: Rulebook, now: int, rows: int) -> Figures:
    """After one number of one rule changed: only touched rows, all decisions."""
    edition, decisions = book.edition(now), book.definitions.decisions
    table = table_of_cases(book.definitions, edition, now, rows, missing=0.08)
    before = Prepared(edition, decisions).judge(table, now)
    name = next(
        param for item in book.read.values() if item.rule.decides == "liability" for param in item.params
    )
    number = (book.definitions.params[name].values[-1].value or 0) + 1
    new = with_numbers(book, {name: number}).edition(now)
    start = time.process_time()
    change = Change(edition, new, decisions)
    update = change.rejudge(table, now, before)
    first = time.process_time() - start
    took = best(lambda: change.rejudge(table, now, before))
    update.apply(before)
    whole = Prepared(new, decisions).judge(table, now)
    same = all(np.array_equal(whole.choices[key], before.choices[key]) for key in whole.choices)
    return {
        "rejudge_changed_param": name,
        "rejudge_ms": took * 1000,
        "rejudge_first_with_compiling_ms": first * 1000,
        "rejudge_rows_touched": len(update.rows),
        "rejudge_same_as_whole": str(same),
    }


def toolchain(book: Rulebook, now: int) -> Figures:
    """Lint of all shipped rules with their worked cases, and agreement of the backends at every threshold."""
    start = time.process_time()
    lint(book, on=AT.date())
    linted = time.process_time() - start
    agreement = agree(book, now=now, below=Random(SEED).randrange)
    return {
        "lint_seconds": linted,
        "boundary_cases": agreement.cases,
        "boundary_disagreements": len(agreement.disagreements),
    }


def peers(book: Rulebook, five: Edition, now: int, rows: int) -> Figures:
    """The same five decisions in other engines, over complete facts."""
    decisions, definitions = book.definitions.decisions, book.definitions
    table = table_of_cases(definitions, five, now, rows, missing=0.0)
    ready = Prepared(five, decisions)
    ours = ready.judge(table, now)
    columns, codes = dense(table), {name: list(column.codes) for name, column in table.columns.items()}
    figures: Figures = {"peer_ours_complete_facts_per_second": rows / best(lambda: ready.judge(table, now))}
    hand = by_hand.written(translate.said(five, decisions, translate.NUMPY, now, codes))
    figures["peer_numpy_by_hand_per_second"] = rows / best(lambda: hand(columns))
    figures["peer_numpy_by_hand_in_chunks_per_second"] = rows / best(
        lambda: by_hand.in_chunks(hand, columns, rows, 1 << 16)
    )
    figures["peer_numpy_rows_unlike"] = _unlike_codes(ours, hand(columns), five, decisions)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        np.savez(folder / "columns.npz", **columns)  # type: ignore[arg-type]
        singles = [
            {name: value_at(column, row) for name, column in table.columns.items()}
            for row in range(min(rows, 1000))
        ]
        (folder / "cases.json").write_text(json.dumps(singles))
        for engine, syntax in (
            ("zen", translate.ZEN),
            ("cel", translate.CEL),
            ("openfisca", translate.NUMPY),
            ("polars", translate.POLARS),
            ("duckdb", translate.SQL),
        ):
            (folder / f"{engine}.json").write_text(
                json.dumps(translate.said(five, decisions, syntax, now, codes))
            )
            figures |= _peer(engine, folder, ours, five, decisions, singles)
    return figures | in_a_data_base(book, now)


def in_a_data_base(book: Rulebook, now: int) -> Figures:
    """The exported SELECT of all decisions, asked of DuckDB about cases with unknown and absent facts."""
    edition = book.edition(now)
    table = table_of_cases(book.definitions, edition, now, EXPORTED_ROWS, missing=0.08)
    ours = Prepared(edition, book.definitions.decisions).judge(table, now)
    return exported(environment("rules", PEERS), book, table, now, ours)


def _peer(
    engine: str, folder: Path, ours: Results, five: Edition, decisions: Any, singles: list[dict[str, Any]]
) -> Figures:
    python, script = environment("rules", PEERS), Path(__file__).parent / "rules_peers" / "peer.py"
    done = subprocess.run(
        [str(python), str(script), engine, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {f"peer_{engine}": "did not run: " + done.stderr.strip().splitlines()[-1][:120]}
    found = json.loads(done.stdout)
    answers = found.pop("answers")
    if engine in ("zen", "cel"):
        wrong = sum(
            _outcome(ours, name, row) != (told[name] or None)
            for row, told in enumerate(answers)
            for name in five.order
        )
    else:
        mine = {name: _codes(ours, name, decisions) for name in five.order}
        wrong = sum(
            abs(int((mine[name] == int(code)).sum()) - count)
            for name, counts in answers.items()
            for code, count in counts.items()
        )
    return {
        **{f"peer_{engine}_{name}": value for name, value in found.items()},
        f"peer_{engine}_answers_unlike": wrong,
    }


def _outcome(ours: Results, name: str, row: int) -> str | None:
    answer = ours.answer(name, row)
    return answer.outcome if answer.status != "conflict" else None


def _codes(ours: Results, name: str, decisions: Any) -> Any:
    """Our answers as a place in the outcomes, -1 where none is decided, as the peers tell them."""
    numbers = ours.choices[name]
    codes = np.full(len(numbers), -1, np.int8)
    for place in range(len(decisions[name].outcomes)):
        codes[numbers == (1 << place)] = place
    return codes


def _unlike_codes(ours: Results, theirs: Any, five: Edition, decisions: Any) -> int:
    return sum(int((_codes(ours, name, decisions) != theirs[name]).sum()) for name in five.order)


def rows_of(table: Table) -> list[dict[str, Any]]:
    """Return all rows as single cases."""
    return [plain_row(table, row) for row in range(table.rows)]


def best(
    call: Callable[[], Any], clock: Callable[[], float] = time.process_time, repeats: int = REPEATS
) -> float:
    """Return the shortest of a few runs, in seconds."""
    took = []
    for _ in range(repeats):
        start = clock()
        call()
        took.append(clock() - start)
    return min(took)


def with_peak(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return a result and the most memory it took beyond what was there, in megabytes."""
    tracemalloc.start()
    result = call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return result, peak / 1_000_000
