"""Is every mistake told in the one shape, with what to do, and is ours never passed off as the caller's?"""

import pytest

from hejie.desk.api.refusing import refusal
from hejie.desk.finding import queue
from tests.desk.api.office import system_of
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
    assert answer.json().keys() == {"code", "what", "do", "fields"}
    assert all(answer.json()[part] for part in ("code", "what", "do"))


def test_the_fields_it_is_about_are_named() -> None:
    two_shops()
    answer = system_of(hire("root", "admin")).post("/cases/1/facts", {"name": "", "state": "maybe"})
    assert {field.rsplit(".", 1)[-1] for field in answer.json()["fields"]} == {"name", "state"}


def test_what_broke_here_is_told_as_our_own_and_without_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the data base said: password=hunter2")

    caller = system_of(hire("root", "admin"))
    monkeypatch.setattr(queue, "page", broken)
    answer = caller.get("/cases")
    assert (answer.status_code, answer.json()["code"]) == (500, "Broken")
    assert "hunter2" not in answer.content.decode()


def test_a_message_of_one_sentence_says_both() -> None:
    told = refusal(422, "X", "Give yes or no.")
    assert told.content == b'{"code": "X", "what": "Give yes or no.", "do": "Give yes or no.", "fields": []}'
