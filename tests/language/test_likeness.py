"""Chen's case is like the one that had the same trouble, in the same words if there is one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.likeness import SHORT_LIST, Complaint, complaint, most_alike, telling

NONE = np.zeros(0, dtype=np.float32)


def nothing(place: int) -> Complaint:
    return NONE


def test_a_rare_piece_that_both_have_tells_more_than_a_common_one() -> None:
    others = [["收到", "裂了"], ["收到", "灯罩"], ["收到", "少了"], ["收到", "晚了"]]
    assert most_alike(["收到", "灯罩"], others, nothing, NONE)[0] == 1


def test_two_characters_are_a_word_and_nothing_shared_at_all_is_not_alike() -> None:
    assert most_alike(["少灯", "灯罩"], [["灯罩", "罩裂"], ["没有", "收到"]], nothing, NONE) == [0]


def test_the_same_complaint_outweighs_one_more_word() -> None:
    mine = ["lamp", "arrived", "box", "open", "glass", "today"]
    others = [["lamp", "arrived", "today", "bill"], ["lamp", "glass", "bits"]]
    complaints = [complaint(text, "en") for text in ("I need the invoice please", "it came broken to bits")]
    assert most_alike(mine, others, nothing, NONE)[0] == 0
    assert most_alike(mine, others, complaints.__getitem__, complaint("the glass is smashed", "en"))[0] == 1


def test_the_same_meaning_brings_what_shares_no_word_to_the_front() -> None:
    others = [["灯罩", "裂了"], ["abajur", "quebrado"]]
    assert most_alike(["lamp", "broken"], others, nothing, NONE) == []
    assert most_alike(["lamp", "broken"], others, nothing, NONE, np.array([0.0, 0.8])) == [1]


def test_what_nobody_can_read_is_no_complaint() -> None:
    assert complaint("cassé", "fr").size == complaint(" ", "zh").size == 0


def test_a_message_of_two_readings_is_shown_a_case_of_each() -> None:
    either = np.array([0.5, 0.45, 0.0], dtype=np.float32)  # broken, or is it missing? nobody can tell
    broken, missing = (np.array(one, dtype=np.float32) for one in ([0.9, 0.1, 0], [0.1, 0.9, 0]))
    others = [["lamp", "came"], ["lamp", "came"], ["lamp", "came"], ["lamp"]]
    complaints = [broken, broken, broken, missing]
    assert most_alike(["lamp", "came"], others, complaints.__getitem__, either)[:2] == [0, 3]
    assert most_alike(["lamp", "came"], others, complaints.__getitem__, broken)[:3] == [0, 1, 2]


def test_the_ending_of_a_word_hides_no_likeness() -> None:
    assert telling(["quebrado"]) & telling(["quebrada"])
    assert not telling(["2024", ""])


@given(st.lists(st.lists(st.text(max_size=4), max_size=6), max_size=8), st.lists(st.text(max_size=4)))
def test_any_messages_can_be_compared_and_none_comes_twice(others: list[list[str]], mine: list[str]) -> None:
    found = most_alike(mine, others, nothing, complaint("broken", "en"))
    assert len(found) == len(set(found)) <= min(SHORT_LIST, len(others))
