"""Does one person at a time answer the buyer of a case?"""

import pytest

from hejie.casefile.entries import CaseTaken
from hejie.desk.acts.holding import HeldBySomebodyElse, check, holder, took
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from tests.desk.cast import ANA, BO, entry, opened
from tests.desk.team import LAMPS, desk_of, do, hire


def test_who_took_the_case_last_has_it_and_nobody_else_may_answer() -> None:
    file = opened().add(entry(CaseTaken("ana"), by=ANA))
    assert (holder(opened()), holder(file)) == ("", "ana")
    check(opened(), "bo")
    check(file, "ana")
    with pytest.raises(HeldBySomebodyElse, match="Take the case over"):
        check(file, "bo")


def test_taking_over_names_who_had_it() -> None:
    file = opened().add(entry(CaseTaken("ana"), by=ANA))
    assert took(file, "bo") == CaseTaken("bo", "ana")
    assert took(file, "ana") == CaseTaken("ana")
    assert holder(file.add(entry(took(file, "bo"), by=BO))) == "bo"


@pytest.mark.store
@pytest.mark.usefixtures("store_on")
def test_ben_cannot_answer_anas_buyer_until_he_takes_the_case_over_in_the_open() -> None:
    store.open_many([opened(1)])
    row = CaseIndex.objects.get()
    ana, ben = (desk_of(hire(name, "agent", LAMPS)) for name in ("ana", "ben"))
    assert do(ana, row, "taking") == 200
    assert do(ben, row, "messages", text="您好", language="zh-CN") == 422
    assert do(ben, row, "notes", text="看过了") == 200
    assert do(ben, row, "taking") == 200
    assert do(ben, row, "messages", text="您好", language="zh-CN") == 200
    assert "原由 ana 处理" in ben.get(f"/cases/{row.pk}").content.decode()
