"""Does a person see where they are signed in, and end it there, and does idleness end it too?"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from hejie.desk.access import noting, sittings
from hejie.desk.models import Sitting
from tests.desk.team import PASSWORD, hire, signed_in

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def browser(agent: str, address: str = "192.0.2.7") -> Client:
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR=address, headers={"User-Agent": agent})
    assert client.post("/sign-in", {"username": "ana", "password": PASSWORD}).status_code == 302
    return client


def test_a_person_sees_where_they_are_signed_in_and_ends_one_of_them() -> None:
    ana = hire("ana", "agent")
    here, there = browser("Office PC"), browser(PHONE, "198.51.100.9")
    page = here.get("/account").content.decode()
    assert "Mobile Safari" in page
    assert "198.51.100.9" in page
    keys = list(Sitting.objects.values_list("session_key", flat=True))
    assert not [key for key in keys if key in page]
    seats = sittings.of(ana, here.session.session_key, now=timezone.now())
    assert [seat.is_this for seat in seats] == [True, False]
    here.post(f"/account/sittings/{seats[1].mark}/removal")
    assert there.get("/queue").status_code == 302
    assert here.get("/queue").status_code == 200


def test_another_person_s_sitting_is_not_ended_by_its_mark() -> None:
    hire("ana", "agent")
    bo = hire("bo", "supervisor")
    there = browser("Telephone")
    mark = sittings.of(
        Sitting.objects.get(agent="Telephone").person,
        None,
        now=timezone.now(),  # type: ignore[arg-type]
    )[0].mark
    client, _ = signed_in("bo")
    client.post(f"/account/sittings/{mark}/removal")
    assert there.get("/queue").status_code == 200
    assert not sittings.end(bo, mark)


def test_everywhere_else_is_ended_at_once() -> None:
    hire("ana", "agent")
    here, *others = (browser(f"b{number}") for number in range(3))
    here.post("/account/sittings/removal")
    assert [one.get("/queue").status_code for one in others] == [302, 302]
    assert here.get("/queue").status_code == 200
    assert noting.lines(what="sessions ended")[0].on == "2"


def test_idleness_ends_a_sitting_and_work_moves_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    hire("ana", "agent")
    client = browser("Office PC")
    idle, start = timedelta(seconds=settings.SESSION_COOKIE_AGE), timezone.now()
    at = [start]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at[0])
    at[0] = start + idle * 0.7
    assert client.get("/queue").status_code == 200
    at[0] = start + idle * 1.4
    assert client.get("/queue").status_code == 200
    at[0] = start + idle * 2.5
    assert client.get("/queue").status_code == 302


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    hire("ana", "agent")
    client = browser("Office PC")
    idle, start = timedelta(seconds=settings.SESSION_COOKIE_AGE), timezone.now()
    at = [start]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at[0])
    for tenth in range(1, 11):
        at[0] = start + idle * tenth / 10 - timedelta(seconds=1)
        client.get("/queue/news")
        client.get("/wall", headers={"HX-Request": "true"})
    at[0] = start + idle + timedelta(seconds=1)
    assert client.get("/queue").status_code == 302


def test_what_has_run_out_is_forgotten() -> None:
    hire("ana", "agent")
    browser("Office PC")
    assert sittings.forget(timezone.now()) == 0
    assert sittings.forget(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)) == 1
    assert not Sitting.objects.exists()
