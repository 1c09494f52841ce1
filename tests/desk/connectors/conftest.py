"""What do the tests of connectors stand on? A store, doubles of the platforms, and configured connectors."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.desk.connectors.double import SELLER, MercadoLibreDouble, SeventeenTrackDouble, playing

KEYS = "client_id=4711\nclient_secret=very-secret-1\n# a comment\nrefresh_token=TG-first\n"


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
