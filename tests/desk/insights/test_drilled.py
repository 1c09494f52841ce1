"""Is it told scene by scene how people answer exercises, and who still has something to learn?"""

import pytest

from hejie.casefile.entries import CaseClosed
from hejie.casefile.sentences import Teller
from hejie.desk import house
from hejie.desk.insights.drilled import answers_in, keep, marked, scenes, share, written
from hejie.desk.models import DrillMark
from hejie.learning.drills import Answer, drill_of
from hejie.learning.marks import Mark, Point
from tests.desk.cast import NOON, entry, late, opened
from tests.desk.team import LAMPS, SHOES, hire, two_shops

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


@pytest.mark.shows("C8")
def test_what_was_written_is_kept_without_the_buyer_and_read_by_the_newest() -> None:
    lamps, _ = two_shops()
    ana, scene = hire("ana", "agent", LAMPS), Mark((Point("words", 1, 2, {}),), ())
    keep(ana, lamps, Answer("open"), scene, at=NOON)
    kept = keep(ana, lamps, Answer("open", text="陈先生您好，抱歉让您久等"), scene, at=NOON)
    assert "陈先生" not in kept.answer["text"]
    assert [one.pk for one in written([LAMPS])] == [kept.pk]
    assert written([SHOES]) == []


def test_an_open_case_is_no_exercise_and_the_buyer_is_answered_in_their_own_language() -> None:
    assert drill_of(opened(), {}) is None
    assert answers_in(opened()) == "zh-CN"
    late_one = late(1, 9)
    file = late_one.add(*house.following(late_one, (), at=NOON))
    file = file.add(entry(CaseClosed("refunded", "仓库积压", "加班次")))
    drill = drill_of(file, {"zh-CN": Teller("zh-CN")})
    assert drill is not None
    found = marked(file, drill, Answer("open", text="非常抱歉，我们正在核实，有结果后告诉您。"))
    assert {"words", "sorry", "next"} <= {point.about for point in found.points}
