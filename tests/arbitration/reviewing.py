"""What do the tests of packs tell of? A missing cup with its weights, and a bottle said to be delivered."""

from hejie.arbitration import pack
from hejie.arbitration.pack import Pack
from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AttachmentAdded,
    LiabilityJudged,
    MessageReceived,
    MessageSent,
    OfferAnswered,
    OfferMade,
    ParcelScanned,
)
from hejie.casefile.entries.happening import Ground
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Weight
from hejie.rulebook import Rulebook
from tests.cast import CHEN, NOON, hours, opened, then, yuan

CLAUSE = Ground(
    "taobao.missing.weights",
    {"zh-CN": "重量相符的，不认定少发。", "en": "Where the weights agree nothing was left out."},
    source="Rules of Taobao on missing items",
    dated="2025-09-01",
    grade="reported",
    because=("weight_gap < tolerance [w_repacked 1240, w_carrier 1240]", "pkg_intact [pkg_intact true]"),
)
HABIT = Ground("practice.missing", {"zh-CN": "先友好协商", "en": "Talk first"}, because=CLAUSE.because)
WEIGHTS = (
    known("w_repacked", Weight(1240), said_by="warehouse", at=NOON),
    known("w_warehouse", Weight(1238), said_by="warehouse", at=NOON),
    known("w_carrier", Weight(1240), said_by="carrier", source="揽收称重", at=NOON),
    known("w_item", Weight(420)),
)


def photo(exhibit: str, digest: str = "a", name: str = "photo.jpg") -> AttachmentAdded:
    """A photo that serves as an exhibit."""
    return AttachmentAdded(name, digest * 64, 1000, "image/jpeg", exhibit)


def cup(*whats, ground: Ground = CLAUSE, liable: str = "none") -> CaseFile:
    """Chen says that a cup is missing; three weights agree, and Ana offered something all the same."""
    file = opened(
        *WEIGHTS, known("pkg_intact", True, said_by="buyer"), claim="missing_item", wants="partial_refund"
    )
    file = then(file, MessageReceived(Role.BUYER, "包裹里只有一只杯子！", "zh-CN"), by=CHEN)
    file = then(file, MessageSent("抱歉，马上为您核实。", "zh-CN"), at=NOON + hours(0.5))
    file = then(file, OfferMade("partial_refund", yuan("20")), OfferAnswered("refused", yuan("60"), "不够"))
    return then(file, LiabilityJudged("decided", (liable,), (ground,)), *whats)


def bottle(*whats) -> CaseFile:
    """Chen in Brazil says that nothing came; the carrier says delivered."""
    file = opened(
        known("site", "MLB"),
        known("tracking_no", "LP1"),
        platform="mercadolibre",
        claim="not_received",
        amount=Money.of("89.90", "BRL"),
        goods="Garrafa térmica",
        language="pt-BR",
    )
    file = then(file, MessageReceived(Role.BUYER, "Ainda não chegou!", "pt-BR"), by=CHEN)
    file = then(file, ParcelScanned("LP1", NOON - hours(9), "delivered", raw_text="Objeto entregue"))
    file = then(file, ParcelScanned("LP1", NOON - hours(90), "picked_up", raw_text="Objeto postado"))
    return then(file, *whats)


def told(file: CaseFile, rules: Rulebook, **more) -> Pack:
    """The pack of a case at noon."""
    return pack(file, rules=rules, at=NOON, **more)
