"""Does each code hold once, at its time, for its person alone?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from pyotp import TOTP

from hejie.desk.access import codes, limits, noting
from hejie.desk.models import RecoveryCode, SecondFactor
from tests.desk.cast import NOON
from tests.desk.team import PASSWORD, desk_of, hire, signed_in

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def shown(person: User, at: datetime = NOON) -> str:
    """The six digits on a person's telephone."""
    salt = SecondFactor.objects.get(person=person).salt
    return TOTP(codes.secret_of(salt)).at(int(at.timestamp()))


def with_codes(name: str = "ana", role: str = "agent") -> tuple[User, list[str]]:
    person, salt = hire(name, role), codes.new_salt()
    first = TOTP(codes.secret_of(salt)).at(int((NOON - timedelta(hours=1)).timestamp()))
    made = codes.begin(person, salt, first, at=NOON - timedelta(hours=1))
    assert made
    return person, made


def test_a_code_holds_now_a_step_before_and_after_and_never_twice() -> None:
    ana, _ = with_codes()
    assert codes.holds(ana, shown(ana, NOON - timedelta(minutes=2)), at=NOON) == ""
    assert codes.holds(ana, shown(ana, NOON - timedelta(seconds=30)), at=NOON) == "time"
    assert codes.holds(ana, shown(ana, NOON - timedelta(seconds=30)), at=NOON) == ""
    assert codes.holds(ana, f" {shown(ana)[:3]} {shown(ana)[3:]} ", at=NOON) == "time"
    assert codes.holds(ana, shown(ana), at=NOON) == ""
    assert codes.holds(ana, shown(ana, NOON + timedelta(seconds=30)), at=NOON) == "time"


def test_a_recovery_code_holds_once_and_only_its_digest_is_kept() -> None:
    ana, made = with_codes()
    assert len(set(made)) == codes.RECOVERY_CODES
    assert made[0] not in str(list(RecoveryCode.objects.values()))
    assert codes.holds(ana, made[0].upper(), at=NOON) == "recovery"
    assert codes.holds(ana, made[0], at=NOON) == ""
    assert codes.recovery_codes_left(ana) == codes.RECOVERY_CODES - 1
    codes.new_recovery_codes(ana)
    assert codes.holds(ana, made[1], at=NOON) == ""


def test_one_person_s_codes_let_no_other_in() -> None:
    (ana, made), (bo, _) = with_codes(), with_codes("bo", "supervisor")
    assert codes.holds(bo, shown(ana), at=NOON) == ""
    assert codes.holds(bo, made[0], at=NOON) == ""


def test_the_secret_lies_in_no_table_and_is_another_under_another_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana, _ = with_codes()
    row = SecondFactor.objects.get(person=ana)
    secret = codes.secret_of(row.salt)
    assert secret not in str(SecondFactor.objects.values())
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert codes.secret_of(row.salt) != secret


def test_the_picture_holds_what_an_authenticator_wants_and_no_style() -> None:
    ana = hire("ana", "agent")
    assert codes.address_of("s", ana).startswith("otpauth://totp/Hejie:ana?secret=")
    drawn = codes.picture_of("s", ana)
    assert drawn.startswith("<svg")
    assert "style" not in drawn


def signing_in(name: str = "ana") -> Client:
    client, answer = signed_in(name)
    assert answer.headers["Location"] == "/sign-in/code"
    return client


def posted(client: Client, code: str) -> Any:
    return client.post("/sign-in/code", {"code": code})


def test_a_password_alone_opens_nothing_where_codes_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ana, _ = with_codes()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client = signing_in()
    assert client.get("/queue").status_code == 302
    assert posted(client, "000000").status_code == 422
    assert posted(client, shown(ana)).headers["Location"] == "/queue"
    assert client.get("/queue").status_code == 200
    assert [line.what for line in noting.lines()][:2] == ["signed in", "code refused"]


def test_a_recovery_code_lets_in_and_it_is_noted() -> None:
    _, made = with_codes()
    client = signing_in()
    assert posted(client, made[3]).status_code == 302
    assert client.get("/queue").status_code == 200
    assert noting.lines(what="recovery code used")


def test_whoever_guesses_codes_is_stopped_even_from_many_places_and_with_the_right_one() -> None:
    _, made = with_codes()
    for number in range(limits.FACTORS):
        client, _answer = signed_in("ana", address=f"192.0.2.{number}")
        posted(client, f"{number:06d}")
    client, _answer = signed_in("ana", address="192.0.2.99")
    answer = posted(client, made[0])
    assert answer.status_code == 422
    assert "一刻钟" in answer.content.decode()


def test_half_a_sign_in_runs_out_and_ends_with_another_password(monkeypatch: pytest.MonkeyPatch) -> None:
    ana, made = with_codes()
    client = signing_in()
    ana.set_password("another-lamp-and-shade")
    ana.save()
    assert posted(client, made[0]).headers["Location"] == "/sign-in"
    ana.set_password(PASSWORD)
    ana.save()
    client = signing_in()
    session = client.session
    session["half-in"] = session["half-in"] | {"at": session["half-in"]["at"] - 601}
    session.save()
    assert posted(client, made[0]).headers["Location"] == "/sign-in"
    assert Client(SERVER_NAME="localhost").get("/sign-in/code").headers["Location"] == "/sign-in"


def test_a_person_sets_codes_up_renews_and_ends_them_on_their_own_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    ana = hire("ana", "agent")
    client = desk_of(ana)
    page = client.get("/account/second-factor").content.decode()
    assert "<svg" in page
    first = TOTP(codes.secret_of(client.session["new-second-factor"]))
    form = {"password": PASSWORD, "code": first.at(int(NOON.timestamp()))}
    assert client.post("/account/second-factor", form | {"password": "wrong"}).status_code == 422
    assert client.post("/account/second-factor", form | {"code": "123456"}).status_code == 422
    assert not codes.has(ana)
    made = client.post("/account/second-factor", form).content.decode()
    assert made.count("<li><code>") == codes.RECOVERY_CODES
    assert client.get("/account/second-factor").headers["Location"] == "/account"
    later = NOON + timedelta(minutes=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert client.post("/account/recovery-codes", {"code": "000000"}).status_code == 422
    again = client.post("/account/recovery-codes", {"code": shown(ana, later)})
    assert again.status_code == 200
    assert again.content.decode().count("<li><code>") == codes.RECOVERY_CODES
    assert client.post("/account/second-factor/removal", {"code": shown(ana, later)}).status_code == 422
    latest = later + timedelta(minutes=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: latest)
    assert client.post("/account/second-factor/removal", {"code": shown(ana, latest)}).status_code == 302
    assert not codes.has(ana)
    kinds = [line.what for line in noting.lines()]
    assert {"codes begun", "codes ended", "recovery codes made", "password refused"} <= set(kinds)
