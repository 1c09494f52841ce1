"""Is an endpoint asked in the way it understands, and every kind of silence named?"""

import pytest

from hejie.desk.drafting.endpoint import Endpoint, NoAnswer, ask, configured
from tests.desk.drafting.stub import says, sends, serving

ASKED = [{"role": "user", "content": "hello"}]


def test_an_answer_comes_with_its_cost() -> None:
    with serving(says("hello")) as (endpoint, stub):
        said = ask(endpoint, ASKED, {})
    assert (said.text, said.level, said.tokens) == ("hello", "json_schema", 7)
    assert stub.asked[0]["model"] == endpoint.model


def test_a_status_that_refuses_is_named() -> None:
    with serving(sends(429, b"")) as (endpoint, _), pytest.raises(NoAnswer, match="429"):
        ask(endpoint, ASKED, {})


def test_where_nobody_listens_the_draft_of_the_script_stands() -> None:
    with serving(says("")) as (gone, _):
        pass
    with pytest.raises(NoAnswer, match="script stands"):
        ask(Endpoint(gone.url, "none", timeout=0.2), ASKED, {})


def test_a_wait_and_a_budget_that_are_no_numbers_leave_the_usual_ones() -> None:
    told = {"HEJIE_LLM_URL": "http://localhost", "HEJIE_LLM_MODEL": "small"}
    set_, odd = ({"HEJIE_LLM_TIMEOUT": wait, "HEJIE_LLM_TOKENS_A_DAY": wait} for wait in ("5", "soon"))
    known = [configured(told | more) for more in (set_, odd, {})]
    assert [one and (one.timeout, one.tokens_a_day) for one in known] == [
        (5.0, 5),
        (20.0, 200_000),
        (20.0, 200_000),
    ]
