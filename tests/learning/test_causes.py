"""Which causes cost most?"""

import pytest

from hejie.casefile.entries import CaseClosed, CaseReopened
from hejie.learning import count_causes
from tests.cast import opened, then, yuan


def closed(cause, cost="10", lesson="称重复核", **case):
    return then(opened(**case), CaseClosed("reshipped", cause, lesson, yuan(cost)))


@pytest.mark.shows("P6")
def test_the_most_frequent_cause_comes_first_with_its_cost_and_lessons():
    first, second = count_causes([closed("漏装"), closed("破损", "99"), closed("漏装 ", "5", "双人复核")])
    assert (first.cause, first.cases, first.cost) == ("漏装", 2, {"CNY": 1500})
    assert first.lessons == ("称重复核", "双人复核")
    assert second.cost == {"CNY": 9900}


def test_open_and_reopened_cases_are_not_counted():
    assert count_causes([opened(), then(closed("漏装"), CaseReopened("买家再次联系"))]) == ()


def test_the_same_cause_on_two_platforms_is_two_findings():
    assert len(count_causes([closed("漏装"), closed("漏装", platform="mercadolibre")])) == 2
