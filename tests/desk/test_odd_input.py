"""Does any form of a case break the desk, whatever is sent to it, by whom, and in which state of the case?"""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hejie.casefile.entries import (
    CarrierClaimFiled,
    CaseClosed,
    Entry,
    LiabilityJudged,
    OfferMade,
    ParcelScanned,
    PlatformSteppedIn,
    PromiseMade,
    SettlementAgreed,
    StandingOrderUsed,
    Step,
    StepDone,
)
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Role
from hejie.desk import house
from hejie.desk.acts import stating
from hejie.desk.acts.stating import WITHOUT_VALUE
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from tests.desk.cast import CLAUSE, opened
from tests.desk.routes import Route, routes
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")
HAN = re.compile(r"[\u4e00-\u9fff]")
TOLD = re.compile(r'role="alert".*?</div>', re.S)
FORMS = [one for one in routes() if one.noun == "cases" and "number" in one.slots and not one.is_api]
FORMS_EACH = 2
ROLES = ("agent", "supervisor", "admin")
# every field that a form of the desk or its verbs has; what a form does not know it must not stumble over
FIELDS = (
    *(
        "text",
        "name",
        "value",
        "state",
        "said_by",
        "source",
        "language",
        "script",
        "because",
        "remedy",
        "gives",
    ),
    *(
        "terms",
        "answer",
        "counter",
        "words",
        "granted",
        "step",
        "proof",
        "outcome",
        "cause",
        "lesson",
        "cost",
    ),
    *(
        "promise",
        "due_at",
        "stage",
        "turn",
        "in_favour_of",
        "amount",
        "reason",
        "exhibit",
        "receipt",
        "shows",
    ),
    *(
        "submitted_at",
        "carrier",
        "reference",
        "paid",
        "seq",
        "to",
        "key",
        "why",
        "reference",
        "claim",
        "regions",
    ),
)
ODD = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "𠮷野家👨‍👩‍👧",
        "\u202eabc",
        "\ufeff",
    ),
    *(
        "-1",
        "0",
        "1",
        "007",
        "1e400",
        "1e999999999",
        "-0.0",
        "NaN",
        "Infinity",
        "١٢٣",
        "²",
        "1,5",
        "12.345",
        "9" * 40,
    ),
    *(
        "true",
        "false",
        "null",
        "{}",
        "[]",
        "{{7*7}}",
        "%(said)s",
        "%s",
        "<b>x</b>",
        "' OR 1=1 --",
        "x" * 30_000,
    ),
    *(
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "2026-02-30T10:00",
        "2026-11-25",
        "24:00",
        "2026-11-25T10:00+99:00",
    ),
    *(
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "2026-11-25T10:00Z",
        "closed",
        "seller",
        "evidence",
    ),
)


def states() -> dict[str, Any]:
    """A case in each of the states in which some form does more than elsewhere."""
    at = timezone.now()
    yuan = Money(1000, "CNY")
    steps = (Step("agree_refund", Role.AGENT, {"zh-CN": "同意退款"}),)
    order = StandingOrderUsed("extend_in_time", "extend", "reply", at + timedelta(days=1), "bo", CLAUSE)
    return {
        "fresh": (),
        "at the platform": (PlatformSteppedIn("买家申请"), order),
        "offered": (OfferMade("coupon", yuan), PromiseMade("今天补发", at + timedelta(days=1))),
        "settled": (SettlementAgreed("refund", yuan, steps),),
        "lost": (
            LiabilityJudged("decided", ("carrier",), ()),
            CarrierClaimFiled("yto", yuan),
            StepDone("agree_refund"),
            ParcelScanned("LP1", at, "delivered"),
        ),
        "closed": (CaseClosed("settled", "a", "b"),),
    }


def cases() -> list[CaseIndex]:
    by, at = SYSTEM, timezone.now()
    for number, whats in enumerate(states().values(), 1):
        file = opened(number).add(*(Entry(at, by, what) for what in whats))
        store.open_many([file])
    return list(CaseIndex.objects.order_by("id"))


def known_codes() -> Iterator[str]:
    """What a form would take: half of the odd forms are right but for one field."""
    yield from (
        "coupon",
        "accepted",
        "yes",
        "agree_refund",
        "settled",
        "2",
        "12.50",
        "今天补发",
        "supervisor",
    )
    yield from (
        "negotiation",
        "buyer",
        "yto",
        "2126-01-01T10:00",
        "zh-CN",
        "w_repacked",
        "signed_at",
        "amount",
    )


