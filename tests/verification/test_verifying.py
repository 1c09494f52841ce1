"""The room as a whole: it says what is new, once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.entries import FactStated, ParcelScanned, RouteRead
from hejie.casefile.facts import known
from hejie.casefile.parties import SYSTEM
from hejie.casefile.quantities import Weight
from hejie.rulebook.mistakes import NoSuch
from hejie.verification import TrackingAnswer, take_scans, verify
from hejie.verification.verifying import tracking_of
from tests.cast import ANA, CARRIER, NOON, hours, opened, then
from tests.verification.reading import answer, later, stories
from tests.verification.test_proofs import ABSENT, OUT, REFUSED, RULES, SIGNED, learned

STORIES = stories()


def test_a_case_without_parcels_reads_no_route() -> None:
    assert not [
        entry
        for entry in verify(opened(), rules=RULES, at=NOON, by=SYSTEM)
        if isinstance(entry.what, RouteRead)
    ]


@pytest.mark.parametrize("story", STORIES[::2], ids=lambda story: story["name"])
def test_asked_again_with_nothing_new_it_says_nothing(story: dict[str, Any]) -> None:
    at = later(story)
    file = opened(claim="not_received", platform=story["platform"])
    given_answer = answer(story["provider"], story["rows"])
    file = file.add(*take_scans(file, given_answer, rules=RULES, at=at, by=CARRIER))
    assert take_scans(file, given_answer, rules=RULES, at=at, by=CARRIER) == ()
    file = file.add(*verify(file, rules=RULES, at=at, by=SYSTEM))
    assert verify(file, rules=RULES, at=at, by=SYSTEM) == ()


@settings(max_examples=15)
@given(data=st.data())
def test_scans_in_any_order_and_any_number_of_visits_prove_the_same_facts(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from(STORIES))
    rows = data.draw(st.permutations(story["rows"]))
    at = later(story)
    file = opened(claim="not_received", platform=story["platform"])
    for row in rows:
        file = file.add(*take_scans(file, answer(story["provider"], [row]), rules=RULES, at=at, by=CARRIER))
    file = file.add(*verify(file, rules=RULES, at=at, by=SYSTEM))
    straight = opened(claim="not_received", platform=story["platform"])
    whole = answer(story["provider"], story["rows"])
    straight = straight.add(*take_scans(straight, whole, rules=RULES, at=at, by=CARRIER))
    straight = straight.add(*verify(straight, rules=RULES, at=at, by=SYSTEM))
    assert file.facts == straight.facts


@pytest.mark.shows("C1", "C2")
def test_the_route_says_attempts_reason_and_finding_with_grounds() -> None:
    read = learned(OUT, ABSENT, REFUSED, claim="cod_refused").last(RouteRead)
    assert read is not None
    assert (read.state, read.attempts, read.reason, read.finding) == ("refused", 1, "refused", "unclear")
    assert read.because[0] == "signals_conflict"
    assert any("客户拒收" in ground for ground in read.because)


def test_every_finding_that_is_told_has_words_in_both_languages() -> None:
    maps = tracking_of(RULES)
    assert all(said["zh-CN"] and said["en"] for said in maps.findings.values())
    for story in STORIES:
        file = opened(platform=story["platform"])
        file = file.add(
            *take_scans(file, answer(story["provider"], story["rows"]), rules=RULES, at=NOON, by=CARRIER)
        )
        for entry in verify(file, rules=RULES, at=later(story), by=SYSTEM):
            if isinstance(entry.what, RouteRead):
                codes = [ground for ground in entry.what.because if "[" not in ground]
                assert set(codes) <= maps.findings.keys()


def test_two_parcels_out_prove_nothing_until_one_is_named() -> None:
    file = learned(OUT, SIGNED)
    file = learned(OUT, ABSENT, file=opened(claim="not_received"), parcel="YT2")
    file = learned(OUT, SIGNED, file=file, parcel="YT1")
    reads = list(file.all(RouteRead))
    assert {read.parcel for read in reads} == {"YT1", "YT2"}
    assert any("several_parcels" in read.because for read in reads)
    assert file.facts["parcel_state"].value == "attempt_absent"
    named = then(file, FactStated(known("tracking_no", "YT1", said_by="seller", source="order")), by=ANA)
    named = named.add(*verify(named, rules=RULES, at=NOON, by=SYSTEM))
    assert named.facts["parcel_state"].value == "delivered_proxy"
    assert verify(named, rules=RULES, at=NOON, by=SYSTEM) == ()


def test_a_service_without_maps_is_refused_by_name() -> None:
    with pytest.raises(NoSuch):
        take_scans(opened(), TrackingAnswer("nobody", {}), rules=RULES, at=NOON, by=CARRIER)


def test_scans_keep_the_carrier_s_own_words() -> None:
    scan = next(iter(learned(OUT, ABSENT).all(ParcelScanned)))
    assert (scan.raw_status, scan.raw_text, scan.provider) == ("5", "正在派件", "kuaidi100")


@pytest.mark.shows("T5")
def test_weighings_are_compared_once_they_are_there_and_again_when_they_change() -> None:
    file = opened(
        *(
            known(f"w_{name}", Weight(grams))
            for name, grams in {"repacked": 2267, "carrier": 1950, "item": 312}.items()
        ),
        claim="missing_item",
    )
    file = file.add(*verify(file, rules=RULES, at=NOON, by=SYSTEM))
    assert file.facts["weight_finding"].value == "short"
    assert file.facts["weight_finding"].source == "weighing weights_short"
    assert verify(file, rules=RULES, at=NOON, by=SYSTEM) == ()
    file = then(file, FactStated(known("w_carrier", Weight(2260), said_by="carrier")), at=NOON + hours(1))
    file = file.add(*verify(file, rules=RULES, at=NOON + hours(1), by=SYSTEM))
    assert file.facts["weight_finding"].value == "equal"


def test_half_the_weights_say_nothing_yet() -> None:
    file = opened(known("w_repacked", Weight(2267)), claim="missing_item")
    file = file.add(*verify(file, rules=RULES, at=NOON, by=SYSTEM))
    assert "weight_finding" not in file.facts
