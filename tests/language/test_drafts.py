"""A draft knows nothing but what it is given."""

from hejie.language.drafts import Draft


def test_a_draft_carries_nothing_and_stands_nowhere_unless_told() -> None:
    draft = Draft("您好", "zh-CN")
    assert (dict(draft.slots), draft.platform, draft.situation) == ({}, "", "")
