"""Is whoever owes a second factor led to it, and does nobody sit here for ever?"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hejie.desk.access.threshold import OPEN
from tests.desk.routes import routes
from tests.desk.team import hire, signed_in

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture
def wanted_of_supervisors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECOND_FACTOR_ROLES", frozenset({"supervisor"}))


@pytest.mark.usefixtures("wanted_of_supervisors")
def test_a_role_that_needs_codes_reaches_no_page_before_they_are_set_up() -> None:
    hire("bo", "supervisor")
    client, answer = signed_in("bo")
    assert answer.status_code == 302
    for route in routes():
        if route.is_api or route.template in ("/", "/sign-in", "/sign-out", "/sign-in/code"):
            continue
        where = route.filled(number=1, delivery=1, digest="a" * 64, slug="x")
        opened = client.get(where)
        if where in ("/account/second-factor", "/language", "/theme"):
            continue
        assert opened.headers.get("Location") == "/account/second-factor", where
    assert client.get("/account/second-factor").status_code == 200


@pytest.mark.usefixtures("wanted_of_supervisors")
def test_other_roles_are_not_held_up() -> None:
    hire("ana", "agent")
    client, _ = signed_in("ana")
    assert client.get("/queue").status_code == 200


def test_a_sitting_ends_after_so_many_days_however_busy_it_was() -> None:
    hire("ana", "agent")
    client, _ = signed_in("ana")
    session = client.session
    long_ago = timezone.now() - timedelta(days=settings.SIGNED_IN_DAYS, minutes=1)
    session["came"] = session["came"] | {"at": long_ago.isoformat()}
    session.save()
    assert client.get("/queue").headers["Location"].startswith("/sign-in")
    assert client.get("/account").status_code == 302


def test_the_threshold_asks_the_data_base_nothing_more() -> None:
    hire("ana", "agent")
    client, _ = signed_in("ana")
    client.get("/account")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/queue")
    with_sittings = [one["sql"] for one in asked.captured_queries if "sitting" in one["sql"]]
    assert len(with_sittings) == 1
    assert with_sittings[0].startswith("SELECT")


def test_what_stays_open_is_named_by_pages_that_exist() -> None:
    from django.urls import reverse  # the addresses are there once the desk is

    assert all(reverse(name) for name in OPEN)
