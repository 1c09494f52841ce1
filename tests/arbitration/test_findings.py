"""Does each finding say itself in both languages of the desk?"""

import re

import pytest

from hejie.arbitration.findings import _KNOWN, Gravity, finding


@pytest.mark.parametrize("code", _KNOWN)
def test_a_finding_fills_its_slots_in_both_languages(code):
    slots = {name: "x" for text in _KNOWN[code][1:] for name in re.findall(r"\{(\w+)\}", text)}
    found = finding(code, **slots)
    assert isinstance(found.gravity, Gravity)
    assert re.search(r"[\u4e00-\u9fff]", found.says["zh-CN"])
    assert not re.search(r"[\u4e00-\u9fff{}]", found.says["en"])
