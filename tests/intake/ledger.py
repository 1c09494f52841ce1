"""What do the tests of intake share? The shipped column maps, and a short way to read one row."""

from __future__ import annotations

from functools import cache

from hejie.intake import BadCell, Notice, guess_columns
from hejie.intake.columns import ColumnMap, column_map
from hejie.intake.rows import Found, Origin, RowReader
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.reading import read_yaml

PLATFORMS = ("taobao", "pinduoduo", "aliexpress", "mercadolibre", "17zwd")


@cache
def shipped(platform: str) -> ColumnMap:
    """Return the column map of a platform as it is shipped."""
    return column_map(platform, read_yaml(SHIPPED / "platforms" / platform / "columns.yaml"))


@cache
def rules() -> Rulebook:
    """Return the shipped rules."""
    return load_rulebook()


def read(platform: str, row: dict[str, str], line: int = 2) -> Found:
    """Return what one row of a platform's export tells; its keys are the headers."""
    guess = guess_columns(tuple(row), [shipped(platform)], platform=platform)
    return RowReader(guess, Origin("export.csv", "lantern")).read(line, list(row.values()))


def notice(platform: str, row: dict[str, str]) -> Notice:
    """Return the notice of a good row."""
    found = read(platform, row)
    assert found.notice is not None, found.bad
    return found.notice


def bad(platform: str, row: dict[str, str]) -> BadCell:
    """Return the one bad cell of a row."""
    (cell,) = read(platform, row).bad
    return cell


CHENS_CUP = {
    "退款编号": "\t180000000071278919",
    "订单编号": "\t2600000000943189374",
    "支付宝交易号": "20261111",
    "订单付款时间": "2026-11-08 10:00:00",
    "买家会员名称": "Chen",
    "买家实际支付金额": "178.00",
    "宝贝标题": "保温杯 500ml",
    "买家退款金额": "89.00",
    "退款类型": "我要退款(无需退货)",
    "退款的申请时间": "2026-11-11 12:00:00",
    "超时时间": "2026-11-13 12:00:00",
    "退款状态": "买家已经申请退款，等待卖家同意",
    "货物状态": "买家已收到货",
    "发货物流信息": "圆通速递 YT8800000009001",
    "客服介入状态": "无需客服介入",
    "买家退款原因": "少件/漏发",
    "买家退款说明": "我买了两个，箱子里只有一个！",
    "售中或售后": "售后",
}
