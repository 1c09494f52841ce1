"""How do exports come in and cases go out by the API, and who may do which?"""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hejie.desk import models
from hejie.desk.imports import importing
from tests.desk.api.office import Caller, system_of
from tests.desk.team import LAMPS, SHOES, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "taobao-refunds.csv"


def out(caller: Caller, **query: Any) -> str:
    answer = caller.get("/export", **query)
    return b"".join(answer.streaming_content).decode()


def upload(text: str | bytes, name: str = "cases.jsonl") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_what_goes_out_holds_one_s_own_shops_only_and_is_noted() -> None:
    lamps, shoes = two_shops()
    ana = system_of(hire("ana", "agent", LAMPS), "read")
    assert lamps.case_id in out(ana)
    assert shoes.case_id not in out(ana)
    assert out(ana, number=shoes.pk) == ""
    noted = models.Noted.objects.filter(what="cases out").order_by("id")
    assert [(one.who, one.on) for one in noted][-1] == ("ana (erp)", "0 cases")


def test_cases_that_went_out_come_in_at_another_desk_whole_and_only_once() -> None:
    two_shops()
    root = system_of(hire("root", "admin"), "read", "admin")
    lines = out(root)
    assert root.send("/cases/import", file=upload(lines)).json() == {
        "opened": 0,
        "continued": 0,
        "unchanged": 2,
    }
    torn = lines.replace("RF000001", "RF000009")
    answer = root.send("/cases/import", file=upload(torn))
    assert 400 <= answer.status_code < 500
    assert models.CaseIndex.objects.count() == 2


def test_only_an_administrator_of_all_shops_brings_in_histories() -> None:
    two_shops()
    root, ana = hire("root", "admin"), hire("ana", "agent", LAMPS)
    for caller in (system_of(ana, "read", "import"), system_of(root, "admin", shops=(LAMPS,))):
        assert caller.send("/cases/import", file=upload("")).status_code == 403


def test_an_export_of_a_platform_is_taken_and_followed_and_touches_own_shops_only() -> None:
    two_shops()
    ana, bo = (
        system_of(hire("ana", "agent", LAMPS), "import"),
        system_of(hire("bo", "agent", SHOES), "import"),
    )
    before = models.Entry.objects.count()
    taken = ana.send(
        "/imports", key="i", file=upload(SAMPLE.read_bytes(), "refunds.csv"), shop="shoes", platform="taobao"
    )
    assert (taken.status_code, taken.json()["state"]) == (201, "queued")
    row = importing.take_next(timezone.now())
    assert row
    importing.run(row)
    told = ana.get(f"/imports/{row.pk}").json()
    assert (told["state"], told["opened"], told["refused"]) == ("done", 0, told["rows"])
    assert models.Entry.objects.count() == before
    assert bo.get(f"/imports/{row.pk}").status_code == 404
    again = ana.send(
        "/imports", key="i", file=upload(SAMPLE.read_bytes(), "refunds.csv"), shop="shoes", platform="taobao"
    )
    assert again.json()["id"] == row.pk


def test_an_export_for_one_s_own_shop_lands() -> None:
    two_shops()
    ana = system_of(hire("ana", "agent", LAMPS), "import", shops=(LAMPS,))
    ana.send("/imports", file=upload(SAMPLE.read_bytes(), "refunds.csv"), shop="lamps")
    row = importing.take_next(timezone.now())
    assert row
    importing.run(row)
    told = ana.get(f"/imports/{row.pk}").json()
    assert told["opened"] == told["rows"] > 0
