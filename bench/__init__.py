"""What can be measured: each module here measures one thing, in one run, beside its peers.

A module opens with one sentence that says what it measures and has a function `measure(quick: bool)` that returns the
figures by name; a name ends in its unit (`rows_per_second`). `quick` measures a tenth, to see that it runs.
"""

from __future__ import annotations

Figures = dict[str, float | str]
