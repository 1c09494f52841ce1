"""Is a page that asks for news answered with nothing until something happened, and cheaply?"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hejie.desk.cases import store
from hejie.desk.finding import pulse
from tests.desk.cast import note, opened
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture
def ana() -> Client:
    """Ana at her desk, with one case."""
    store.open_many([opened(1)])
    return desk_of(hire("ana", "agent", LAMPS))


def test_no_news_costs_one_query_and_neither_session_nor_person(ana: Client) -> None:
    since = pulse.version()
    with CaptureQueriesContext(connection) as queries:
        answer = ana.get("/queue/news", headers={"X-Since": since})
    assert (answer.status_code, answer.content, len(queries)) == (204, b"", 1)


def test_an_entry_is_news_and_brings_rows_counts_and_the_next_mark(ana: Client) -> None:
    since = pulse.version()
    store.change(opened(1).case_id, lambda _: [note("看过了")])
    answer = ana.get("/queue/news?view=due", headers={"X-Since": since})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["X-Version"] == pulse.version() != since
    assert page.count('class="case"') == 1
    assert 'hx-swap-oob="true"' in page


@pytest.mark.parametrize("since", ["", "x" * 24, "陈"])
def test_whoever_holds_no_mark_must_be_signed_in(since: str) -> None:
    answer = Client(SERVER_NAME="localhost").get("/queue/news", HTTP_X_SINCE=since)
    assert answer.status_code == 302
