"""Which things can a row tell about a complaint, of which kind is each, and who says it?"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hejie.casefile.parties import Role
from hejie.casefile.stages import Stage, Turn
from hejie.casefile.vocabulary import CLAIMS, WANTS


class Kind(StrEnum):
    """How the cells of a field are read."""

    ID = "id"
    TEXT = "text"
    NAME = "name"  # a short text that is part of the name of a case
    CODE = "code"  # a word that the column map turns into one of ours
    MONEY = "money"
    TIME = "time"
    FLAG = "flag"
    COUNT = "count"
    WEIGHT = "weight"
    PARCEL = "parcel"  # carrier and number in one cell


class Field(Struct, frozen=True):
    """One thing a row can tell: its kind, who says it, and whether it becomes a fact of the case."""

    name: str
    kind: Kind
    said_by: Role = Role.PLATFORM
    is_fact: bool = True
    codes: frozenset[str] = frozenset()


def _fields(
    kind: Kind, names: str, said_by: Role = Role.PLATFORM, *, is_fact: bool = True
) -> dict[str, Field]:
    return {name: Field(name, kind, said_by, is_fact) for name in names.split()}


def _coded(name: str, codes: frozenset[str]) -> dict[str, Field]:
    return {name: Field(name, Kind.CODE, is_fact=False, codes=codes)}


FIELDS: dict[str, Field] = {
    **_fields(Kind.NAME, "platform shop", is_fact=False),
    **_fields(Kind.ID, "after_sales_id order_id", is_fact=False),
    **_fields(Kind.TEXT, "buyer goods text language channel status intervention reason", is_fact=False),
    **_fields(Kind.MONEY, "amount", is_fact=False),
    **_fields(Kind.TIME, "updated_at", is_fact=False),
    **_fields(Kind.PARCEL, "parcel return_parcel", is_fact=False),
    **_fields(Kind.CODE, "claim_type", is_fact=False),
    **_coded("claim", frozenset(CLAIMS)),
    **_coded("wants", frozenset(WANTS)),
    **_coded("stage", frozenset(Stage)),
    **_coded("turn", frozenset(Turn)),
    **_fields(
        Kind.CODE, "goods_status phase order_state payment_mode variant site parcel_state refusal signed_by"
    ),
    **_fields(Kind.CODE, "customs_reason refusal_reason"),
    **_fields(Kind.ID, "tracking_no return_tracking_no"),
    **_fields(Kind.TEXT, "carrier return_carrier origin destination"),
    **_fields(Kind.TEXT, "sku supplier lot", Role.SELLER),
    **_fields(Kind.TEXT, "buyer_reason buyer_wish", Role.BUYER),
    **_fields(Kind.MONEY, "paid_amount freight_out"),
    **_fields(Kind.MONEY, "goods_cost", Role.SELLER),
    **_fields(Kind.MONEY, "freight_back", Role.BUYER),
    **_fields(
        Kind.TIME,
        "ordered_at paid_at signed_at applied_at platform_due_at evidence_due_at closed_at refund_ended_at",
    ),
    **_fields(Kind.TIME, "promised_ship_by promised_delivery_by return_agreed_at"),
    **_fields(Kind.TIME, "shipped_at", Role.SELLER),
    **_fields(Kind.TIME, "ship_scan_at last_scan_at return_signed_at", Role.CARRIER),
    **_fields(Kind.TIME, "returned_at", Role.BUYER),
    **_fields(
        Kind.FLAG,
        "return_required platform_stepped_in presale excluded_category no_reason_claimed seller_replied",
    ),
    **_fields(Kind.FLAG, "custom_made", Role.SELLER),
    **_fields(Kind.FLAG, "pkg_intact photo_given", Role.BUYER),
    **_fields(Kind.FLAG, "signed_in_person", Role.CARRIER),
    **_fields(Kind.FLAG, "item_resaleable", Role.WAREHOUSE),
    **_fields(Kind.COUNT, "quantity"),
    **_fields(Kind.COUNT, "attempts", Role.CARRIER),
    **_fields(Kind.WEIGHT, "w_carrier", Role.CARRIER),
    **_fields(Kind.WEIGHT, "w_repacked w_warehouse w_item", Role.WAREHOUSE),
}
