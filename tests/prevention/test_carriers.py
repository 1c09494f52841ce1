"""How does each carrier do on each lane, and how sure is that?"""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.facts import known
from hejie.casefile.quantities import Moment
from hejie.prevention.carriers import Parcel, count, parcel_of, scorecards
from hejie.rulebook import load_rulebook
from tests.cast import NOON, opened
from tests.prevention.lanes import LANE, counts

RULES = load_rulebook()


def cards(*counted):
    return scorecards(counted, rules=RULES, currency="CNY", at=NOON)


def late(card):
    return next(score for score in card.scores if score.measure == "late")


@pytest.mark.shows("V1")
def test_three_lucky_parcels_make_no_champion():
    crowd = [counts(f"carrier {number}", 400, 40, (str(number), "Bahia")) for number in range(6)]
    lucky = next(card for card in cards(counts("lucky", 3, 0), *crowd) if card.carrier == "lucky")
    assert late(lucky).share == pytest.approx(0.1, abs=0.02)
    assert late(lucky).high > 0.1
    assert (late(lucky).count, late(lucky).of) == (0, 3)


@pytest.mark.shows("V1")
def test_many_parcels_speak_for_themselves_and_the_cheaper_carrier_comes_first():
    slow, fast = counts("slow", 4000, 1200), counts("fast", 4000, 200)
    first, second = cards(slow, fast)
    assert (first.carrier, second.carrier) == ("fast", "slow")
    assert late(second).low < 0.3 < late(second).high
    assert late(second).high - late(second).low < 0.03
    assert "fast，Zhejiang → Sao Paulo：4,000 个包裹；迟到 5." in first.says["zh-CN"]
    assert "late 5." in first.says["en"]


def test_a_carrier_that_is_late_everywhere_is_thought_late_on_a_new_lane():
    known_bad = [counts("slow", 900, 450, ("Fujian", str(number))) for number in range(4)]
    known_good = [counts("fast", 900, 45, ("Fujian", str(number))) for number in range(4)]
    every = cards(counts("slow", 2, 0), counts("fast", 2, 0), *known_bad, *known_good)
    found = {card.carrier: card for card in every if card.lane == LANE}
    assert late(found["slow"]).share > 3 * late(found["fast"]).share


@given(st.lists(st.tuples(st.integers(1, 500), st.floats(0, 1)), min_size=1, max_size=5))
@settings(max_examples=25)
def test_every_share_lies_in_its_span_whatever_was_counted(rows):
    listed = [
        counts(f"c{place}", parcels, round(parcels * part)) for place, (parcels, part) in enumerate(rows)
    ]
    for card in cards(*listed):
        assert card.doubt >= 0
        for score in card.scores:
            assert 0 <= score.low <= score.high <= 1.001
            assert 0 < score.share < 1
    assert [card.carrier for card in cards(*listed)] == [card.carrier for card in cards(*reversed(listed))]


def test_parcels_are_counted_by_carrier_and_lane_and_what_is_not_known_is_left_out():
    parcels = [
        Parcel("yto", *LANE, late=True, unhappy=False),
        Parcel("yto", *LANE, late=None, damaged=True, disputed=True),
        Parcel("zto", *LANE, lost=True),
    ]
    yto, zto = count(parcels)
    assert (yto.parcels, yto.hits["late"], yto.tries["late"], yto.tries["unhappy"]) == (2, 1, 1, 1)
    assert zto.hits["lost"] == 1


def test_a_case_tells_its_parcel_and_a_card_of_disputes_alone_says_so():
    file = opened(
        known("carrier", "yto"), known("origin", "Zhejiang"), known("destination", "Hunan"), known("rating", 2),
        known("promised_delivery_by", Moment(NOON)), known("signed_at", Moment(NOON + timedelta(hours=1))),
        known("parcel_state", "damaged"), claim="damaged",
    )  # fmt: skip
    parcel = parcel_of(file, rules=RULES, at=NOON)
    assert parcel == Parcel("yto", "Zhejiang", "Hunan", True, True, False, True, True)
    (card,) = cards(*count([parcel]))
    assert "只统计了有纠纷的包裹" in card.says["zh-CN"]
    assert "Only disputed parcels" in card.says["en"]


def test_a_case_without_its_lane_tells_no_parcel():
    assert parcel_of(opened(known("carrier", "yto")), rules=RULES, at=NOON) is None
    file = opened(known("carrier", "yto"), known("origin", "A"), known("destination", "B"))
    told = parcel_of(file, rules=RULES, at=NOON)
    assert told == Parcel("yto", "A", "B", disputed=True)
