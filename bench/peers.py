"""Where do the programs run that we are measured beside? In an environment of their own, made once and kept.

A peer is never a dependency of ours: `environment` makes a virtual environment under `.bench/` (not in git) with the
packages that a measurement names, and gives its Python. The measurement then runs the peer as another process.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / ".bench"


def environment(name: str, requirements: list[str]) -> Path:
    """Return the Python of an environment with exactly these packages; it is made anew when the list changes."""
    folder = KEPT / name
    python = folder / "bin" / "python"
    wanted = "\n".join(sorted(requirements))
    made_from = folder / "made-from"
    if made_from.exists() and made_from.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    print(f"Making the environment {name} with {', '.join(requirements)} ...", file=sys.stderr)
    venv.create(folder, with_pip=not _uv())
    installer = (
        [_uv(), "pip", "install", "--quiet", "--python", python]
        if _uv()
        else [python, "-m", "pip", "install", "--quiet"]
    )
    subprocess.run([str(part) for part in (*installer, *requirements)], check=True)
    made_from.write_text(wanted, encoding="utf-8")
    return python


def _uv() -> str | None:
    beside = Path(sys.executable).with_name("uv")
    return str(beside) if beside.exists() else shutil.which("uv")
