"""A file is recognised and its rows told, with every broken one named."""

import io

import pytest
import xlsxwriter

from hejie.desk.imports.reading import opened
from hejie.desk.imports.recognising import OWN, column_maps, heading_score, recognised, told
from hejie.intake.mistakes import MissingColumns, NotRecognised, RoundedIds
from hejie.intake.rows import Origin
from tests.desk.imports.shelf import named
from tests.intake.ledger import CHENS_CUP, PLATFORMS, rules
from tests.intake.test_guessing import REAL

ORIGIN = Origin("export.csv", "lantern")


def file_of(headers, *rows, encoding="gb18030"):
    return "\n".join(",".join(row) for row in (headers, *rows)).encode(encoding)


def found_in(data, **more):
    maps = column_maps(rules())
    with opened(named(data), is_heading=heading_score(maps)) as sheet:
        guess = recognised(sheet, maps, **more)
        return guess, list(told(sheet, guess, ORIGIN))


def test_every_platform_folder_and_our_own_format_have_a_map():
    mapped = {name for name, platform in rules().platforms.items() if platform.columns}
    assert {one.platform for one in column_maps(rules())} == {*mapped, OWN}
    assert {*PLATFORMS} <= mapped


@pytest.mark.parametrize("key", REAL, ids=str)
def test_a_file_with_title_lines_is_recognised_by_the_headers_below_them(key):
    headers = REAL[key].split(",")
    data = file_of(["报表说明", "导出时间 2026-11-24", "共,1,2,3"], headers, ["1"] * len(headers))
    guess, found = found_in(data)
    assert (guess.map.platform, guess.export.id) == key
    assert len(found) == 1


def test_our_own_format_names_the_platform_in_each_row():
    guess, found = found_in(
        b"platform,shop,after_sales_id,claim,stage,turn,amount,w_carrier,applied_at\n"
        b"taobao,lantern,77,missing_item,negotiation,seller,12.50 CNY,1240,2026-11-11T12:00+08:00\n"
    )
    notice = found[0].notice
    assert guess.map.platform == OWN
    assert notice.case_id == "taobao:lantern:77"
    assert (notice.claim, notice.stage, notice.amount.minor) == ("missing_item", "negotiation", 1250)
    assert {fact.name: fact.value for fact in notice.facts}["w_carrier"].grams == 1240


def test_our_own_format_comes_as_json_lines_too():
    _, found = found_in(
        b'{"platform": "taobao", "after_sales_id": 77, "claim": "damaged", "photo_given": true}\n{"a":\n'
    )
    assert found[0].notice.claim == "damaged"
    assert found[1].notice is None
    assert found[1].bad[0].line == 2


def test_ids_that_a_spreadsheet_rounded_stop_the_import():
    rows = [{**CHENS_CUP, "退款编号": f"{100000000000000 + n}0000"} for n in range(5)]
    with pytest.raises(RoundedIds, match="退款编号"):
        found_in(file_of(CHENS_CUP, *(row.values() for row in rows)))


def test_a_file_of_nothing_we_know_and_one_without_its_key_say_so():
    with pytest.raises(NotRecognised):
        found_in(b"colour,size\nred,5\n")
    keyless = {name: cell for name, cell in CHENS_CUP.items() if name != "退款编号"}
    with pytest.raises(MissingColumns, match="after_sales_id"):
        found_in(file_of(keyless, keyless.values()))


def test_an_id_merged_over_two_rows_holds_for_both_and_an_amount_only_for_the_first():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["platform", "after_sales_id", "order_id", "amount"])
        sheet.write_row(1, 0, ["taobao", "1", "", ""])
        sheet.write_row(2, 0, ["taobao", "2", "", ""])
        sheet.merge_range(1, 2, 2, 2, "26001")
        sheet.merge_range(1, 3, 2, 3, "178 CNY")
    _, found = found_in(data.getvalue())
    assert [one.notice.order_id for one in found] == ["26001", "26001"]
    assert [one.notice.amount and one.notice.amount.minor for one in found] == [17800, None]


@pytest.mark.parametrize(
    "last", ["合计,,,178.00,2件", "小计：,,,,", 'Total,,-,"1,234.50 CNY",', "总计 3 笔,,,,"]
)
def test_a_row_of_totals_is_no_complaint_and_no_mistake(last):
    data = f"platform,after_sales_id,shop,amount,quantity\ntaobao,1,lantern,178 CNY,2\n{last}\n"
    assert [one.notice.case_id for one in found_in(data.encode())[1]] == ["taobao:lantern:1"]


@pytest.mark.parametrize(
    "last", ["Total,2,taobao,lantern", "合计有误,2,taobao,lantern", "Total,2,taobao,2026-11-24 10:35"]
)
def test_a_buyer_who_is_called_total_is_not_passed_over(last):
    data = f"buyer,after_sales_id,platform,goods\nChen,1,taobao,cup\n{last}\n"
    assert len(found_in(data.encode())[1]) == 2
