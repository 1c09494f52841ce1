"""Do the closed cases of the sample shop teach something, and does the shop work on what went wrong?"""

import pytest
from click.testing import CliRunner

from hejie.casefile.vocabulary import CLAIMS, OUTCOMES
from hejie.desk.commands.root import main
from hejie.desk.models import CaseIndex, Improvement
from hejie.desk.sample.endings import ANY, ENDINGS, MEASURES


def test_every_ending_is_an_outcome_of_a_claim_with_a_cause_and_a_lesson() -> None:
    assert set(ENDINGS) - {ANY} <= set(CLAIMS)
    for ways in ENDINGS.values():
        for outcome, cause, lesson in ways:
            assert outcome in OUTCOMES
            assert cause
            assert lesson


def test_every_improvement_mends_a_cause_that_cases_end_in() -> None:
    for claim, cause, *_ in MEASURES:
        assert cause in {way[1] for way in ENDINGS[claim]}


@pytest.mark.usefixtures("store_on")
def test_the_demo_has_closed_cases_with_causes_and_improvements_of_which_one_is_done() -> None:
    assert CliRunner().invoke(main, ["demo", "--complaints", "30"]).exit_code == 0
    closed = CaseIndex.objects.filter(is_open=False)
    assert closed.exists()
    assert not closed.filter(cause="").exists()
    assert Improvement.objects.filter(done_at__isnull=False).count() == 1
    assert Improvement.objects.count() == len(MEASURES)
