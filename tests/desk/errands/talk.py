"""What is between Ana and Chen in the tests of errands? One claim on Mercado Libre, its connector, and her page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hejie.desk.cases import store
from hejie.desk.errands import carrying
from hejie.desk.models import CaseIndex
from tests.desk.connectors.double import MercadoLibreDouble, a_claim
from tests.desk.connectors.office import CASE, Office
from tests.desk.team import desk_of, do, hire

WORDS = "Olá! Já estamos verificando o que aconteceu com a sua luminária."


class Talk:
    """Chen's claim in the lamp shop, as the connector read it, and Ana in front of the case."""

    def __init__(self, shop: MercadoLibreDouble, office: Office) -> None:
        self.shop, self.office = shop, office
        shop.add(a_claim())
        office.go()
        self.row = CaseIndex.objects.get(case_id=CASE)
        self.ana = desk_of(hire("ana", "agent", "mercadolibre:lamps"))

    def do(self, noun: str, client: Client | None = None, **form: Any) -> int:
        """Let Ana, or somebody else, add a thing to the case."""
        return do(client or self.ana, self.row, noun, **form)

    def say(self, words: str = WORDS, client: Client | None = None) -> int:
        """Let her, or somebody else, send an answer through the platform."""
        return self.do("sendings", client, text=words, language="pt-BR")

    def page(self) -> str:
        """What she sees."""
        return self.ana.get(f"/cases/{self.row.pk}").content.decode()

    def told(self, kind: type) -> list[Any]:
        """What happened of one kind, as the case tells it."""
        return list(store.load(CASE).all(kind))

    @property
    def sent(self) -> list[str]:
        """What the platform was told to send."""
        return [one["message"] for one in self.shop.told("actions/send-message")]


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a process left lying be taken up at once."""
    monkeypatch.setattr(carrying, "AGAIN", timedelta(0))
