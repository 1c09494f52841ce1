"""Is what a person wants remembered: columns in their order, and the language on a machine that is new to them?"""

import pytest
from django.test import Client

from hejie.desk import languages
from hejie.desk.finding import taste
from tests.desk.team import PASSWORD, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


def test_columns_stand_in_the_order_of_the_list_and_unknown_ones_fall_away() -> None:
    views = [{"name": "mine", "query": "view=all"}, {"name": "", "query": "column=who&column=shop&column=x"}]

    assert taste.columns(views) == ("shop", "who")


@pytest.mark.parametrize("views", [[], [{"name": "", "query": ""}], [{"name": "", "query": "language=es"}]])
def test_whoever_chose_none_leaves_it_to_the_screen(views: list[dict[str, str]]) -> None:
    assert taste.columns(views) is None


def test_columns_and_language_do_not_push_each_other_out() -> None:
    ana = hire("ana", "agent")
    taste.keep_columns(ana, ["shop"])
    taste.keep_language(ana, "es")
    taste.keep_columns(ana, ["stage"])

    assert dict(taste._of(ana).lists()) == {"column": ["stage"], "language": ["es"]}


def test_a_language_chosen_once_greets_its_person_on_every_machine() -> None:
    ana = hire("ana", "agent")
    desk_of(ana).post("/language", {"language": "pt-br", "back": "/queue"})

    elsewhere = Client(SERVER_NAME="localhost")
    assert elsewhere.get("/sign-in").headers["Content-Language"] == "zh-hans"
    elsewhere.post("/sign-in", {"username": "ana", "password": PASSWORD})

    assert elsewhere.get("/queue").headers["Content-Language"] == "pt-br"


def test_the_cookie_of_this_machine_comes_first() -> None:
    ana = hire("ana", "agent")
    taste.keep_language(ana, "pt-br")
    client = desk_of(ana)
    client.cookies[languages.COOKIE] = "es"

    assert client.get("/queue").headers["Content-Language"] == "es"
