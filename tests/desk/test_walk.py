"""Does one case walk the whole house, and only as far as there is something new?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import (
    CaseClosed,
    ClockMissed,
    EvidenceListed,
    FactAsked,
    FactStated,
    LiabilityJudged,
    MessageDrafted,
    OffersWeighed,
)
from hejie.casefile.facts import known
from hejie.desk.walk import walk
from tests.cast import NOON, hours, opened, then

CLAIMS = [
    "refund_only",
    "return_refund",
    "not_received",
    "stalled",
    "missing_item",
    "cod_refused",
    "late_shipment",
    "no_reason_return",
]


@pytest.mark.parametrize("platform", ["taobao", "mercadolibre"])
@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.shows("P1", "P3", "P4")
def test_every_claim_gets_a_judgment_a_plan_a_message_and_an_evidence_list(platform, claim, rules):
    file = walk(opened(platform=platform, claim=claim), rules=rules, at=NOON)
    for kind in (LiabilityJudged, OffersWeighed, MessageDrafted, EvidenceListed):
        assert file.last(kind), kind


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_second_walk_at_once_adds_nothing(claim, rules):
    once = walk(opened(claim=claim), rules=rules, at=NOON)
    assert walk(once, rules=rules, at=NOON).lines == once.lines


@given(claim=st.sampled_from(CLAIMS), intact=st.booleans(), late=st.integers(0, 400))
def test_whatever_is_learned_whenever_the_walk_comes_to_rest(claim, intact, late, rules):
    file = then(opened(claim=claim), FactStated(known("pkg_intact", intact)))
    once = walk(file, rules=rules, at=NOON + hours(late))
    assert walk(once, rules=rules, at=NOON + hours(late)).lines == once.lines
    once.verify()


@pytest.mark.shows("P3")
def test_a_new_fact_changes_the_answer_and_the_old_one_stays_readable(rules):
    file = walk(opened(), rules=rules, at=NOON)
    before = len(file.lines)
    file = walk(then(file, FactStated(known("pkg_intact", False))), rules=rules, at=NOON)
    first, *_, last = file.all(LiabilityJudged)
    assert (first.status, last.liable) == ("pending", ("carrier",))
    assert file.lines[:before] == walk(opened(), rules=rules, at=NOON).lines


def test_what_is_missing_is_asked_of_whoever_has_it_once(rules):
    file = walk(opened(), rules=rules, at=NOON)
    asked = [asked.name for asked in file.all(FactAsked)]
    assert "pkg_intact" in asked
    assert len(asked) == len(set(asked))


@pytest.mark.shows("P1")
def test_a_clock_that_runs_out_is_noted_once(rules):
    file = walk(opened(), rules=rules, at=NOON)
    later = walk(file, rules=rules, at=NOON + hours(1))
    assert [missed.clock for missed in later.all(ClockMissed)] == ["team.first_response"]
    assert walk(later, rules=rules, at=NOON + hours(2)).last(ClockMissed) == later.last(ClockMissed)


def test_a_closed_case_rests(rules):
    file = walk(opened(), rules=rules, at=NOON)
    closed = then(file, CaseClosed("withdrawn", "误会", "页面写明配件清单"))
    assert walk(closed, rules=rules, at=NOON + hours(99)).lines == closed.lines
