"""Which connectors are configured in the tests? They never wait, and note how long they would have."""

from hejie.desk.connectors import configured
from hejie.desk.connectors.configured import Wanted
from hejie.desk.handing import rounds
from hejie.desk.models import Connector


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
