"""Is every mistake told in the one shape, with what to do, and is ours never passed off as the caller's?"""

import json

import pytest
from django.test import Client

from hejie.desk.api.refusing import refusal
from hejie.desk.finding import queue
from tests.desk.api.office import API, system_of
from tests.desk.team import hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.mark.parametrize(
    ("path", "said", "status"),
    [
        ("/cases/999/notes", {"text": "x"}, 404),
        ("/cases/1/notes", {}, 422),
        ("/cases/1/notes", "no json", 400),
        ("/cases/1/offers", {"remedy": "moon"}, 422),
    ],
)
def test_a_mistake_says_what_happened_and_what_to_do(path: str, said: object, status: int) -> None:
    two_shops()
    answer = system_of(hire("root", "admin")).post(path, said)
    assert answer.status_code == status
    told = answer.json()
    assert all(told[part] for part in ("code", "what", "do"))
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["title"]
    assert told["detail"].endswith(told["do"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("POST", "/cases/1/moon", 404),
        ("PUT", "/cases", 405),
        ("GET", "/judge", 405),
    ],
)
def test_an_address_that_is_not_there_or_takes_no_such_call_is_told_in_the_same_shape(
    method: str, path: str, status: int
) -> None:
    answer = Client(SERVER_NAME="localhost").generic(method, f"{API}{path}")
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (status, status)
    assert told["what"]
    assert told["do"]
    assert ("Allow" in answer.headers) == (status == 405)


def test_a_host_that_is_not_ours_is_told_so_too() -> None:
    answer = Client(SERVER_NAME="elsewhere.example").get(f"{API}/cases")
    assert (answer.status_code, answer.json()["code"]) == (400, "NotReadable")


def test_a_page_that_is_not_there_stays_a_page() -> None:
    assert Client(SERVER_NAME="localhost").get("/nothing/").headers["Content-Type"].startswith("text/html")


def test_the_fields_it_is_about_are_named() -> None:
    two_shops()
    answer = system_of(hire("root", "admin")).post("/cases/1/facts", {"name": "", "state": "maybe"})
    assert set(answer.json()["fields"]) == {"name", "state"}
    assert "told" not in answer.json()["what"]


def test_a_call_without_its_body_is_told_that_the_body_lacks() -> None:
    two_shops()
    caller = system_of(hire("root", "admin"))
    answer = caller.client.post(
        f"{API}/cases/1/facts", b"", content_type="application/json", headers=caller.headers
    )
    assert answer.json()["fields"] == ["body"]


def test_what_broke_here_is_told_as_our_own_and_without_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the data base said: password=hunter2")

    caller = system_of(hire("root", "admin"))
    monkeypatch.setattr(queue, "page", broken)
    answer = caller.get("/cases")
    assert (answer.status_code, answer.json()["code"]) == (500, "Broken")
    assert "hunter2" not in answer.content.decode()


def test_a_message_of_one_sentence_says_both() -> None:
    told = json.loads(refusal(422, "X", "Give yes or no.").content)
    assert told["what"] == told["do"] == told["detail"] == "Give yes or no."
