"""Is a password chosen by its person alone, and good enough?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.access import noting, passwords
from hejie.desk.access.people import WeakPassword
from tests.desk.team import PASSWORD, desk_of, hire, signed_in

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
NEW = "a-new-lamp-in-the-hall"


@pytest.mark.parametrize("weak", ["short-one", "password123", "8261549073", "ana-of-lamps", ""])
def test_a_password_that_would_be_guessed_is_not_taken(weak: str) -> None:
    person = hire("ana-of-lamp", "agent")
    with pytest.raises(WeakPassword):
        passwords.choose(person, weak, weak, address="")
    with pytest.raises(passwords.NotTheSame):
        passwords.choose(person, NEW, f"{NEW}!", address="")
    assert person.check_password(PASSWORD)


def test_a_person_changes_their_password_and_is_out_everywhere_else() -> None:
    hire("ana", "agent")
    (here, _), (there, _) = signed_in("ana"), signed_in("ana", address="198.51.100.9")
    form = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert here.post("/account/password", form | {"old": "wrong"}).status_code == 422
    refused = here.post("/account/password", form | {"new": "12345", "again": "12345"})
    assert refused.status_code == 422
    assert "密码" in refused.content.decode()
    assert here.post("/account/password", form).status_code == 302
    assert here.get("/queue").status_code == 200
    assert there.get("/queue").status_code == 302
    assert signed_in("ana", NEW)[1].status_code == 302
    assert [line.what for line in noting.lines()][1:3] == ["password changed", "password refused"]
    assert NEW not in str([str(line) for line in noting.lines()])


def test_whoever_sits_at_somebody_s_desk_cannot_guess_their_password_for_long() -> None:
    ana = hire("ana", "agent")
    client = desk_of(ana)
    for number in range(10):
        client.post("/account/password", {"old": f"guess {number}", "new": NEW, "again": NEW})
    answer = client.post("/account/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 422
    assert "分钟后再试" in answer.content.decode()
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def test_a_link_holds_once_for_a_day_and_for_its_person_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ana, bo = hire("ana", "agent"), hire("bo", "agent")
    link = passwords.link_for(ana)
    assert passwords.person_of(link) == ana
    assert passwords.person_of(link.replace(str(ana.pk), str(bo.pk), 1)) is None
    for broken in ("", "-", "x-y", f"{ana.pk}", f"{ana.pk}-", "9" * 40 + "-x", "１-x"):
        assert passwords.person_of(broken) is None
    passwords.choose(ana, NEW, NEW, address="")
    assert passwords.person_of(link) is None
    old = passwords.link_for(ana)
    tomorrow = timezone.localtime().replace(tzinfo=None) + timedelta(days=1, minutes=5)
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _self: tomorrow)
    assert passwords.person_of(old) is None
