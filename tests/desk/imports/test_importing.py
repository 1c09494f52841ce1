"""Does an uploaded export land once, whoever works on it and however often it is brought?"""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone

from hejie.desk import models
from hejie.desk.cases import store
from hejie.desk.cases.index import unwalked
from hejie.desk.clock import Clock
from hejie.desk.imports import importing, landing
from hejie.desk.models import CaseIndex, Import
from tests.desk.team import desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def bring(name: str = "taobao-refunds.csv") -> Import:
    person = hire(f"p{Import.objects.count()}", "admin")
    row = importing.uploaded(SimpleUploadedFile(name, (SAMPLES / name).read_bytes()), person)
    row.shop_name, row.state = "灯笼小铺", Import.State.QUEUED
    row.save()
    return row


def run_next() -> Import:
    row = importing.take_next(timezone.now())
    assert row
    importing.run(row)
    row.refresh_from_db()
    return row


def test_an_export_lands_and_the_same_one_again_changes_nothing() -> None:
    bring()
    first = run_next()
    assert (first.state, first.opened, first.refused) == ("done", first.rows, 0)
    entries = models.Entry.objects.count()
    bring()
    second = run_next()
    assert (second.opened, second.updated, second.unchanged) == (0, 0, first.rows)
    assert models.Entry.objects.count() == entries


def test_a_worker_told_to_stop_ends_after_the_piece_in_hand_and_the_next_one_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(landing, "CHUNK", 2)
    bring()
    stopped = threading.Event()
    stopped.set()
    row = importing.take_next(timezone.now())
    assert row
    importing.run(row, stopped)
    row.refresh_from_db()
    assert (row.state, row.opened) == (Import.State.QUEUED, 2)
    done = run_next()
    assert (done.state, done.unchanged, done.opened) == (Import.State.DONE, 2, done.rows - 2)


def test_a_large_export_lands_first_and_the_clock_walks_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "WALKED_AT_ONCE", 0)
    bring()
    run_next()
    assert not models.CaseIndex.objects.exclude(verdict_state="").exists()
    open_cases = models.CaseIndex.objects.filter(is_open=True)
    assert open_cases.exists()
    assert not open_cases.filter(next_at=None).exists()


def test_bad_cells_are_named_with_line_column_value_and_reason() -> None:
    bring("broken-cells.csv")
    row = run_next()
    assert row.state == "done"
    assert row.refused
    line, _, value, reason, refused = next(bad for bad in row.bad if bad[1] == "买家退款金额")
    assert (line, value, refused) == (3, "八十九元", False)
    assert reason
    assert importing.bad_rows(row).read_text(encoding="utf-8-sig").count("\n") == row.bad_cells + 1


def test_a_file_that_cannot_be_read_says_why() -> None:
    bring("broken-encoding.csv")
    row = run_next()
    assert row.state == "failed"
    assert "encoding" in row.trouble


def test_two_workers_never_take_the_same_import() -> None:
    for _ in range(6):
        bring()
    taken: list[int] = []
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        while row := importing.take_next(timezone.now()):
            taken.append(row.pk)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(taken) == sorted(Import.objects.values_list("pk", flat=True))


def test_an_import_whose_worker_died_is_taken_over_and_one_that_lives_is_not() -> None:
    bring()
    now = timezone.now()
    row = importing.take_next(now)
    assert row
    assert importing.take_next(now + timedelta(seconds=30)) is None
    again = importing.take_next(now + importing.GIVEN_UP + timedelta(seconds=1))
    assert again
    assert again.pk == row.pk


def test_the_guess_is_shown_and_a_correction_is_kept() -> None:
    bo = hire("bo", "supervisor")
    desk = desk_of(bo)
    file = SimpleUploadedFile("refunds.csv", (SAMPLES / "taobao-refunds.csv").read_bytes())
    where = desk.post("/imports", {"file": file}).headers["Location"]
    page = desk.get(where).content.decode()
    assert "买家退款金额" in page
    assert "gb18030" in page
    columns = {"header": ["买家退款说明"], "field": [""], "shop": "灯笼小铺", "platform": "taobao"}
    desk.post(f"{where}/columns", columns)
    row = Import.objects.get()
    assert (row.state, row.columns) == ("queued", {"买家退款说明": ""})
    run_next()
    assert not models.Entry.objects.filter(kind="MessageReceived").exists()


def test_no_file_is_told_so() -> None:
    assert desk_of(hire("bo", "supervisor")).post("/imports").status_code == 422


WRITTEN = "退款编号,订单编号,退款类型,退款状态,买家退款说明,买家退款金额\n{rows}"


def written(words: str, count: int = 1) -> Import:
    """An export whose buyers write these words."""
    rows = "".join(
        f"1800000000000{n:05},2600000000000{n:05},我要退款(无需退货),买家已经申请退款，等待卖家同意,{words},89.00\n"
        for n in range(count)
    )
    row = importing.uploaded(
        SimpleUploadedFile("refunds.csv", WRITTEN.format(rows=rows).encode()), hire(f"w{count}", "admin")
    )
    row.shop_name, row.platform, row.state = "灯笼小铺", "taobao", Import.State.QUEUED
    row.save()
    return row


@pytest.mark.shows("P2")
def test_the_words_of_a_row_state_facts_as_if_the_buyer_had_written_to_us() -> None:
    written("单号SF1234567890123一直没动")
    run_next()
    file = store.load(CaseIndex.objects.get().case_id)
    assert (file.facts["tracking_no"].value, file.facts["tracking_no"].said_by) == (
        "SF1234567890123",
        "buyer",
    )


@pytest.mark.shows("P2")
def test_the_words_of_a_large_file_are_heard_when_the_clock_walks_its_cases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "WALKED_AT_ONCE", 0)
    written("单号SF1234567890123一直没动")
    run_next()
    case_id = CaseIndex.objects.get().case_id
    assert "tracking_no" not in store.load(case_id).facts
    Clock().sweep(timezone.now())
    file = store.load(case_id)
    assert file.facts["tracking_no"].value == "SF1234567890123"
    assert unwalked(file) == ()


def test_a_large_file_from_a_command_is_walked_by_the_clock_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importing, "WALKED_AT_ONCE", 0)
    importing.bring_in(SAMPLES / "taobao-refunds.csv", importing.Agreed("灯笼小铺"))
    assert CaseIndex.objects.filter(is_open=True, next_at=None).count() == 0
    assert Clock().sweep(timezone.now()) > 0
