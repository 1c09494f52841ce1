"""Does a reader learn where a fact was read, without the mark that entries keep?"""

import pytest
from django.utils import translation

from hejie.desk.telling import sources


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("opening", "本案经过"),
        ("MessageSent", "本案经过"),
        ("export taobao.csv line 9001", "taobao.csv 第 9001 行"),
        ("scan YT88 圆通速递", "YT88 圆通速递 的轨迹"),
        ("market of taobao", "淘宝订单的通则"),
        ("weighing weights_equal", "重量相符，没有短少"),
        ("desk", "在工作台登记"),
        ("出库称重", "出库称重"),
    ],
)
def test_a_source_is_told_in_words(mark: str, told: str) -> None:
    with translation.override("zh-hans"):
        assert sources.told(mark, "zh-CN") == told
