"""Is it told scene by scene how people answer exercises, and who still has something to learn?"""

import pytest

from hejie.desk.insights.drilled import scenes, share
from hejie.desk.models import DrillMark
from tests.desk.team import LAMPS, hire, two_shops

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.mark.shows("C8")
def test_progress_is_first_and_last_and_whoever_has_most_to_learn_stands_first() -> None:
    two_shops()
    ana, bo = hire("ana", "agent", LAMPS), hire("bo", "agent", LAMPS)
    said = [(ana, 1, ["liable", "ask"]), (ana, 4, []), (bo, 2, ["ask"]), (bo, 2, ["ask"])]
    for person, got, missed in said:
        DrillMark.objects.create(
            person=person, shop_key=LAMPS, case_id="taobao:lamps:1", platform="taobao", claim="damaged",
            got=got, of=4, missed=missed,
        )  # fmt: skip
    told = [
        (one.person, one.times, one.first, one.last, one.missed, one.to_coach)
        for one in scenes(DrillMark.objects.all())
    ]
    assert told == [
        ("bo", 2, 50, 50, ("ask",), True),
        ("ana", 2, 25, 100, ("liable", "ask"), False),
    ]


def test_an_exercise_without_points_is_no_division_by_nothing() -> None:
    assert share(DrillMark(got=0, of=0)) == 0
