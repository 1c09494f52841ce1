"""Does what a stranger wrote stay text: on every page, in every file name, in every table that goes out?"""

import csv
import io
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile import CaseFile
from hejie.casefile.entries import CaseOpened, Entry, MessageReceived, NoteWritten, StageMoved
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Role
from hejie.casefile.stages import Stage, Turn
from hejie.desk import house
from hejie.desk.access import tokens
from hejie.desk.cases import store
from hejie.desk.imports import importing
from hejie.desk.models import Attachment, CaseIndex, Delivery, Import, Sitting, Webhook
from hejie.desk.spreadsheets import harmless
from tests.desk.cast import NOON
from tests.desk.routes import OPEN_TO_ALL, routes
from tests.desk.team import desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")

FAR = datetime(2099, 1, 1, tzinfo=UTC)
HOSTILE = """</script></textarea></title>"><evil-tag onevil="1">'`{{7*191}}${7*191}<!--"""
PAGES = [one for one in routes() if not one.is_api and one.template not in OPEN_TO_ALL - {"/sign-in"}]
FORMULAS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
]


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(name for name, _ in attrs)}


def hostile_case() -> CaseIndex:
    """A case in which the buyer, the platform and an agent wrote what breaks out of a page that lets them."""
    what = CaseOpened(
        "taobao",
        f"lamps{HOSTILE}"[:70],
        f"RF{HOSTILE}",
        "missing_item",
        order_id=HOSTILE,
        buyer=HOSTILE,
        goods=HOSTILE,
        amount=Money(100, "CNY"),
        language="zh-CN",
        channel=HOSTILE,
        facts=(
            known("tracking_no", HOSTILE, said_by=HOSTILE, source=HOSTILE),
            known("platform_status", HOSTILE),
            known("carrier", HOSTILE),
        ),
        native={HOSTILE: HOSTILE},
    )
    file = CaseFile.begin(f"taobao:{what.shop}:RF1", Entry(NOON, SYSTEM, what)).add(
        Entry(NOON, SYSTEM, StageMoved(Stage.NEGOTIATION, Turn.SELLER, HOSTILE)),
        Entry(NOON, SYSTEM, MessageReceived(Role.BUYER, HOSTILE)),
        Entry(NOON, SYSTEM, NoteWritten(HOSTILE)),
    )
    store.open_many([file.add(*house.following(file, (), at=NOON))])
    return CaseIndex.objects.get()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("htmx", [False, True])
def test_what_a_stranger_wrote_stays_text_on_every_page(language: str, htmx: bool) -> None:
    row = hostile_case()
    root = desk_of(hire("root", "admin"))
    root.cookies["hejie-language"] = language
    name = f"{HOSTILE}.txt".replace("/", "")
    root.post(f"/cases/{row.pk}/attachments", {"file": SimpleUploadedFile(name, b"x"), "shows": HOSTILE})
    headers = "买家昵称,订单编号,退款编号,买家退款金额," + HOSTILE.replace(",", "")
    bad = SimpleUploadedFile(f"{HOSTILE}.csv", f"{headers}\n{HOSTILE},1,2,{HOSTILE},x\n".encode())
    root.post("/imports", {"file": bad})
    shown = Import.objects.get()
    done = Import.objects.create(
        name=HOSTILE, path="/nowhere", size=1, state="done", bad=[[1, HOSTILE, HOSTILE, HOSTILE, True]],
        unknown=[[HOSTILE, HOSTILE, 1]], trouble=HOSTILE, shop_name=HOSTILE, platform="taobao",
    )  # fmt: skip
    root.post("/views", {"name": HOSTILE[:40], "view": "all", "q": HOSTILE})
    tokens.make(HOSTILE[:80], User.objects.get(), ["read"], by=HOSTILE)
    hook = Webhook.objects.create(url="https://shop.example/", salt="x", made_by=HOSTILE, kinds=[HOSTILE])
    Delivery.objects.create(
        webhook=hook, entry=1, case_id=HOSTILE, kind=HOSTILE[:40], trouble=HOSTILE, next_at=NOON
    )
    Sitting.objects.create(
        session_key="x", person=User.objects.get(), expire_date=FAR, agent=HOSTILE, address=HOSTILE[:64]
    )
    looked_at = 0
    for route in PAGES:
        for number in {row.pk, shown.pk, done.pk}:
            where = route.filled(number=number, digest=Attachment.objects.get().sha256, slug="x", delivery=1)
            for query in (
                "",
                f"?q={HOSTILE.replace('#', '')}&view={HOSTILE}&after={HOSTILE}&view=all&name=tracking_no",
            ):
                answer = root.get(where + query, headers={"HX-Request": "true"} if htmx else {})
                if answer.status_code < 500 and "text/html" in answer.headers.get("Content-Type", ""):
                    tags = Tags()
                    tags.feed(answer.content.decode())
                    assert not {"evil-tag", "onevil"} & tags.seen, where
                    assert "1337" not in answer.content.decode(), where
                    looked_at += answer.status_code == 200
                assert answer.status_code < 500, where
    assert looked_at > 8


def test_what_is_refused_is_told_as_text_too() -> None:
    row = hostile_case()
    root = desk_of(hire("root", "admin"))
    fields = (
        "amount",
        "value",
        "remedy",
        "text",
        "counter",
        "outcome",
        "cause",
        "lesson",
        "step",
        "because",
        "shop",
    )
    forms = dict.fromkeys((*fields, "promise", "name"), HOSTILE)
    for route in PAGES:
        answer = root.post(
            route.filled(number=row.pk, digest="a" * 64, slug="x", delivery=1),
            forms,
            headers={"HX-Request": "true"},
        )
        assert answer.status_code < 500, route.template
        if "text/html" in answer.headers.get("Content-Type", ""):
            tags = Tags()
            tags.feed(answer.content.decode())
            assert not {"evil-tag", "onevil"} & tags.seen, route.template


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_that_goes_out_is_a_formula(formula: str) -> None:
    root = hire("root", "admin")
    cell = '"' + formula.replace('"', '""') + '"'
    text = f"退款编号,订单编号,买家退款金额,售后类型\n1,2,{cell},{cell}\n"
    row = importing.uploaded(SimpleUploadedFile("a.csv", text.encode()), root)
    row.shop_name, row.platform, row.state = "lamps", "taobao", Import.State.QUEUED
    row.save()
    taken = importing.take_next(timezone.now())
    assert taken
    importing.run(taken)
    answer = desk_of(root).get(f"/imports/{row.pk}/bad-rows")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [cell for line in lines[1:] for cell in line]
    assert not [
        cell
        for cell in cells
        if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))
    ]


@given(st.text(max_size=30))
def test_a_harmless_cell_never_starts_a_formula_and_keeps_its_words(text: str) -> None:
    cell = harmless(text)
    assert cell.endswith(text)
    assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))
