"""Does the company's own sign-in let in whoever it should, and nobody on a word that does not hold?"""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import settings
from django.core import signing
from django.test import Client
from joserfc.jwk import RSAKey

from hejie.desk.access import company, noting
from hejie.desk.models import Identity, Noted
from hejie.desk.pages.account import JOINING
from tests.desk.access.issuer import CLIENT, Issuer
from tests.desk.team import desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def walked(client: Client, start: str = "/sign-in/company", **changed: str) -> Any:
    """A browser that is led to the issuer and back; `changed` is what somebody alters on the way back."""
    away = client.get(start)
    assert away.status_code == 302
    led_back = requests.get(away.headers["Location"], allow_redirects=False, timeout=10).headers["Location"]
    query = {key: values[0] for key, values in parse_qs(urlsplit(led_back).query).items()}
    return client.get("/sign-in/company/back", query | changed)


def joined(issuer: Issuer) -> None:
    Identity.objects.create(
        person=hire("ana", "agent"), issuer=issuer.url, subject=issuer.subject, called=issuer.name
    )


def browser() -> Client:
    return Client(SERVER_NAME="localhost")


def test_a_person_joins_their_account_and_comes_in_by_it_from_then_on(issuer: Issuer) -> None:
    ana = hire("ana", "agent")
    wish = signing.dumps(ana.pk, salt=JOINING)
    assert walked(desk_of(ana), f"/sign-in/company?join={wish}").headers["Location"] == "/account"
    assert company.joined_to(ana) == "chen.wei"
    client = browser()
    assert walked(client).headers["Location"] == "/queue"
    assert client.get("/queue").status_code == 200
    assert ("signed in", "company") in Noted.objects.values_list("what", "on")


def test_the_way_there_is_bound_to_this_browser_by_state_nonce_and_pkce(issuer: Issuer) -> None:
    joined(issuer)
    client = browser()
    asked = parse_qs(urlsplit(client.get("/sign-in/company").headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["client_id"] == [CLIENT]
    assert len(asked["nonce"][0]) > 10
    assert walked(client, state="made-up").status_code == 403
    assert client.get("/queue").status_code == 302
    assert walked(client).status_code == 302
    assert len(issuer.verifiers[-1]) >= 43


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "another-desk"},
        {"aud": ["another-desk"], "azp": CLIENT},
        {"iss": "https://evil.example"},
        {"nonce": "of another visit"},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"sub": None},
        {"sub": ""},
        {"aud": None},
    ],
    ids=str,
)
def test_a_token_for_somebody_else_of_somebody_else_or_of_yesterday_lets_nobody_in(
    issuer: Issuer, lie: dict[str, Any]
) -> None:
    joined(issuer)
    issuer.lies = lie
    client = browser()
    assert walked(client).status_code == 403
    assert client.get("/queue").status_code == 302
    assert noting.lines(what="company sign-in refused")


def test_a_token_with_another_s_signature_lets_nobody_in(issuer: Issuer) -> None:
    joined(issuer)
    issuer.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    assert walked(browser()).status_code == 403


def test_a_code_holds_once_and_in_the_browser_that_asked_for_it(issuer: Issuer) -> None:
    joined(issuer)
    client = browser()
    away = client.get("/sign-in/company").headers["Location"]
    back = requests.get(away, allow_redirects=False, timeout=10).headers["Location"]
    assert browser().get(back.partition("localhost")[2]).status_code == 403
    assert client.get(back.partition("localhost")[2]).status_code == 302
    client.post("/sign-out")
    assert client.get(back.partition("localhost")[2]).status_code == 403


def test_a_name_alone_opens_no_account(issuer: Issuer) -> None:
    hire(issuer.name, "admin")
    client = browser()
    answer = walked(client)
    assert answer.status_code == 403
    assert "关联" in answer.content.decode()
    assert client.get("/queue").status_code == 302


def test_whoever_was_let_out_does_not_come_in_by_the_company(issuer: Issuer) -> None:
    joined(issuer)
    person = Identity.objects.get().person
    person.is_active = False
    person.save()
    assert walked(browser()).status_code == 403


def test_one_person_of_the_company_is_not_joined_to_two_accounts(issuer: Issuer) -> None:
    joined(issuer)
    bo = hire("bo", "supervisor")
    answer = walked(desk_of(bo), f"/sign-in/company?join={signing.dumps(bo.pk, salt=JOINING)}")
    assert answer.status_code == 403
    assert company.joined_to(bo) == ""


def test_another_site_cannot_wish_in_somebody_s_place(issuer: Issuer) -> None:
    ana, bo = hire("ana", "agent"), hire("bo", "supervisor")
    client = desk_of(ana)
    for wish in ("", "made-up", signing.dumps(bo.pk, salt=JOINING), signing.dumps(ana.pk)):
        assert client.get("/sign-in/company", {"join": wish}).headers["Location"] == "/queue"


def test_without_an_issuer_there_is_no_such_door_and_an_issuer_that_is_away_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not company.is_there()
    assert browser().get("/sign-in/company").status_code == 404
    assert browser().get("/sign-in/company/back").status_code == 404
    monkeypatch.setattr(settings, "OIDC_ISSUER", "http://127.0.0.1:9")
    monkeypatch.setattr(settings, "OIDC_CLIENT", CLIENT)
    answer = browser().get("/sign-in/company")
    assert answer.status_code == 403
    assert "公司统一登录没有确认" in answer.content.decode()
    assert "公司统一登录" in browser().get("/sign-in").content.decode()


def test_a_guesser_is_stopped(issuer: Issuer) -> None:
    joined(issuer)
    client = browser()
    for _ in range(10):
        client.get("/sign-in/company/back", {"code": "guess", "state": "guess"})
    away = client.get("/sign-in/company")
    assert away.status_code == 403
    assert "分钟后再试" in away.content.decode()


def test_an_account_is_parted_again(issuer: Issuer) -> None:
    joined(issuer)
    ana = Identity.objects.get().person
    client = desk_of(ana)
    assert issuer.name in client.get("/account").content.decode()
    client.post("/account/company/removal")
    assert not Identity.objects.exists()
    assert noting.lines(what="company sign-in parted")
