"""Are the shop's promotions read as it wrote them?"""

from datetime import UTC, datetime

import pytest

from hejie.casefile.money import Money
from hejie.rulebook import load_rulebook
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.promotions import read_promotions

CUPS = """promotions:
  cups:
    name: {zh-CN: 杯子八折, en: Cups at four fifths}
    platforms: [taobao]
    goods: [cup-500]
    starts: 2026-11-11T00:00:00+08:00
    ends: "2026-11-12T00:00:00+08:00"
    kind: price
    currency: CNY
    was: 16000
    price: 12800
"""


def laid(tmp_path, text):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "promotions.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.shows("V2")
def test_a_promotion_of_the_shops_own_folder_is_read_with_its_times_and_sums(tmp_path):
    (cups,) = read_promotions((SHIPPED, laid(tmp_path, CUPS)))
    assert cups.starts_at == datetime(2026, 11, 10, 16, tzinfo=UTC)
    assert cups.ends_at == datetime(2026, 11, 11, 16, tzinfo=UTC)
    assert (cups.was, cups.price) == (Money(16000, "CNY"), Money(12800, "CNY"))
    assert cups.covers("taobao", "lantern", "cup-500")
    assert not cups.covers("pinduoduo", "lantern", "cup-500")
    assert load_rulebook(tmp_path).promotions == (cups,)


def test_none_is_shipped():
    assert read_promotions((SHIPPED,)) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("currency: CNY", "per_buyer: 2", "without a currency"),
        ("2026-11-11T00:00:00+08:00", "tomorrow", "no time with its zone"),
        ('"2026-11-12T00:00:00+08:00"', '"2026-11-12T00:00:00"', "no time with its zone"),
        ("kind: price", "kind: bargain", "'kind' is 'bargain'"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path, old, new, said):
    with pytest.raises(RuleFileMistake, match=said):
        read_promotions((SHIPPED, laid(tmp_path, CUPS.replace(old, new, 1))))
