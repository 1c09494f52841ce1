"""Does each objection say what happened, why, and what to do, and repeat what was said?"""

import pytest
from django.utils import translation

from hejie.desk.acts import objections
from hejie.desk.pages.refusals import REFUSALS, told

OBJECTIONS = [
    kind for kind in vars(objections).values() if isinstance(kind, type) and issubclass(kind, Exception)
]


@pytest.mark.parametrize("kind", OBJECTIONS, ids=lambda kind: kind.__name__)
def test_every_objection_of_the_desk_is_one_of_them_and_says_what_to_do(kind: type[Exception]) -> None:
    assert kind in REFUSALS
    words = [f"{name}1" for name in kind.__init__.__annotations__ if name not in ("return", "known")]
    error = kind(*words, ["a", "b"]) if "known" in kind.__init__.__annotations__ else kind(*words)
    assert len(str(error).split(". ")) >= 1
    assert len(str(error)) > 60


def test_what_was_said_is_repeated_to_whoever_said_it() -> None:
    with translation.override("zh-hans"):
        assert "昨天" in told(objections.NotATime("昨天"))
