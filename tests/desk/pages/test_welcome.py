"""Is a guesser of links stopped?"""

import pytest
from django.test import Client

from hejie.desk.access import limits, noting, passwords
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")


def test_whoever_guesses_links_is_stopped_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINKS_FROM_ONE_ADDRESS", 3)
    good = passwords.link_for(hire("ana", "agent"))
    stranger = Client(SERVER_NAME="localhost")
    for number in range(3):
        assert stranger.get(f"/welcome/1-guess{number}").status_code == 404
    answer = stranger.get(f"/welcome/{good}")
    assert answer.status_code == 404
    assert "分钟后再试" in answer.content.decode()
    assert Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.9").get(f"/welcome/{good}").status_code == 200
    assert len(noting.lines(what="link refused")) == 3
