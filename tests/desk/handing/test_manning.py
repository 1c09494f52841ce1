"""How many agents do the days ahead need, and does the same question have the same answer?"""

import pytest

from hejie.desk.handing.manning import MOST_AGENTS, Asked, manning
from hejie.desk.models import CaseIndex
from tests.desk.cast import NOON
from tests.desk.handing.test_outlook import came
from tests.desk.team import LAMPS, desk_of, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.fixture
def busy(store_on: None) -> None:
    """A desk with forty cases a day."""
    came(days=14, a_day=40)


@pytest.mark.shows("V7")
@pytest.mark.usefixtures("busy")
def test_more_agents_lose_less_and_a_peak_needs_more_of_them() -> None:
    usual, peak = (manning(CaseIndex.objects.all(), NOON, Asked(2, percent)) for percent in (100, 600))
    lost = [row.lost for row in usual.rows]
    assert lost == sorted(lost, reverse=True)
    assert peak.best.agents > usual.best.agents
    assert peak.days[0].percent > 4 * usual.days[0].percent
    assert usual.waiting == 560


@pytest.mark.usefixtures("busy")
def test_the_same_question_in_the_same_hour_has_the_same_answer() -> None:
    assert manning(CaseIndex.objects.all(), NOON, Asked(2)) == manning(
        CaseIndex.objects.all(), NOON, Asked(2)
    )


@pytest.mark.usefixtures("busy")
def test_a_number_that_is_asked_for_is_among_those_tried() -> None:
    found = manning(CaseIndex.objects.all(), NOON, Asked(1, 100, 23))
    assert 23 in [row.agents for row in found.rows]
    assert manning(CaseIndex.objects.all(), NOON, Asked(1, 100, 900)).rows[-1].agents == MOST_AGENTS


@pytest.mark.usefixtures("busy")
def test_the_page_shows_picture_and_table_to_bo_and_nothing_to_ana() -> None:
    bo, ana = desk_of(hire("bo", "supervisor", LAMPS)), desk_of(hire("ana", "agent", LAMPS))
    page = bo.get("/staffing?days=2&peak=350").content.decode()
    assert "各人数下的损失" in page
    assert "<svg" in page
    assert "平日的 350%" in page
    assert bo.get("/staffing?days=x&peak=-4&agents=99999999").status_code == 200
    assert ana.get("/staffing").status_code == 403


def test_an_empty_desk_is_no_mistake() -> None:
    found = manning(CaseIndex.objects.all(), NOON, Asked(1))
    assert (found.usual, found.waiting, found.best.lost) == (0, 0, 0)
