"""Is every door of the desk shut to strangers, to other shops and to forged forms, whichever door it is?"""

import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hejie.desk.access import tokens
from hejie.desk.models import Attachment, CaseIndex, Entry, Import
from tests.desk.api.office import Caller, system_of
from tests.desk.packs.evidence import photo
from tests.desk.routes import OPEN_TO_ALL, Route, routes
from tests.desk.team import LAMPS, PASSWORD, SHOES, desk_of, hire, signed_in, two_shops

pytestmark = pytest.mark.usefixtures("store_on")

PNG = photo(8, 8, "PNG")
SHUT = [route for route in routes() if route.template not in OPEN_TO_ALL]
PAGES = [route for route in SHUT if not route.is_api]
CALLS = [route for route in SHUT if route.is_api and route.template != "/api/v1/"]
OF_A_CASE = [route for route in SHUT if route.noun == "cases" and "number" in route.slots]
# What is well said to each address of the API: only then it is the shop that is refused, and not the words.
WELL_SAID: dict[str, dict[str, Any]] = {
    "facts": {"name": "pkg_intact", "value": True},
    "notes": {"text": "x"},
    "messages": {"text": "x"},
    "sendings": {"text": "x"},
    "buyer-messages": {"text": "x"},
    "offers": {"remedy": "refund"},
    "answers": {"answer": "refused"},
    "approvals": {"granted": "no", "because": "x"},
    "steps": {"step": "x"},
    "errands": {"key": "x"},
    "taking": {},
    "stepping-in": {},
    "closing": {"outcome": "withdrawn", "cause": "x", "lesson": "x"},
    "reopening": {"because": "x"},
    "promises": {"promise": "x", "due_at": "2099-01-01T00:00:00Z"},
    "kept-promises": {"promise": "x"},
    "stages": {"stage": "evidence", "turn": "seller", "because": "x"},
    "rulings": {"in_favour_of": "seller"},
    "hand-ins": {"exhibit": ["x"]},
    "carrier-claims": {"carrier": "x", "amount": "1.00"},
    "carrier-answers": {"paid": "0"},
    "escalations": {"to": "supervisor", "because": "x"},
    "corrections": {"seq": 2, "because": "x"},
    "submissions": {"sha256": "a" * 64},
    "scans": {"provider": "17track", "body": {}},
    "drill": {"liable": "open"},
}


def named(route: Route) -> str:
    return route.template


def filled(route: Route, row: CaseIndex, digest: str = "a" * 64, number: int | None = None) -> str:
    """The address of a route for a case; what stands in the other slots does not exist."""
    return route.filled(number=number or row.pk, digest=digest, sha256=digest, slug="x", delivery=1)


def said_well(caller: Caller, path: str, noun: str) -> Any:
    """The answer to a call that lacks nothing, so that only whose case it is can refuse it."""
    if noun == "attachments":
        return caller.send(path, file=SimpleUploadedFile("box.png", PNG))
    return caller.post(path, WELL_SAID[noun])


def attached(row: CaseIndex, by: User) -> str:
    """The digest of a picture that is attached to a case."""
    desk_of(by).post(f"/cases/{row.pk}/attachments", {"file": SimpleUploadedFile("box.png", PNG)})
    return Attachment.objects.get(case_id=row.case_id).sha256


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("route", SHUT, ids=named)
def test_a_stranger_is_shown_nothing_behind_any_door(route: Route, method: str) -> None:
    lamps, _ = two_shops()
    answer = getattr(Client(SERVER_NAME="localhost"), method)(filled(route, lamps))
    nothing_there = {404} if route.template == "/api/v1/" else set()
    assert answer.status_code in ({401, 405} | nothing_there if route.is_api else {302, 405})
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in?next=/")
    assert lamps.buyer.encode() not in answer.content


