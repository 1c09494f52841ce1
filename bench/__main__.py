"""How quick is it, here and today? `python -m bench` lists what can be measured, `python -m bench NAME` measures it."""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import os
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import Figures

FOLDER = Path(__file__).resolve().parent
NOT_MEASURES = {"__init__", "__main__", "peers"}
TOLD_VERSIONS = ("hejie", "django", "msgspec", "numpy")


class NotMeasurable(Exception):
    """A name that no module of this folder has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nothing here measures {name!r}. What can be measured: {', '.join(measurable()) or 'nothing yet'}."
        )


def main(given: list[str]) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="List what can be measured, or measure it."
    )
    parser.add_argument("name", nargs="?", help="what to measure; without it, the list is shown")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, to see that it runs")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args(given)
    if asked.name is None:
        show_list()
        return 0
    try:
        figures = measured(asked.name, quick=asked.quick)
    except NotMeasurable as mistake:
        print(mistake, file=sys.stderr)
        return 2
    circumstances = {"measured": asked.name, "quick": asked.quick, **surroundings()}
    print(as_json(circumstances, figures) if asked.json else as_text(circumstances, figures))
    return 0


def measurable() -> dict[str, str]:
    """What can be measured: name and first sentence of each module of this folder."""
    found = {}
    for path in sorted(FOLDER.glob("*.py")):
        if path.stem not in NOT_MEASURES:
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            found[path.stem] = " ".join(said.partition("\n\n")[0].split())
    return found


def show_list() -> None:
    """Print what can be measured."""
    for name, sentence in measurable().items():
        print(f"{name:<16}{sentence}")
    print("\npython -m bench NAME [--quick] [--json]")


def measured(name: str, *, quick: bool) -> Figures:
    """Measure one thing."""
    if name not in measurable():
        raise NotMeasurable(name)
    figures: Figures = importlib.import_module(f"bench.{name}").measure(quick)
    return figures


def surroundings() -> dict[str, str]:
    """Where and when this is measured; never the name of the machine."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{cpu_model()}, {len(os.sched_getaffinity(0))} cores, {platform.system()} {platform.machine()}",
        "versions": ", ".join(
            [
                f"python {platform.python_version()}",
                f"sqlite {sqlite3.sqlite_version}",
                *(f"{name} {version(name)}" for name in TOLD_VERSIONS),
            ]
        ),
    }


def cpu_model() -> str:
    """The processor as it calls itself."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or "unknown processor"


def as_json(circumstances: dict[str, str], figures: Figures) -> str:
    """The figures for a program."""
    return json.dumps({**circumstances, "figures": figures}, ensure_ascii=False, indent=2)


def as_text(circumstances: dict[str, str], figures: Figures) -> str:
    """The figures for a person, numbers under each other."""
    width = max((len(name) for name in figures), default=0) + 2
    told = [f"{name}: {value}" for name, value in circumstances.items()]
    return "\n".join([*told, "", *(f"{name:<{width}}{shown(value):>16}" for name, value in figures.items())])


def shown(value: float | str) -> str:
    """A figure in as many digits as anyone can use."""
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
