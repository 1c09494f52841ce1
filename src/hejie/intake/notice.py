"""What did a platform, a person or a file tell us about one complaint, before it is a case?"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from hejie.casefile.facts import Fact
from hejie.casefile.money import Money
from hejie.casefile.stages import Stage, Turn

# What an order export says is told apart from what a complaint says by the source of its facts.
ORDER_SOURCE = "order export"


class Notice(Struct, frozen=True, omit_defaults=True):
    """One complaint as it arrived, in canonical codes, with the words of the platform kept in `native`.

    `status` is the platform's own status; `stage` and `turn` are what it means, or None where nobody knows.
    `received_at` (aware) is when the complaint or its last change reached the platform. A notice without
    `after_sales_id` tells of an order only: it adds to the cases of that order and opens none.
    """

    platform: str
    shop: str
    after_sales_id: str
    order_id: str = ""
    claim: str = "other"
    wants: str = "unstated"
    status: str = ""
    stage: Stage | None = None
    turn: Turn | None = None
    amount: Money | None = None
    buyer: str = ""
    goods: str = ""
    text: str = ""
    language: str = ""
    channel: str = ""
    facts: tuple[Fact, ...] = ()
    native: dict[str, str] = {}
    received_at: datetime | None = None

    @property
    def case_id(self) -> str:
        """The one name of this complaint: the same platform, shop and after-sales id are the same case."""
        return f"{self.platform}:{self.shop}:{self.after_sales_id}"

    @property
    def is_order(self) -> bool:
        """Whether this tells of an order and not of a complaint."""
        return not self.after_sales_id


class BadCell(Struct, frozen=True):
    """A cell that could not be read: where it stands, what it holds, and why. `refused` rows did not land."""

    line: int
    column: str
    value: str
    reason: str
    refused: bool = False
