"""Does every page ask who is there, and whose case it is, before it shows or changes anything?"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from hejie.desk import models
from tests.desk.routes import A_SLOT
from tests.desk.team import LAMPS, SHOES, desk_of, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")

OPEN_TO_ALL = {
    *("home", "sign-in", "sign-in-code", "sign-out", "language", "theme"),
    *("company", "company-back", "welcome"),
}
DIGEST = "a" * 64


def patterns() -> Iterator[URLPattern]:
    """The addresses of the pages; those below the API are looked at by its own tests."""
    for pattern in get_resolver("hejie.desk.urls").url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            assert str(pattern.pattern) == "api/v1/"


def pages() -> Iterator[str]:
    for pattern in patterns():
        assert pattern.name
        yield pattern.name


def address(page: str, number: int) -> str:
    names = [str(pattern.pattern) for pattern in patterns() if pattern.name == page]
    slots = {"number": number, "delivery": 1, "digest": DIGEST, "slug": "x"}
    return reverse(page, kwargs={name: slots[name] for name in A_SLOT.findall(names[0])})


PAGES = sorted(set(pages()) - OPEN_TO_ALL)
OF_A_CASE = [page for page in PAGES if address(page, 1).startswith("/cases/")]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", PAGES)
def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(page: str, method: str) -> None:
    answer = getattr(Client(SERVER_NAME="localhost"), method)(address(page, 1))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("role", ["agent", "supervisor"])
@pytest.mark.parametrize("page", OF_A_CASE)
def test_a_case_of_another_shop_does_not_exist_on_any_page(page: str, role: str) -> None:
    lamps, shoes = two_shops()
    client = desk_of(hire("ana", role, LAMPS))
    before = models.Entry.objects.count()
    assert client.get(address(page, shoes.pk)).status_code in (404, 405)
    assert client.post(address(page, shoes.pk), {"text": "x", "name": "pkg_intact"}).status_code in (404, 405)
    assert models.Entry.objects.count() == before
    assert client.get(f"/cases/{lamps.pk}").status_code == 200


def test_lists_hold_the_cases_of_one_s_own_shops_only() -> None:
    two_shops()
    ana, both = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS, SHOES))
    admin, nobody = desk_of(hire("root", "admin")), desk_of(hire("new", "agent"))
    seen = {
        who: client.get("/queue?view=all").content.decode().count('class="case"')
        for who, client in {"ana": ana, "bo": both, "root": admin, "new": nobody}.items()
    }
    assert seen == {"ana": 1, "bo": 2, "root": 2, "new": 0}


def test_another_shop_s_case_is_not_found_by_its_id_either() -> None:
    _, shoes = two_shops()
    page = desk_of(hire("ana", "agent", LAMPS)).get(f"/queue?view=all&q={shoes.after_sales_id}")
    assert page.content.decode().count('class="case"') == 0


def test_an_import_is_seen_by_whoever_brought_it_and_by_the_administrator() -> None:
    ana, bo, root = hire("ana", "agent"), hire("bo", "supervisor"), hire("root", "admin")
    row = models.Import.objects.create(name="a.csv", path="/nowhere", size=1, added_by=ana, state="done")
    statuses = [desk_of(person).get(f"/imports/{row.pk}").status_code for person in (ana, bo, root)]
    assert statuses == [200, 404, 200]


def test_every_page_carries_the_strict_policy() -> None:
    page = desk_of(hire("ana", "agent")).get("/queue")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert "<script>" not in page.content.decode()
    assert " style=" not in page.content.decode()


def test_a_form_without_its_token_is_refused() -> None:
    lamps, _ = two_shops()
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(hire("ana", "agent", LAMPS))
    assert client.post(f"/cases/{lamps.pk}/notes", {"text": "x"}).status_code == 403


def test_after_a_choice_of_language_nobody_is_led_to_another_site() -> None:
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/language", {"language": "en", "back": "https://evil.example/"})
    assert answer.headers["Location"] == "/"
    assert client.cookies["hejie-language"].value == "en"
