"""Run inside the peers' own environment: ask DuckDB the exported SELECT about some cases, and print what it answers.

Usage: exported.py FOLDER. The folder holds columns.json (name and SQL type), rows.json and select.sql.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb


def main() -> None:
    """Print the rows and the processor time as JSON."""
    folder = Path(sys.argv[1])
    columns = json.loads((folder / "columns.json").read_text())
    base = duckdb.connect()
    typed = dict(columns)
    base.execute(
        "CREATE TABLE cases AS SELECT * FROM read_json(?, format='newline_delimited', columns=?)",
        [str(folder / "rows.json"), typed],
    )
    start = time.process_time()
    found = base.execute((folder / "select.sql").read_text())
    names = [column[0] for column in found.description]
    rows = found.fetchall()
    took = time.process_time() - start
    wanted = [place for place, name in enumerate(names) if name not in typed or name == "n"]
    told = [{names[place]: row[place] for place in wanted} for row in rows]
    print(json.dumps({"seconds": took, "rows": told}))


if __name__ == "__main__":
    main()
