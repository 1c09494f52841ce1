"""What does a person tick off, or say that it cannot be done, of what is to be done on the platform?"""

import pytest

from hejie.casefile.entries import StepDone, StepFailed
from hejie.desk.cases import store
from tests.desk.errands.test_carrying import ORDER, key_of, told
from tests.desk.team import LAMPS, desk_of, do, hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_what_was_done_on_the_platform_is_ticked_off_once_with_its_receipt() -> None:
    row, ana = told(ORDER), desk_of(hire("ana", "agent", LAMPS))
    key = key_of(row)
    assert [do(ana, row, "errands", key=key, proof="已延长") for _ in range(2)] == [200, 422]
    assert [one.proof for one in store.load(row.case_id).all(StepDone)] == ["已延长"]


def test_who_says_that_it_cannot_be_done_says_why() -> None:
    row, ana = told(ORDER), desk_of(hire("ana", "agent", LAMPS))
    key = key_of(row)
    assert do(ana, row, "errands", key=key, outcome="failed", why="") == 422
    assert do(ana, row, "errands", key=key, outcome="failed", why="页面打不开") == 200
    assert [one.why for one in store.load(row.case_id).all(StepFailed)] == ["页面打不开"]
