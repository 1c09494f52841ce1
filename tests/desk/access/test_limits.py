"""Is a guesser stopped, and nobody else?"""

import pytest

from hejie.desk.access import limits
from tests.desk.team import hire, signed_in

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_a_guesser_is_stopped_even_with_the_right_password_and_others_are_not() -> None:
    hire("ana", "agent")
    hire("bo", "supervisor")
    for number in range(limits.SIGN_INS):
        assert signed_in("ana", f"guess {number}")[1].status_code == 200
    refused = signed_in("ana")[1]
    assert refused.status_code == 200
    assert "一刻钟" in refused.content.decode()
    assert signed_in("bo")[1].status_code == 302
    assert signed_in("ana", address="192.0.2.8")[1].status_code == 302


def test_one_address_does_not_guess_at_all_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SIGN_INS_FROM_ONE_ADDRESS", 5)
    hire("ana", "agent")
    for number in range(5):
        signed_in(f"name {number}", "guess")
    assert signed_in("ana")[1].status_code == 200
    assert signed_in("ana", address="192.0.2.8")[1].status_code == 302


def test_a_person_who_mistypes_now_and_then_is_never_stopped() -> None:
    hire("ana", "agent")
    for _ in range(3):
        for _ in range(limits.SIGN_INS - 1):
            signed_in("ana", "oops")
        assert signed_in("ana")[1].status_code == 302