@pytest.mark.parametrize("route", CALLS, ids=named)
def test_a_signed_in_browser_opens_no_door_of_the_api_so_that_no_other_site_can_use_it(route: Route) -> None:
    lamps, _ = two_shops()
    browser = desk_of(hire("root", "admin"))
    assert browser.get(filled(route, lamps)).status_code in (401, 405)
    assert browser.post(filled(route, lamps)).status_code in (401, 405)


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("route", [one for one in OF_A_CASE if not one.is_api], ids=named)
def test_a_case_of_another_shop_does_not_exist_on_any_page(route: Route, role: str) -> None:
    _, shoes = two_shops()
    digest = attached(shoes, hire("cy", "agent", SHOES))
    ana, before = desk_of(hire("ana", role, LAMPS)), Entry.objects.count()
    answers = [ana.get(filled(route, shoes, digest)), ana.post(filled(route, shoes, digest), {"text": "x"})]
    assert {answer.status_code for answer in answers} <= {404, 405}
    assert all(shoes.after_sales_id.encode() not in answer.content for answer in answers)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["agent", "supervisor", "admin for one shop"])
@pytest.mark.parametrize("route", [one for one in OF_A_CASE if one.is_api], ids=named)
def test_a_case_of_another_shop_does_not_exist_for_any_token(route: Route, who: str) -> None:
    _, shoes = two_shops()
    if who == "admin for one shop":
        caller = system_of(hire("root", "admin"), *tokens.SCOPES, shops=(LAMPS,))
    else:
        caller = system_of(hire("ana", who, LAMPS), *tokens.SCOPES[:3])
    before = Entry.objects.count()
    path = filled(route, shoes).removeprefix("/api/v1")
    read = caller.get(path)
    assert read.status_code in (404, 405)
    if read.status_code == 405:
        assert said_well(caller, path, route.last).status_code == 404
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("route", [one for one in PAGES if not one.slots], ids=named)
def test_no_form_reaches_a_case_of_another_shop_by_naming_it(route: Route, role: str) -> None:
    _, shoes = two_shops()
    ana = desk_of(hire("ana", role, LAMPS))
    forms = dict.fromkeys(("case", "cases", "number", "numbers", "id", "ids"), shoes.pk)
    for named_as in (forms, dict.fromkeys(forms, shoes.case_id)):
        said = {"shop": SHOES, "to": "ana", "confirmed": "yes", "claim": "damaged", "text": "x", **named_as}
        assert ana.post(route.filled(), said).status_code < 500
    assert Entry.objects.filter(case_id=shoes.case_id).count() == 3
    assert CaseIndex.objects.filter(shop_key=SHOES).count() == 1


def test_the_files_of_another_shop_are_not_given_out_under_the_number_of_one_s_own_case() -> None:
    lamps, shoes = two_shops()
    digest = attached(shoes, hire("cy", "agent", SHOES))
    ana = desk_of(hire("ana", "agent", LAMPS))
    assert ana.get(f"/cases/{lamps.pk}/attachments/{digest}").status_code == 404
    assert (
        desk_of(User.objects.get(username="cy")).get(f"/cases/{shoes.pk}/attachments/{digest}").status_code
        == 200
    )


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("route", [one for one in PAGES if one.noun == "imports" and one.slots], ids=named)
def test_somebody_else_s_import_does_not_exist_on_any_page(route: Route, role: str) -> None:
    lamps, _ = two_shops()
    row = Import.objects.create(name="a.csv", path="/nowhere", size=1, added_by=hire("cy", "agent", SHOES))
    ana = desk_of(hire("ana", role, LAMPS))
    statuses = {getattr(ana, way)(filled(route, lamps, number=row.pk)).status_code for way in ("get", "post")}
    assert statuses <= {404, 405}


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("route", [one for one in CALLS if one.noun == "webhooks"], ids=named)
def test_only_an_administrator_hears_of_webhooks(route: Route, role: str) -> None:
    lamps, _ = two_shops()
    caller = system_of(hire("ana", role, LAMPS), *tokens.SCOPES[:3])
    path = filled(route, lamps).removeprefix("/api/v1")
    said = {"url": "https://shop.example/"}
    assert {caller.get(path).status_code, caller.post(path, said).status_code} <= {403, 405}


