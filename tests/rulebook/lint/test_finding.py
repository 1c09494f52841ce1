"""Is a case shown as a worked case would write it?"""

from hejie.rulebook import Rulebook
from hejie.rulebook.lint.finding import readable
from hejie.rulebook.values import ABSENT


def test_times_are_dates_absent_is_a_word_and_assumed_decisions_have_no_brackets(sample: Rulebook) -> None:
    assert readable({"paid_at": 0, "signed_at": ABSENT, "(liability)": "seller", "cod": True}, sample.definitions) == {
        "paid_at": "1970-01-01T00:00:00+00:00", "signed_at": "absent", "liability": "seller", "cod": True,
    }  # fmt: skip
