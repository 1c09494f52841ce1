"""Does each page of the administration open to its roles alone, and is nothing of it kept by the browser?"""

import pytest

from tests.desk.routes import Route, routes
from tests.desk.team import LAMPS, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
ADMINISTRATION = [
    one for one in routes() if not one.is_api and one.noun in ("people", "tokens", "webhooks", "audit")
]
HABITS = [one for one in routes() if not one.is_api and one.noun == "habits"]
OWN = [one for one in routes() if not one.is_api and one.noun == "account"]


def filled(route: Route) -> str:
    return route.filled(number=1, delivery=1, slug="x", digest="a" * 64)


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("route", ADMINISTRATION, ids=lambda route: route.template)
def test_only_an_administrator_opens_the_administration(route: Route, role: str) -> None:
    two_shops()
    client = desk_of(hire("ana", role, LAMPS))
    assert client.get(filled(route)).status_code in (403, 405)
    assert client.post(filled(route)).status_code in (403, 405)


@pytest.mark.parametrize("route", HABITS, ids=lambda route: route.template)
def test_an_agent_does_not_see_the_team_s_rules_and_a_supervisor_does(route: Route) -> None:
    ana, bo = desk_of(hire("ana", "agent")), desk_of(hire("bo", "supervisor"))
    assert {ana.get(filled(route)).status_code, ana.post(filled(route)).status_code} == {403}
    assert bo.get(filled(route)).status_code in (200, 404, 405)


@pytest.mark.parametrize("route", [*ADMINISTRATION, *HABITS, *OWN], ids=lambda route: route.template)
def test_no_browser_keeps_a_page_that_may_show_a_secret(route: Route) -> None:
    answer = desk_of(hire("root", "admin")).get(filled(route))
    if answer.status_code == 200:
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_rail_leads_there_whoever_may_go() -> None:
    pages = {
        role: desk_of(hire(role, role)).get("/queue").content.decode()
        for role in ("agent", "supervisor", "admin")
    }
    assert ["/habits" in page for page in pages.values()] == [False, True, True]
    assert all('href="/account"' in page for page in pages.values())