@pytest.mark.parametrize("route", [Route(one) for one in sorted(OPEN_TO_ALL - {"/"})] + PAGES, ids=named)
def test_a_form_that_the_desk_did_not_make_is_refused_everywhere(route: Route) -> None:
    lamps, _ = two_shops()
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    browser.force_login(hire("root", "admin"))
    before = Entry.objects.count()
    assert browser.post(filled(route, lamps), WELL_SAID.get(route.last, {})).status_code in (403, 405)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("route", routes(), ids=named)
def test_a_made_up_host_is_refused_everywhere(route: Route) -> None:
    lamps, _ = two_shops()
    client = Client(SERVER_NAME="localhost")
    assert client.get(filled(route, lamps), headers={"Host": "evil.example"}).status_code == 400


class Inline(HTMLParser):
    """What a strict policy would refuse to run, found in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (
            tag == "script" and not given.get("src") and given.get("type") != "application/json"
        ):
            self.found.append(tag)
        self.found += [
            f"{tag} {name}" for name in given if name.startswith(("on", "hx-on")) or name == "style"
        ]
        self.found += [
            f"{tag} {name}"
            for name, value in attrs
            if (value or "").strip().lower().startswith("javascript:")
        ]


@pytest.mark.parametrize("route", [*PAGES, Route("/sign-in")], ids=named)
def test_every_page_runs_only_what_the_desk_itself_serves(route: Route) -> None:
    lamps, _ = two_shops()
    client = (
        desk_of(hire("root", "admin")) if route.template != "/sign-in" else Client(SERVER_NAME="localhost")
    )
    answer = client.get(filled(route, lamps))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        reader = Inline()
        reader.feed(answer.content.decode())
        assert not reader.found


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "https:evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_led_to_another_site(place: str) -> None:
    hire("ana", "agent")
    client = Client(SERVER_NAME="localhost")
    for page in ("/language", "/theme"):
        assert client.post(page, {"back": place}).headers["Location"] == "/"
    signed_in = client.post("/sign-in", {"username": "ana", "password": PASSWORD, "next": place})
    assert signed_in.headers["Location"] == "/queue"


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites() -> None:
    hire("ana", "agent")
    client, _ = signed_in("ana")
    client.get("/queue")
    client.post("/language", {"language": "en"})
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
    assert {"sessionid", "csrftoken", "hejie-language"} <= client.cookies.keys()


def test_behind_https_no_cookie_travels_without_it() -> None:
    asks = (
        "from hejie.desk import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", asks], env={"HEJIE_HTTPS": "1", "PYTHONPATH": ":".join(sys.path)}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["True", "True", "True"]


def test_signing_in_gives_a_new_session_and_signing_out_ends_it() -> None:
    hire("ana", "agent")
    client = Client(SERVER_NAME="localhost")
    client.session.save()
    planted = client.session.session_key
    client.get("/sign-in")
    token_before = client.cookies["csrftoken"].value
    client.post("/sign-in", {"username": "ana", "password": PASSWORD})
    session = client.cookies["sessionid"].value
    assert session != planted
    assert client.cookies["csrftoken"].value != token_before
    client.post("/sign-out")
    client.cookies["sessionid"] = session
    assert client.get("/queue").status_code == 302


def test_a_changed_password_ends_the_sessions_that_knew_the_old_one() -> None:
    ana = hire("ana", "agent")
    client, _ = signed_in("ana")
    ana.set_password("another-lamp-8")
    ana.save()
    assert client.get("/queue").status_code == 302


def test_a_form_or_a_call_that_is_too_large_is_not_read() -> None:
    lamps, _ = two_shops()
    ana = hire("ana", "agent", LAMPS)
    big, before = "x" * 3_000_000, Entry.objects.count()
    client = desk_of(ana)
    form = "application/x-www-form-urlencoded"
    sent = client.generic("POST", f"/cases/{lamps.pk}/notes", f"text={big}", content_type=form)
    assert sent.status_code in (400, 413)
    call = system_of(ana).post(f"/cases/{lamps.pk}/notes", {"text": big})
    assert (call.status_code, call.json()["code"]) == (413, "TooLarge")
    many = {f"f{number}": SimpleUploadedFile("a.png", PNG) for number in range(200)}
    assert client.post(f"/cases/{lamps.pk}/attachments", many).status_code == 400
    assert Entry.objects.count() == before
