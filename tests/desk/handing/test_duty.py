"""Who is on duty, and what may each of them work on?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.cases import store
from hejie.desk.handing import duty
from hejie.desk.models import Duty
from tests.desk.cast import NOON, opened
from tests.desk.team import LAMPS, PASSWORD, hire, signed_in

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
HOUR = timedelta(hours=1)


def test_whoever_signs_in_is_on_duty_until_they_sign_out() -> None:
    store.open_many([opened(1)])
    hire("ana", "agent", LAMPS)
    client, _ = signed_in("ana", PASSWORD)
    assert duty.here(timezone.now()) == ["ana"]
    client.post("/sign-out")
    assert duty.here(timezone.now()) == []


def test_whoever_does_not_stir_is_away_after_a_while() -> None:
    duty.come("ana", NOON)
    assert duty.stirs("ana", NOON + timedelta(minutes=40))
    assert duty.here(NOON + timedelta(minutes=80)) == ["ana"]
    assert duty.here(NOON + timedelta(minutes=90)) == []
    assert not duty.stirs("ana", NOON + timedelta(minutes=90))


def test_stirring_is_not_written_down_with_every_page() -> None:
    duty.come("ana", NOON)
    duty.stirs("ana", NOON + timedelta(minutes=1))
    assert Duty.objects.get().seen_at == NOON
    duty.stirs("ana", NOON + timedelta(minutes=5))
    assert Duty.objects.get().seen_at == NOON + timedelta(minutes=5)


def test_who_is_not_on_duty_does_not_come_by_looking() -> None:
    assert not duty.stirs("ana", NOON)
    assert duty.here(NOON) == []


def test_everybody_has_their_shops_role_and_load() -> None:
    store.open_many([opened(1), opened(2, shop="shoes")])
    hire("ana", "agent", LAMPS)
    hire("bo", "supervisor", LAMPS)
    ana, bo = duty.team(["ana", "bo", "who left"], NOON)
    assert (ana.name, ana.shops, ana.level, ana.load, ana.most) == ("ana", (LAMPS,), 0, 0, 40)
    assert (bo.shops, bo.level) == ((LAMPS,), 1)


def test_nobody_of_no_shop_is_taken_for_somebody_of_all() -> None:
    nobody, admin = duty.team([hire("cy", "agent").username, hire("ad", "admin").username], NOON)
    assert nobody.shops == ("-",)
    assert admin.shops == ()
