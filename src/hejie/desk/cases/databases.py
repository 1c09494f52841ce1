"""Which data base holds the cases: the SQLite file in the data folder, or the PostgreSQL that a URL names?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from django.db import connections

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"  # readers do not wait for the writer
    "PRAGMA synchronous=NORMAL;"  # safe with WAL against a crash of the program
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=268435456;"
    "PRAGMA cache_size=-32768"
)

PATIENCE = 10  # seconds for a server to answer


class UnknownDatabase(ValueError):
    """A URL of a data base that the desk does not speak."""

    def __init__(self, scheme: str) -> None:
        super().__init__(
            f"HEJIE_DATABASE_URL starts with {scheme!r}, a data base the desk does not speak, so it was not started. "
            "Use postgresql://user:password@host:5432/name, or leave it unset for the SQLite file in HEJIE_HOME."
        )


class DatabaseAway(Exception):
    """A server that does not answer, or that lets nobody in with this name and password."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The PostgreSQL that HEJIE_DATABASE_URL names cannot be used ({why}), so nothing was done. "
            "Start it, or correct the address, the name or the password."
        )


def chosen(home: Path) -> dict[str, Any]:
    """Return Django's settings for the data base: HEJIE_DATABASE_URL, else SQLite in the data folder."""
    url = os.environ.get("HEJIE_DATABASE_URL", "")
    return postgresql(url) if url else sqlite(home / "hejie.sqlite3")


def sqlite(file: Path) -> dict[str, Any]:
    """Return the settings of the embedded store."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a transaction that will write waits its turn at the start
            "timeout": 30,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return the settings of a PostgreSQL server named by a URL."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise UnknownDatabase(parts.scheme)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **dict(parse_qsl(parts.query))},
    }


def reach() -> None:
    """Raise DatabaseAway where the server does not answer or lets nobody in; its pool would wait, and not say why."""
    told = connections["default"].settings_dict
    if "postgresql" not in told["ENGINE"]:
        return
    options = {name: value for name, value in told["OPTIONS"].items() if name != "pool"}
    named = {name.lower(): told[name] for name in ("USER", "PASSWORD", "HOST", "PORT") if told[name]}
    try:
        psycopg.connect(dbname=told["NAME"], connect_timeout=PATIENCE, **named | options).close()
    except psycopg.OperationalError as error:
        raise DatabaseAway(str(error).strip()) from error


def let_go() -> None:
    """Close all connections of this process, those that wait in a pool too.

    Needed before a process is forked: two that speak over one connection read each other's answers.
    """
    for one in connections.all(initialized_only=True):
        one.close()
        if hasattr(one, "close_pool"):
            one.close_pool()
