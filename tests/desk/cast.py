"""Who plays in the desk's tests: Ana the agent, Bo the supervisor, Chen the buyer, and a few cases told by hand."""

from datetime import UTC, datetime, timedelta

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CaseOpened,
    ClockSet,
    Entry,
    FactStated,
    Ground,
    Happening,
    NoteWritten,
    StageMoved,
)
from hejie.casefile.facts import Fact, FactState
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.casefile.quantities import Moment
from hejie.casefile.stages import Stage, Turn

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ANA = Actor(Role.AGENT, "ana")
BO = Actor(Role.SUPERVISOR, "bo")
CLAUSE = Ground(
    "taobao.reply", {"zh-CN": "卖家须在期限内处理", "en": "The seller must act in time"}, "a source", "2021"
)


def entry(what: Happening, *, at: datetime = NOON, by: Actor = SYSTEM) -> Entry:
    """An entry at noon, by the desk itself unless said otherwise."""
    return Entry(at, by, what)  # type: ignore[arg-type]


def opened(number: int = 1, *, shop: str = "lamps", claim: str = "missing_item") -> CaseFile:
    """Chen's complaint as it arrives: an order of 129 yuan, our move, two days to answer."""
    after_sales = f"RF{number:06d}"
    return CaseFile.begin(
        f"taobao:{shop}:{after_sales}",
        entry(
            CaseOpened(
                "taobao",
                shop,
                after_sales,
                claim,
                wants="refund_only",
                order_id=f"OD{number:06d}",
                buyer="陈先生",
                goods="北欧台灯 暖光",
                amount=Money(12900, "CNY"),
                language="zh-CN",
            )
        ),
        entry(StageMoved(Stage.NEGOTIATION, Turn.SELLER)),
        entry(
            ClockSet(
                "reply",
                NOON + timedelta(days=2),
                Role.SELLER,
                {"zh-CN": "视为同意退款", "en": "the refund counts as agreed"},
                "rule",
                CLAUSE,
            )
        ),
    )


def note(text: str, *, by: Actor = ANA, at: datetime = NOON) -> Entry:
    """A note for the team."""
    return entry(NoteWritten(text), by=by, at=at)


def late(number: int, days: int) -> CaseFile:
    """Chen's lamp, scanned by the carrier so many days after it was paid."""
    told = [
        Fact("paid_at", FactState.KNOWN, Moment(datetime(2026, 1, 1, tzinfo=UTC))),
        Fact("ship_scan_at", FactState.KNOWN, Moment(datetime(2026, 1, 1 + days, tzinfo=UTC))),
        Fact("shipped", FactState.KNOWN, True),
        Fact("presale", FactState.KNOWN, False),
        Fact("custom_made", FactState.KNOWN, False),
    ]
    return opened(number, claim="late_shipment").add(*(entry(FactStated(fact)) for fact in told))