def odd_forms(chance: random.Random, count: int) -> Iterator[dict[str, str]]:
    right, states_of = tuple(known_codes()), tuple(WITHOUT_VALUE)
    for _ in range(count):
        form = {name: chance.choice(right if chance.random() < 0.6 else ODD) for name in FIELDS}
        form |= {"state": chance.choice(("", "", *states_of, "x"))}
        for name in chance.sample(FIELDS, chance.randrange(len(FIELDS))):
            form.pop(name, None)
        yield form


def filled(route: Route, row: CaseIndex) -> str:
    return route.filled(number=row.pk, digest="a" * 64, slug="x", delivery=1)


def look_at(answer: Any) -> None:
    """A form was taken, or refused in words; nothing broke."""
    assert answer.status_code in (200, 202, 204, 302, 400, 403, 404, 405, 413, 422), answer.status_code
    if answer.status_code == 422 and (told := TOLD.search(answer.content.decode())):
        assert HAN.search(told[0]), told[0]


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.template)
def test_no_odd_form_breaks_a_page_of_a_case(route: Route) -> None:
    chance, rows = random.Random(route.template), cases()
    clients = [desk_of(hire(f"one-{role}", role, LAMPS)) for role in ROLES]
    for number, row in enumerate(rows):
        address, client = filled(route, row), clients[number % len(clients)]
        for form in ({}, *odd_forms(chance, FORMS_EACH)):
            look_at(client.post(address, form, headers={"HX-Request": "true"}))
        assert client.get(f"/cases/{row.pk}").status_code == 200


@pytest.mark.parametrize("kind", ["bool", "enum", "money", "time", "int", "text"])
def test_every_kind_of_fact_takes_every_odd_value_or_says_no(kind: str) -> None:
    names = [fact.name for fact in house.rules().definitions.facts.values() if fact.type == kind]
    row, client = cases()[0], desk_of(hire("ana", "supervisor", LAMPS))
    for number, value in enumerate(ODD):
        form = {"name": names[number % len(names)], "value": value, "said_by": ODD[-number], "source": value}
        look_at(client.post(f"/cases/{row.pk}/facts", form, headers={"HX-Request": "true"}))
    assert client.get(f"/cases/{row.pk}").status_code == 200


# further away than a rule can reckon with: each of them once broke the page
EXTREMES = {
    "time": ("0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00", "2200-01-02T00:00"),
    "money": ("999999999999", "99999999999999999999", "-1"),
    "int": ("1000000000001", "1e30"),
}


@pytest.mark.parametrize("kind", EXTREMES)
def test_no_fact_takes_what_no_rule_can_reckon_with(kind: str) -> None:
    row = cases()[0]
    zone, currency = stating.zone_and_currency(store.load(row.case_id))
    named = [fact.name for fact in house.rules().definitions.facts.values() if fact.type == kind]
    client = desk_of(hire("ana", "agent", LAMPS))
    for value in EXTREMES[kind]:
        if kind == "time":
            for name in named:
                with pytest.raises(stating.NotReadable):
                    stating.fact_from(
                        {"name": name, "value": value}, at=timezone.now(), zone=zone, currency=currency
                    )
        look_at(client.post(f"/cases/{row.pk}/facts", {"name": named[0], "value": value}))


def test_files_and_bodies_that_are_no_form_break_nothing() -> None:
    row, client = cases()[0], desk_of(hire("ana", "agent", LAMPS))
    for route in FORMS:
        address = filled(route, row)
        file = SimpleUploadedFile("x\0.png", b"\x89PNG", "image/png")
        look_at(client.post(address, {"file": file, "text": file}))
        look_at(client.post(address, "{", content_type="application/json"))
        look_at(client.post(address, b"\xff=\xfe&a=%zz", content_type="application/x-www-form-urlencoded"))
        look_at(client.post(address, b"no form", content_type="multipart/form-data; boundary=x"))


def test_an_opened_page_that_is_stale_breaks_nothing() -> None:
    rows = cases()
    ana, bo = desk_of(hire("ana", "agent", LAMPS)), desk_of(hire("bo", "supervisor", LAMPS))
    row = next(one for one in rows if one.is_open)
    bo.post(f"/cases/{row.pk}/closing", {"outcome": "settled", "cause": "a", "lesson": "b"})
    for route in FORMS:
        address = filled(route, row)
        look_at(ana.post(address, {"text": "您好", "seq": "99", "key": "x#1", "promise": "今天补发"}))
