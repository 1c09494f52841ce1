"""Is a connector what somebody said, and does one process have it at a time?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from hejie.desk.connectors import configured
from hejie.desk.connectors.configured import BadConnector, Held, NoSuchConnector, Wanted
from hejie.desk.connectors.keys import KeysMissing
from hejie.desk.models import Connector
from hejie.desk.webhooks.addresses import NotAnAddress
from tests.desk.connectors.office import Office

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("home", "store_on")]
LAMPS = Wanted("mercadolibre", "more", "mercadolibre:more", "5", "local")


def test_there_are_the_kinds_that_the_folder_holds() -> None:
    assert set(configured.kinds()) == {"mercadolibre", "seventeentrack"}
    assert all(kind.ADDRESS.startswith("https://") and kind.KEYS for kind in configured.kinds().values())


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (LAMPS._replace(name="Lamp shop"), "small letters"),
        (LAMPS._replace(account=""), "it needs a shop, an account"),
        (LAMPS._replace(variant="moon"), "local, cross_border"),
        (LAMPS._replace(shop="lamps"), "platform:shop"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(wanted: Wanted, says: str) -> None:
    with pytest.raises(BadConnector, match=says):
        configured.add(wanted, by="root")
    with pytest.raises(KeysMissing):
        configured.add(LAMPS, by="root")
    assert not Connector.objects.exists()


def test_a_kind_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(configured.NoSuchKind, match="mercadolibre, seventeentrack"):
        configured.add(LAMPS._replace(kind="taobao"), by="root")


def test_an_address_must_be_one_that_things_are_sent_to() -> None:
    with pytest.raises(NotAnAddress):
        configured.add(LAMPS._replace(address="ftp://api.example"), by="root")


def test_one_process_has_it_at_a_time_and_one_that_died_is_followed(office: Office) -> None:
    now = timezone.now() + timedelta(seconds=1)
    mine = configured.take_due(now)
    assert mine is not None
    assert configured.take_due(now) is None
    with pytest.raises(Held), configured.held("lamps"):
        pass
    hold_on = configured.still_held(mine)
    later = configured.take_due(now + timedelta(minutes=4))
    assert later is not None
    mine.held_until = now - timedelta(minutes=2)
    with pytest.raises(Held):
        hold_on()
    configured.let_go(mine)
    assert configured.named("lamps").held_by == later.held_by
    configured.let_go(later)
    assert configured.named("lamps").held_by == ""


def test_who_works_long_holds_on(office: Office) -> None:
    row = configured.take_due(timezone.now() + timedelta(seconds=1))
    assert row is not None
    row.held_until = timezone.now() + timedelta(minutes=1)
    configured.still_held(row)()
    assert configured.named("lamps").held_until > timezone.now() + timedelta(minutes=2)


def test_no_kind_of_connector_can_tell_its_secrets(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configured.kinds()["mercadolibre"], "connect", lambda account: account)
    account: Any = configured.connected(configured.named("lamps"), lambda _: None)
    secret = account.keys["client_secret"]
    assert secret not in account.caller.hide(f"invalid client {secret}")


def test_a_connector_is_removed_with_its_token(office: Office, home: Path) -> None:
    office.go()
    kept = home / "connectors" / "lamps.token"
    assert kept.exists()
    configured.remove("lamps", by="root")
    assert not kept.exists()
    with pytest.raises(NoSuchConnector):
        configured.named("lamps")
