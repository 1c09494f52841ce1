"""Small files such as shops really have, sound and broken: each lands, or says what is wrong with it."""

from pathlib import Path

import pytest

from hejie.casefile.parties import SYSTEM
from hejie.desk.imports.landing import Landed, Landing
from hejie.desk.imports.mistakes import DamagedFile, EmptyFile, UnknownEncoding
from hejie.desk.imports.reading import opened
from hejie.desk.imports.recognising import column_maps, heading_score, recognised, told
from hejie.intake.mistakes import LooksLikeAnother, NotRecognised, RoundedIds
from hejie.intake.rows import Origin
from tests.cast import NOON
from tests.desk.imports.shelf import Shelf
from tests.intake.ledger import rules

SAMPLES = Path(__file__).parents[2] / "samples"


def landed(name: str, shelf: Shelf | None = None, **more: str) -> tuple[str, str, Landed]:
    maps = column_maps(rules())
    with opened(SAMPLES / name, is_heading=heading_score(maps)) as sheet:
        guess = recognised(sheet, maps, **more)
        found = told(sheet, guess, Origin(name, "lantern"))
        result = Landing(shelf or Shelf(), rules()).land(found, at=NOON, by=SYSTEM)
        return sheet.kind, f"{guess.map.platform} {guess.export.id}", result


@pytest.mark.parametrize(
    ("name", "kind", "export", "opens"),
    [
        ("taobao-refunds.csv", "csv", "taobao refund", 8),
        ("taobao-refunds-as-page.xls", "html", "taobao refund", 5),
        ("pinduoduo-aftersales.csv", "csv", "pinduoduo aftersale", 6),
        ("mercadolibre-claims.xlsx", "xlsx", "mercadolibre claims", 6),
        ("aliexpress-disputes.csv", "csv", "aliexpress dispute", 6),
        ("17zwd-returns.csv", "csv", "17zwd return", 4),
        ("hejie-own.csv", "csv", "hejie own", 2),
        ("hejie-own.jsonl", "jsonl", "hejie own", 2),
    ],
)
def test_an_export_of_every_platform_is_recognised_and_lands_whole(name, kind, export, opens):
    got_kind, got_export, result = landed(name)
    assert (got_kind, got_export) == (kind, export)
    assert (result.rows, result.opened, result.bad_cells, dict(result.unknown)) == (opens, opens, 0, {})


def test_the_orders_of_a_shop_add_to_its_open_cases():
    shelf = Shelf()
    landed("taobao-refunds.csv", shelf)
    _, export, result = landed("taobao-orders.csv", shelf)
    assert export == "taobao order"
    assert result.updated + result.unmatched == result.rows == 8
    assert result.updated >= 5
    _, _, again = landed("taobao-orders.csv", shelf)
    assert (again.updated, again.unmatched) == (0, result.unmatched)


def test_a_sales_report_with_titles_and_repeated_headers_is_read_on_the_clock_of_its_market():
    maps = column_maps(rules())
    with opened(SAMPLES / "mercadolibre-sales-argentina.csv", is_heading=heading_score(maps)) as sheet:
        guess = recognised(sheet, maps)
        first, second = (one.notice for one in told(sheet, guess, Origin("x", "lantern")))
    said = {fact.name: fact.value for fact in second.facts}
    assert (guess.map.platform, guess.export.tells_orders, guess.format.site) == ("mercadolibre", True, "MLA")
    assert {fact.name: fact.value for fact in first.facts}["paid_amount"].minor == 1_599_900
    assert said["ordered_at"].at.hour == 0, "21:40 in Buenos Aires is 00:40 in UTC"
    assert (said["tracking_no"], said["return_tracking_no"]) == ("AN3600001299", "AN3600009999")


def test_bad_cells_are_named_and_the_good_rows_land():
    _, _, result = landed("broken-cells.csv")
    assert (result.rows, result.opened, result.refused) == (5, 4, 1)
    assert [(bad.line, bad.column, bad.refused) for bad in result.bad] == [
        (3, "买家退款金额", False),
        (4, "超时时间", False),
        (5, "退款编号", True),
    ]
    assert dict(result.unknown) == {("claim_type", "以旧换新"): 1}


def test_a_row_whose_columns_shifted_is_left_out_and_the_next_one_lands():
    _, _, result = landed("broken-shifted-columns.csv")
    assert (result.opened, result.refused) == (1, 1)
    assert "shifted" in result.bad[0].reason


def test_ids_that_a_spreadsheet_shortened_are_refused_row_by_row():
    _, _, result = landed("broken-shortened-ids.csv")
    assert (result.opened, result.refused) == (0, 5)
    assert "as the platform gave it" in result.bad[0].reason


@pytest.mark.parametrize(
    ("name", "more", "mistake"),
    [
        ("broken-empty.csv", {}, EmptyFile),
        ("broken-encoding.csv", {}, UnknownEncoding),
        ("broken-cut-off.xlsx", {}, DamagedFile),
        ("broken-columns-missing.csv", {}, NotRecognised),
        ("broken-rounded-ids.csv", {}, RoundedIds),
        ("broken-other-platform.csv", {"platform": "taobao"}, LooksLikeAnother),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_nothing_lands(name, more, mistake):
    shelf = Shelf()
    with pytest.raises(mistake) as said:
        landed(name, shelf, **more)
    assert not shelf.files
    assert len(str(said.value)) > 60
