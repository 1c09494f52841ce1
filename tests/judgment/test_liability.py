"""Who is liable, by which rule, and what would settle it?"""

import pytest

from hejie.casefile.entries import LiabilityJudged
from hejie.casefile.facts import known
from hejie.casefile.quantities import Weight
from hejie.judgment import judge
from tests.cast import ANA, NOON, happened, opened

WEIGHED = (
    known("law", "cn"),
    known("pkg_intact", True, said_by="buyer"),
    known("w_repacked", Weight(2267), said_by="warehouse"),
    known("w_carrier", Weight(1955), said_by="carrier"),
    known("w_item", Weight(312), said_by="warehouse"),
    known("weight_finding", "short"),
)


def judgment(file, rules) -> LiabilityJudged:
    (judged,) = happened(judge(file, rules=rules, at=NOON, by=ANA))
    return judged


@pytest.mark.shows("P3", "T5")
def test_a_short_parcel_that_arrived_intact_is_the_sellers_fault_and_the_rule_is_named(rules):
    judged = judgment(opened(*WEIGHED), rules)
    assert (judged.status, judged.liable) == ("decided", ("seller",))
    (ground,) = judged.grounds
    assert ground.rule
    assert ground.says["zh-CN"]
    assert ground.says["en"]
    assert ground.source
    assert ground.grade


@pytest.mark.shows("P3")
def test_while_facts_are_missing_every_party_that_may_be_liable_is_named_and_what_would_settle_it(rules):
    judged = judgment(opened(), rules)
    assert judged.status == "pending"
    assert len(judged.liable) > 1
    assert "pkg_intact" in judged.missing


@pytest.mark.shows("T5")
def test_a_parcel_that_arrived_broken_is_the_carriers_fault(rules):
    judged = judgment(opened(known("law", "cn"), known("pkg_intact", False, said_by="buyer")), rules)
    assert judged.liable == ("carrier",)


def test_asked_again_with_nothing_new_it_says_nothing(rules):
    file = opened(*WEIGHED)
    file = file.add(*judge(file, rules=rules, at=NOON, by=ANA))
    assert judge(file, rules=rules, at=NOON, by=ANA) == ()


def test_the_ground_says_what_the_condition_saw(rules):
    (ground,) = judgment(opened(*WEIGHED), rules).grounds
    assert any("[" in seen for seen in ground.because)
