"""Is a platform asked again only where that is safe, and waited for as long as it says?"""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.connectors.calling import Answer, Call, Caller, told_pause
from hejie.desk.connectors.mistakes import Busy, KeysRefused, NoAnswer, NotReached, Refused, Unreadable
from tests.desk.connectors.double import MercadoLibreDouble, a_claim, playing

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ASK = Call("the claim", "/post-purchase/v1/claims/5294629673")
TELL = Call("a return", "/post-purchase/v1/claims/5294629673/expected-resolutions/allow-return")


@pytest.fixture
def caller(shop: MercadoLibreDouble) -> Caller:
    shop.add(a_claim())
    made = Caller(shop.url, lambda _: None)
    made.headers = lambda: {"Authorization": f"Bearer {shop.access}"}
    return made


@pytest.mark.parametrize("fault", ["500", "cut", "short", "huge", "gone", "429:0"])
def test_a_question_is_asked_again_and_a_deed_only_after_a_pause(
    shop: MercadoLibreDouble, caller: Caller, fault: str
) -> None:
    shop.fail("/claims/", fault)
    assert caller.ask(ASK)["id"] == 5294629673
    shop.fail("allow-return", fault)
    if fault.startswith("429") or fault == "cut":  # what was cut short was taken: its status says so
        assert caller.tell(TELL).status == 200
    else:
        with pytest.raises(NoAnswer):
            caller.tell(TELL)
    assert shop.count("allow-return") == (2 if fault.startswith("429") else 1)


def test_after_four_times_it_is_given_up(shop: MercadoLibreDouble, caller: Caller) -> None:
    shop.fail("/claims/", *["500"] * 9)
    with pytest.raises(NoAnswer, match="500"):
        caller.ask(ASK)
    assert len(shop.heard) == 4
    shop.faults.clear()
    shop.fail("/claims/", *["429:0"] * 9)
    with pytest.raises(Busy):
        caller.ask(ASK)


def test_a_refusal_is_told_in_the_platforms_words_and_never_repeated(
    shop: MercadoLibreDouble, caller: Caller
) -> None:
    with pytest.raises(Refused, match=r"404: not_found_error Claim not found"):
        caller.ask(ASK._replace(path="/post-purchase/v1/claims/9"))
    assert len(shop.heard) == 1


@pytest.mark.parametrize("call", [ASK, TELL])
def test_another_place_that_a_platform_points_to_never_hears_the_token(
    shop: MercadoLibreDouble, caller: Caller, call: Call
) -> None:
    with playing(MercadoLibreDouble()) as stranger:
        shop.fail("/claims/", f"302:{stranger.url}/claims/1")
        with pytest.raises(Refused, match="302"):
            caller.tell(call) if call is TELL else caller.ask(call)
    assert (stranger.heard, len(shop.heard)) == ([], 1)


def test_an_account_that_may_not_look_is_told_so_at_once(shop: MercadoLibreDouble, caller: Caller) -> None:
    shop.fail("/claims/", "403")
    with pytest.raises(Refused, match="403"):
        caller.ask(ASK)
    assert len(shop.heard) == 1


def test_keys_that_ran_out_are_renewed_once(shop: MercadoLibreDouble, caller: Caller) -> None:
    caller.headers = lambda: {"Authorization": "Bearer old"}
    with pytest.raises(KeysRefused, match="Invalid caller"):
        caller.ask(ASK)
    renewed: list[bool] = []
    caller.renew = lambda: not renewed.append(True)  # type: ignore[func-returns-value]
    with pytest.raises(KeysRefused):
        caller.ask(ASK)
    assert (len(renewed), len(shop.heard)) == (1, 3)


def test_where_nobody_listens_nothing_was_sent(home: object) -> None:
    with pytest.raises(NotReached, match="nothing was sent"):
        Caller("http://127.0.0.1:9", lambda _: None).tell(TELL)


def test_a_connector_is_led_into_no_private_network(
    shop: MercadoLibreDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.WEBHOOKS_TO_PRIVATE", False)
    with pytest.raises(NotReached, match="private address"):
        Caller(shop.url.replace("http:", "https:"), lambda _: None).ask(ASK)
    assert shop.heard == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("-3", 0.0),
        ("Wed, 25 Nov 2026 12:01:00 GMT", 60.0),
        ("soon", None),
        ("", None),
        ("nan", None),
    ],
)
def test_a_pause_is_told_in_seconds_or_by_a_date(header: str, seconds: float | None) -> None:
    assert told_pause(header, NOW) == seconds


@given(st.text(max_size=40))
def test_any_other_header_is_no_pause(header: str) -> None:
    pause = told_pause(header, NOW)
    assert pause is None or pause >= 0


@given(st.binary(max_size=60))
def test_any_body_is_json_or_unreadable_and_has_words(body: bytes) -> None:
    answer = Answer("x", 400, {}, body)
    assert isinstance(answer.words(), str)
    with suppress(Unreadable):
        answer.said()
