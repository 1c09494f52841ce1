"""What may a link to a platform or a tracker read into cases, and what may it do there that somebody asked for?

A connector is made by one module of this folder, its `Kind`. It speaks to one account, reads what is new through an
inbox, and carries out errands: each once, under its key, and only those that a person's click or a person's standing
order made. It is configured by somebody (`hejie connector add`) or it does not exist: nothing leaves by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from hejie.casefile import CaseFile
from hejie.closing.errands import Errand
from hejie.desk.connectors.calling import Caller
from hejie.desk.connectors.keys import Keys
from hejie.intake import Notice
from hejie.rulebook import Rulebook
from hejie.verification import TrackingAnswer


class Parcel(NamedTuple):
    """A parcel of an open case: its number, and which way it goes."""

    number: str
    direction: str = "forward"
    registered: bool = False


class Inbox(Protocol):
    """Where a connector puts what it read. Everything may be put in twice: what is known already changes nothing."""

    since: dict[str, Any]

    def notices(self, notices: Sequence[Notice]) -> None:
        """Open the cases of complaints, or add to them what is new."""

    def answers(self, case_id: str, texts: Iterable[str]) -> None:
        """Add the answers of ours that stand on the platform and that the case does not know."""

    def parcels(self, most: int) -> Sequence[Parcel]:
        """Return the parcels to be asked about now, each once, at most so many."""

    def scans(self, parcel: Parcel, answer: TrackingAnswer | None, *, done: bool) -> None:
        """Add the scans of a tracker's answer, if it has one, to the cases of a parcel; `done`: it has arrived."""

    def noted(self, parcel: Parcel, trouble: str = "") -> None:
        """Note that a parcel is registered with the tracker, or why it is not."""

    def keep(self, since: dict[str, Any]) -> None:
        """Keep how far the account has been read."""


class Connector(Protocol):
    """A link to one account on one platform or tracker."""

    def check(self) -> str:
        """Return whose account this is, after one harmless call; raise ConnectorTrouble."""

    def read(self, inbox: Inbox) -> None:
        """Put everything into the inbox that is new there; raise ConnectorTrouble where that breaks off."""

    def can(self, errand: Errand) -> bool:
        """Tell whether it could do this, going by its kind alone."""

    def do(self, errand: Errand, file: CaseFile) -> str:
        """Do it and return the platform's receipt, or that of an earlier try that got there.

        Raises ConnectorTrouble with words for a person where it was not done or nobody can tell.
        """


class Account(NamedTuple):
    """What a connector is made of: whose account, of which shop, and how to speak to it."""

    caller: Caller
    keys: Keys
    rules: Rulebook
    shop: str = ""
    account: str = ""
    variant: str = ""


class Kind(Protocol):
    """What a module of this folder offers, so that its connectors can be configured."""

    ADDRESS: str  # where the platform speaks
    KEYS: Sequence[str]  # the names of the keys that let it in
    VARIANTS: Sequence[str]  # the families of sellers, where the platform tells several apart
    DOES: Collection[str]  # the actions of errands that it knows how to do

    def connect(self, account: Account) -> Connector:
        """Return the connector of an account; nothing is said to the platform yet."""
