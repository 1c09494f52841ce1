"""What do the tests of webhooks stand on? A receiver inside the own network, which this desk allows."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.desk.webhooks.receiver import Receiver, listening


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A receiver inside the own network, which this desk allows."""
    monkeypatch.setattr(settings, "WEBHOOKS_TO_PRIVATE", True)
    with listening() as receiver:
        yield receiver
