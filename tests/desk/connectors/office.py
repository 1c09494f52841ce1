"""Which connectors are configured in the tests, and what was agreed that they do? They note each wait."""

from datetime import UTC, datetime

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, OfferAnswered, OfferMade, SettlementAgreed, Step
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.connectors.configured import Wanted
from hejie.desk.errands import rounds
from hejie.desk.models import Connector
from tests.desk.cast import ANA

CASE = "mercadolibre:lamps:5294629673"  # of the claim that the double holds
ALL = Money(12800, "BRL")


class Office:
    """A configured connector, and how long it wanted to wait."""

    def __init__(self, wanted: Wanted) -> None:
        self.name, self.waited = configured.add(wanted, by="root").name, list[float]()

    @property
    def row(self) -> Connector:
        """The connector as it stands."""
        return configured.named(self.name)

    def go(self) -> rounds.Round | None:
        """Go one round, as the worker would when it is due."""
        with configured.held(self.name) as row:
            return rounds.go_noted(row, self.waited.append)


def agreed(action: str, gives: Money | None = ALL, remedy: str = "refund", by: Actor = ANA) -> str:
    """Ana offered it, Chen accepted: what is left is a step of ours. Return its key."""

    def told(file: CaseFile) -> list[Entry]:
        at = datetime.now(UTC)
        steps = (Step(action, Role.AGENT, {"en": "does it on the platform"}),)
        return [
            Entry(at, by, OfferMade(remedy, gives)),
            Entry(at, SYSTEM, OfferAnswered("accepted")),
            Entry(at, SYSTEM, SettlementAgreed(remedy, gives, steps)),
        ]

    file = store.change(CASE, told)
    return f"{CASE}#{file.lines[-1].seq}.1"
