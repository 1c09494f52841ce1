"""What do the tests of errands stand on? Chen's claim, read by the connector of the lamp shop."""

from importlib import import_module
from typing import Any

import pytest

from tests.desk.connectors.double import MercadoLibreDouble


@pytest.fixture
def talk(shop: MercadoLibreDouble, office: Any) -> Any:
    """Ana in front of Chen's case, with a connector that may act."""
    # Read only now: Django is set up after this file was.
    return import_module("tests.desk.errands.talk").Talk(shop, office)
