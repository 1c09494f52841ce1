"""Does an explanation tell all that speaks for and against, in a form a program can keep?"""

import json

import pytest

from hejie.rulebook import Rulebook
from tests.rulebook.conftest import told


@pytest.mark.shows("C1", "C2")
def test_a_decided_case_names_its_rule_source_facts_and_numbers(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    data = json.loads(sample.explain(facts, as_of=at).to_json())
    assert (data["status"], data["values"]) == ("decided", ["seller"])
    (rule,) = data["fired"]
    assert (rule["rule"], rule["version"], rule["gives"]) == ("taobao.late.scanned", "2024-05-06", "seller")
    assert rule["sources"][0]["grade"] == "superseded_suspected"
    because = rule["because"][0]
    assert (because["atom"], because["truth"], because["params"]) == (
        "ship_lag > taobao.ship_limit",
        True,
        {"taobao.ship_limit": 4320},
    )
    assert because["facts"]["paid_at"] == "2026-01-01T00:00:00+00:00"
    assert data["rulebook"] == sample.hash


def test_an_open_case_tells_what_is_missing_and_what_to_ask(sample: Rulebook) -> None:
    facts, at = told(sample, "Nobody knows when")
    data = sample.explain(facts, as_of=at).to_dict()
    assert data["open"][0]["because"][0]["missing"] == ("ship_scan_at",)
    assert data["ask"][0]["fact"] == "ship_scan_at"


def test_the_short_form_leaves_out_what_has_to_be_worked_out(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    assert "ask" not in sample.explain(facts, as_of=at).to_dict(whole=False)


def test_a_beaten_rule_is_told_with_what_beats_it(sample: Rulebook) -> None:
    facts, at = told(sample, "It was agreed")
    (beaten,) = sample.explain(facts, as_of=at).beaten
    assert (beaten.rule, beaten.by, beaten.relation) == (
        "taobao.late.scanned",
        "taobao.late.scanned.agreed",
        "exception",
    )


def test_the_distance_to_a_threshold_is_told(sample: Rulebook) -> None:
    facts, at = told(sample, "four days after")
    nearest = sample.explain(facts, as_of=at).near[0]
    assert (nearest.atom, nearest.margin, nearest.unit) == ("ship_lag > taobao.ship_limit", 1500, "min")
