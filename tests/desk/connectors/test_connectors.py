"""Does every connector keep the contract: do nothing it was not asked, and tell in words what keeps it?"""

from typing import Any

import pytest

from hejie.casefile.parties import Role
from hejie.closing.errands import Errand
from hejie.desk.connectors import Account, Caller, Keys, configured
from hejie.rulebook import load_rulebook

RULES = load_rulebook()


@pytest.fixture(params=sorted(configured.kinds()))
def connector(request: pytest.FixtureRequest) -> Any:
    """One of each kind, spoken to by nobody."""
    kind = configured.kinds()[request.param]
    keys = Keys("lamps", dict.fromkeys(kind.KEYS, "secret-1"))
    return kind.connect(
        Account(
            Caller("http://127.0.0.1:9", lambda _: None), keys, RULES, "lamps", "5", (*kind.VARIANTS, "")[0]
        )
    )


def test_it_offers_what_the_desk_asks_of_it(connector: Any) -> None:
    assert all(callable(getattr(connector, verb)) for verb in ("check", "read", "can", "do"))


@pytest.mark.parametrize(
    ("platform", "shop", "action"),
    [
        ("taobao", "lamps", "agree_refund"),
        ("mercadolibre", "shoes", "agree_refund"),
        ("mercadolibre", "lamps", "ship_exchange"),
    ],
)
def test_it_does_nothing_for_another_shop_or_that_it_does_not_know(
    connector: Any, platform: str, shop: str, action: str
) -> None:
    assert not connector.can(Errand("k#1", platform, action, Role.AGENT, {}, {"shop": shop}))


def test_a_platform_that_is_away_is_a_trouble_with_words(connector: Any, home: object) -> None:
    with pytest.raises(Exception, match="could not be reached"):
        connector.check()
