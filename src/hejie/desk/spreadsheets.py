"""What may stand in a cell of a file that leaves the desk?"""

from __future__ import annotations

# The wide ones too: Excel and WPS in Chinese take them for the others.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
