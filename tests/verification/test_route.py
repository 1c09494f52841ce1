"""What a route says: every golden route, and what must hold for all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.verification.route import grounds, read_route
from hejie.verification.silence import is_silent, normal_silence
from tests.verification.reading import MAPS, later, scans, stories

STORIES = stories()


@pytest.mark.shows("C1", "C2", "B8", "T12")
@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story['file']}: {story['name']}")
def test_the_route_is_read_as_it_was(story: dict[str, Any]) -> None:
    expect = dict(story["expect"])
    at = later(story)
    route = read_route(scans(story["provider"], story["rows"]), MAPS, at=at)
    assert route is not None
    told = grounds(route)
    missing = set(expect.pop("finds", ())) - set(told)
    assert not missing, f"{missing} not among {told}"
    if "silent" in expect:
        lane = MAPS.lanes[story["platform"]]
        normal = normal_silence(MAPS, lane, route.state, at=at)
        assert is_silent(route.last_at, normal, at=at) is expect.pop("silent")
    found = {
        "state": route.state,
        "attempts": len(route.attempts),
        "refusal": route.refusal.verdict,
        "reason": route.reason,
        "signed_by": route.signed_by,
        "cause": route.customs_cause,
    }
    assert {key: found[key] for key in expect} == expect, told


def test_there_are_at_least_forty_golden_routes_in_four_languages_and_each_name_is_used_once() -> None:
    names = [story["name"] for story in STORIES]
    assert len(names) >= 40
    assert len(set(names)) == len(names)
    assert {"chinese", "portuguese", "spanish", "english", "conflicts"} <= {
        story["file"] for story in STORIES
    }


@pytest.mark.parametrize("story", STORIES[::3], ids=lambda story: story["name"])
def test_the_order_in_which_scans_arrive_and_repeats_of_them_change_nothing(story: dict[str, Any]) -> None:
    told = scans(story["provider"], story["rows"])
    at = later(story)
    once = read_route(told, MAPS, at=at)
    assert read_route(told[::-1] + told, MAPS, at=at) == once


@given(data=st.data())
def test_any_shuffle_of_any_story_is_the_same_route(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from(STORIES))
    told = scans(story["provider"], story["rows"])
    shuffled = data.draw(st.permutations(told + told[:2]))
    at = later(story)
    assert read_route(shuffled, MAPS, at=at) == read_route(told, MAPS, at=at)


@given(story=st.sampled_from(STORIES), more=st.integers(min_value=0, max_value=3000))
def test_a_parcel_once_silent_stays_silent_until_something_is_heard(story: dict[str, Any], more: int) -> None:
    at = later(story)
    route = read_route(scans(story["provider"], story["rows"]), MAPS, at=at)
    assert route is not None
    normal = normal_silence(MAPS, MAPS.lanes[story["platform"]], route.state, at=at)
    if is_silent(route.last_at, normal, at=at):
        assert is_silent(route.last_at, normal, at=at + timedelta(hours=more))


def test_scans_that_were_all_voided_leave_no_route() -> None:
    told = scans(
        "correios",
        [["2026-10-08T14:40:00", "BDE 1", "Objeto entregue"], ["2026-10-08T15:00:00", "EST 1", ""]],
    )
    assert read_route(told, MAPS, at=told[-1].happened_at) is None


def test_a_first_scan_in_unknown_words_leaves_the_first_scan_open() -> None:
    told = scans(
        "kuaidi100",
        [["2026-11-10 08:00:00", "", "客户备注：蓝色盒子"], ["2026-11-11 08:00:00", "103", "已揽收"]],
    )
    route = read_route(told, MAPS, at=told[-1].happened_at)
    assert route is not None
    assert route.picked_up_at is None
