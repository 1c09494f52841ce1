"""Is a promotion checked against what each of its shops really sold, and beside their other promotions?"""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from hejie.casefile.money import Money
from hejie.desk.habits.mistakes import NotAgreed
from hejie.desk.habits.orders import Form
from hejie.desk.insights.launching import Launch, flaws_of, published
from hejie.desk.models import Order, Shop
from hejie.rulebook import load_rulebook
from hejie.rulebook.promotions import FILE, Promotion
from tests.desk.cast import NOON
from tests.desk.team import LAMPS, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
RULES = load_rulebook()
CUPS = Promotion(
    id="cups", name={"zh-CN": "杯子", "en": "Cups"}, kind="price", goods=("cup",), was=Money(16000, "CNY"),
    price=Money(12800, "CNY"), starts_at=NOON + timedelta(days=1), ends_at=NOON + timedelta(days=2),
)  # fmt: skip


def test_what_is_published_is_written_down_and_a_flaw_must_be_agreed_to() -> None:
    two_shops()
    now = NOON.strftime("%Y-%m-%dT%H:%M")
    form = Form(
        {
            "gives": ["price"],
            "name": ["杯子"],
            "zone": ["UTC"],
            "currency": ["CNY"],
            "was": ["160"],
            "price": ["128"],
        }
        | {"starts": [now], "ends": [(NOON + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")], "goods": ["cup"]}
    )
    launch = Launch(list(Shop.objects.all()), "zh-CN", NOON - timedelta(days=1))
    with pytest.raises(NotAgreed, match="没有成交记录"):
        published(RULES, {}, form, launch)
    assert "杯子" in published(RULES, {}, Form(form | {"agreed": ["yes"]}), launch)[FILE]


def told(one: Promotion) -> list[tuple[str, bool]]:
    found = flaws_of(one, Shop.objects.all(), rules=RULES, at=NOON)
    return [(flaw.code, flaw.stops) for flaw in found]


def test_a_price_that_the_shop_never_asked_lately_stops_it() -> None:
    two_shops()
    assert told(CUPS) == [("never_sold", False)]
    Order.objects.create(
        shop_key=LAMPS, order_id="1", sku="cup", pieces=2, amount_minor=26000, currency="CNY",
        ordered_at=NOON - timedelta(days=2),
    )  # fmt: skip
    assert ("was_too_high", True) in told(CUPS)
    assert told(replace(CUPS, was=None)) == []


def test_without_a_shop_only_what_is_wrong_by_itself_is_told() -> None:
    assert told(CUPS) == []
    assert told(replace(CUPS, price=Money(17000, "CNY"))) == [("no_reduction", True)]
