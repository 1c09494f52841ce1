"""Does Ana see which of her machines is signed in?"""

import pytest
from django.utils import translation

from hejie.desk.telling import browsers

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("agent", "told"),
    [(WINDOWS, "Chrome 141 · Windows 10"), (PHONE, "Mobile Safari 18 · iOS 18"), ("", "—")],
)
def test_a_sitting_is_told_by_browser_and_system(agent: str, told: str) -> None:
    assert browsers.told(agent) == told


def test_what_is_not_known_is_said_so_however_long_it_is() -> None:
    with translation.override("zh-hans"):
        assert browsers.told("<script>" * 10_000) == "无法识别的程序"
