"""Does a file become part of a case together with what is needed to open it, and only once?"""

import pytest

from hejie.casefile.entries import AttachmentAdded
from hejie.desk.acts.attaching import attach
from hejie.desk.cases import store
from hejie.desk.models import Attachment
from tests.desk.packs.evidence import LANTERN, missing_cup_file, on_the_desk, photo
from tests.desk.packs.evidence import attach as taken_in
from tests.desk.team import hire

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
CASE = "taobao:lantern:900001"


@pytest.mark.shows("P2", "C6")
def test_what_is_attached_stands_in_the_case_and_can_be_opened(rules) -> None:
    on_the_desk(missing_cup_file(rules))
    ana = hire("ana", "agent", LANTERN)

    attach(CASE, ana, [taken_in(photo(80, 60), "box.jpg")], "packing_weight")

    kept = store.load(CASE).last(AttachmentAdded)
    assert (kept.name, kept.shows) == ("box.jpg", "packing_weight")
    assert Attachment.objects.get(case_id=CASE, sha256=kept.sha256).added_by == ana


def test_the_same_file_again_keeps_one_row_to_open(rules) -> None:
    on_the_desk(missing_cup_file(rules))
    ana = hire("ana", "agent", LANTERN)
    for _ in range(2):
        attach(CASE, ana, [taken_in(photo(80, 60), "box.jpg")])
    assert Attachment.objects.filter(case_id=CASE, name="box.jpg").count() == 1
