"""Is the reason for a judgment told in the reader's words, without the code of its conditions?"""

from datetime import UTC, datetime

from django.contrib.auth.models import User

from hejie.casefile.entries import Ground
from hejie.casefile.parties import Role
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader, reason

ZONE = "Asia/Shanghai"


def reader(language: str) -> Reader:
    now = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
    return Reader(User(username="ana"), Role.AGENT, language, ZONE, now, naming.teller(language, ZONE))


def seen(*because: str, language: str = "zh-CN") -> tuple[str, ...]:
    ground = Ground("taobao.late", {"zh-CN": "晚了", "en": "late"}, because=because)
    return reason(ground, reader(language), "CNY").because


def test_a_condition_is_told_by_what_it_saw_and_not_by_its_code() -> None:
    told = seen(
        "amount <= team.small_sum.cny [amount 900, paid_at 2026-01-01T00:00:00+00:00]",
        "pkg_intact [pkg_intact ?]",
    )

    assert told[0].startswith("已知：")
    assert "¥9.00" in told[0]
    assert "2026-01-01 08:00" in told[0]
    assert told[1] == "还缺：签收时外包装完好。"
    assert not [line for line in told if "[" in line or "team." in line]


def test_what_was_never_there_is_not_told_as_known() -> None:
    (told,) = seen("not known(shipped_at) [shipped_at absent]", language="en")

    assert told.startswith("Not on record: ")


def test_a_code_with_a_name_is_told_by_it_and_one_without_is_left_out() -> None:
    assert seen("goods_cost", "platform == 'taobao'") == (naming.fact("goods_cost", "zh-CN"),)


def test_the_source_is_named_in_the_reader_s_language() -> None:
    ground = Ground("cn.delivery", {"en": "signed is delivered"}, source="E-commerce Law of China")

    assert reason(ground, reader("zh-CN")).source == "电子商务法"
    assert reason(ground, reader("es")).source == "Ley de comercio electrónico de China"
