"""Is a line of the audit found by who, what and when, at any depth, and taken away without harm?"""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.access import noting
from hejie.desk.finding import noted
from hejie.desk.finding.noted import Sought
from hejie.desk.models import Noted
from tests.desk.team import desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_lines_are_found_by_person_kind_word_and_day() -> None:
    noting.note("signed in", "ana", address="192.0.2.7")
    noting.note("file out", "ana", "/cases/1/pack")
    noting.note("token made", "bo", "erp")
    Noted.objects.filter(what="token made").update(at=timezone.now() - timedelta(days=3))
    today = timezone.localdate()

    def found(**sought: object) -> list[str]:
        return [line.what for line in noted.page(Sought(**sought)).lines]  # type: ignore[arg-type]

    assert found(who="ana") == ["file out", "signed in"]
    assert found(what="token made") == ["token made"]
    assert found(words="PACK") == ["file out"]
    assert found(since=today, until=today) == ["file out", "signed in"]
    assert found(until=today - timedelta(days=1)) == ["token made"]


def test_pages_follow_one_another_without_a_gap_or_a_double() -> None:
    Noted.objects.bulk_create(Noted(who="ana", what="signed in", on=str(n)) for n in range(120))
    seen: list[str] = []
    before = 0
    while True:
        found = noted.page(Sought(before=before))
        seen += [line.on for line in found.lines]
        before = found.more
        if not before:
            break
    assert seen == [str(n) for n in reversed(range(120))]


def test_the_page_shows_a_day_and_leads_to_older_lines() -> None:
    Noted.objects.bulk_create(Noted(who="ana", what="signed in", on=f"line {n}") for n in range(60))
    client = desk_of(hire("root", "admin"))
    page = client.get("/audit", {"who": "ana"}).content.decode()
    assert "line 59" in page
    assert "line 5<" not in page
    oldest = Noted.objects.get(on="line 10").pk
    assert f"before={oldest}" in page
    assert "line 5<" in client.get("/audit", {"who": "ana", "before": oldest}).content.decode()
    assert client.get("/audit", {"since": "nonsense", "before": "x", "what": "nonsense"}).status_code == 200


def test_the_file_holds_no_formula_and_its_taking_is_noted() -> None:
    noting.note("file out", "=cmd|' /C calc'!A0", "+1", "@SUM(1)")
    client = desk_of(hire("root", "admin"))
    answer = client.get("/audit/file", {"what": "file out"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert rows[0] == list(noted.COLUMNS)
    assert rows[1][1] == "root"  # the taking itself
    assert rows[2][1:] == ["'=cmd|' /C calc'!A0", "file out", "'+1", "'@SUM(1)"]
    assert noting.lines(what="file out")[0].who == "root"
