"""What do the tests of coming in stand on? An issuer that this desk trusts."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.desk.access.issuer import CLIENT, SECRET, Issuer, opened


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """An issuer on this machine, over real HTTP."""
    with opened() as issuer:
        monkeypatch.setattr(settings, "OIDC_ISSUER", issuer.url)
        monkeypatch.setattr(settings, "OIDC_CLIENT", CLIENT)
        monkeypatch.setattr(settings, "OIDC_SECRET", SECRET)
        yield issuer
