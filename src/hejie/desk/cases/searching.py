"""Which cases hold these words? Asked of the text index of whichever data base keeps the cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from hejie.desk.cases.words import mark, wanted

MOST = 2000  # cases looked at for one search, the newest first; a word that common needs a second one
MOST_SHOPS = 30  # beyond that the shops are sorted out afterwards
SQLITE = "SELECT rowid FROM case_words WHERE case_words MATCH %s ORDER BY rowid DESC LIMIT %s"
# MATERIALIZED: without it a rare word walks the whole table along its key, 250 ms instead of one.
POSTGRESQL = """WITH found AS MATERIALIZED (SELECT id FROM case_index WHERE words_found @@ %s::tsquery LIMIT %s)
                SELECT id FROM found ORDER BY id DESC"""


def holding(words: str, *, is_open: bool | None, shops: Sequence[str] = ()) -> list[int]:
    """Return the ids of at most MOST cases that hold all these words, of these shops where any are named."""
    whole, begins = wanted(words)
    if not whole and not begins:
        return []
    if is_open is not None:
        whole.append(mark("open" if is_open else "closed"))
    of = [mark(shop) for shop in shops] if len(shops) <= MOST_SHOPS else []
    sqlite = connection.vendor == "sqlite"
    asked = _sqlite(whole, begins, of) if sqlite else _postgresql(whole, begins, of)
    with connection.cursor() as cursor:
        cursor.execute(SQLITE if sqlite else POSTGRESQL, [asked, MOST])
        return [row[0] for row in cursor.fetchall()]


def make_again() -> None:
    """Make the text index again from the column it is made of; on PostgreSQL it is a column and never differs."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO case_words(case_words) VALUES('rebuild')")


def _sqlite(whole: list[str], begins: list[str], of: list[str]) -> str:
    parts = [f'"{piece}"' for piece in whole] + [f'"{piece}"*' for piece in begins]
    if of:
        parts.append("(" + " OR ".join(f'"{shop}"' for shop in of) + ")")
    return " AND ".join(parts)


def _postgresql(whole: list[str], begins: list[str], of: list[str]) -> str:
    parts = [f"'{piece}'" for piece in whole] + [f"'{piece}':*" for piece in begins]
    if of:
        parts.append("(" + " | ".join(f"'{shop}'" for shop in of) + ")")
    return " & ".join(parts)
