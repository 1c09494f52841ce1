"""What do the desk's tests stand on? A store of their own, as fresh as on the first day, and doubles of platforms."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from hejie.desk.languages import compile_messages
from hejie.desk.places import make_home
from tests.desk.connectors.double import SELLER, MercadoLibreDouble, SeventeenTrackDouble, playing

KEYS = "client_id=4711\nclient_secret=very-secret-1\n# a comment\nrefresh_token=TG-first\n"


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Set Django up, but only after the data base of this run was chosen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.desk.settings")
    make_home()
    compile_messages()  # before anything is said: Django keeps the words it found first
    django.setup()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # made-up passwords, many of them


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, made once: on SQLite a file to copy, on PostgreSQL the data base itself."""
    file = tmp_path_factory.mktemp("first-day") / "hejie.sqlite3"
    if connection.vendor == "sqlite":
        _use(file)
    call_command("migrate", verbosity=0)
    connections.close_all()
    return file


@pytest.fixture(autouse=True)
def _titles_unread() -> None:
    # Whoever imports what a web server calls lets searches encode titles beside: no test is to wait for that.
    import_module("hejie.desk.finding.titles").TITLES.on = False


@pytest.fixture
def store_on(first_day: Path, tmp_path: Path) -> Iterator[None]:
    """An empty store. Nothing is rolled back or faked: locks, triggers and commits are the real ones."""
    if connection.vendor == "sqlite":
        _use(Path(shutil.copy(first_day, tmp_path / "hejie.sqlite3")))
    else:
        _empty()
    settings.MEDIA_ROOT = tmp_path / "attachments"
    import_module("hejie.desk.house").look_again()  # the team's own rules of the test before are gone
    yield
    connections.close_all()


def _use(file: Path) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(file)


def _empty() -> None:
    """Empty what the test before filled, and count from one again: to truncate every table takes far longer."""
    with connection.cursor() as cursor:
        cursor.execute(_which_are_filled())
        if used := [name for (name,) in cursor.fetchall()]:
            cursor.execute(f"TRUNCATE {', '.join(used)} RESTART IDENTITY CASCADE")
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL")
        for (counter,) in cursor.fetchall():
            cursor.execute(f"ALTER SEQUENCE {counter} RESTART")


@cache
def _which_are_filled() -> str:
    tables = (name for name in connection.introspection.table_names() if name != "django_migrations")
    return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (TABLE {name})" for name in tables)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and leave to call this machine."""
    monkeypatch.setenv("HEJIE_HOME", str(tmp_path))
    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", True)
    return tmp_path


@pytest.fixture
def shop(home: Path) -> Iterator[MercadoLibreDouble]:
    """Mercado Libre, with the claims of the lamp shop."""
    double = MercadoLibreDouble()
    with playing(double):
        yield double


@pytest.fixture
def tracker(home: Path) -> Iterator[SeventeenTrackDouble]:
    """17TRACK."""
    double = SeventeenTrackDouble()
    with playing(double):
        yield double


@pytest.fixture
def office(shop: MercadoLibreDouble, store_on: None, tmp_path: Path) -> Any:
    """The configured connector of the lamp shop, which may act."""
    file = tmp_path / "keys"
    file.touch(0o600)
    file.write_text(KEYS)
    of = ("mercadolibre", "lamps", "mercadolibre:lamps", str(SELLER), "local", str(file), shop.url, True)
    return _office(*of)


@pytest.fixture
def watch(tracker: SeventeenTrackDouble, store_on: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The configured tracker, with its key in the environment."""
    monkeypatch.setenv("HEJIE_CONNECTOR_PARCELS_KEY", "track-key-1")
    return _office("seventeentrack", "parcels", "", "", "", "", tracker.url)


def _office(*wanted: Any) -> Any:
    # Read only now: Django is set up after this file was.
    office = import_module("tests.desk.connectors.office")
    return office.Office(office.Wanted(*wanted))
