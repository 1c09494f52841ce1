"""Does each finding say itself in every language of the desk?"""

import re

import pytest

from hejie.arbitration.findings import _KNOWN, Gravity, finding
from hejie.casefile.templates import slots_of


@pytest.mark.parametrize("code", _KNOWN)
def test_a_finding_fills_its_slots_in_every_language(code):
    slots = dict.fromkeys(slots_of(_KNOWN[code][1]["en"]), "x")
    found = finding(code, **slots)
    assert isinstance(found.gravity, Gravity)
    assert re.search(r"[\u4e00-\u9fff]", found.says["zh-CN"])
    for language in ("en", "pt-BR", "es"):
        assert not re.search(r"[\u4e00-\u9fff{}]", found.says[language])
