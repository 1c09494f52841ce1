"""Does the page of a case say what is to be done on the platform, where, by when, and what came of trying?"""

import pytest

from hejie.casefile.entries import StepFailed
from hejie.desk.cases import store
from tests.desk.cast import entry
from tests.desk.errands.test_carrying import ORDER, key_of, told
from tests.desk.team import LAMPS, desk_of, do, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


@pytest.mark.shows("P5")
def test_a_person_sees_it_with_the_hour_and_a_link_and_ticks_it_off() -> None:
    row = told(ORDER)
    ana = desk_of(hire("ana", "agent", LAMPS))
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "要去平台办理" in page
    assert "https://refund2.taobao.com/dispute/detail.htm?disputeId=RF000001" in page
    assert "待办" in ana.get("/queue?view=errands").content.decode()
    assert do(ana, row, "errands", key=key_of(row), proof="已延长") == 200
    assert "要去平台办理" not in ana.get(f"/cases/{row.pk}").content.decode()


def test_what_failed_is_shown_with_the_reason() -> None:
    row = told(ORDER)
    key = key_of(row)
    ana = desk_of(hire("ana", "agent", LAMPS))
    store.change(row.case_id, lambda _: [entry(StepFailed("extend", key, "页面打不开"))])
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "没办成" in page
    assert "页面打不开" in page
