"""Does what was built stay, once, under its digest?"""

from hashlib import sha256

import pytest
from django.conf import settings

from hejie.desk.acts import acting
from hejie.desk.attachments import place
from hejie.desk.cases import store
from hejie.desk.models import Attachment
from hejie.desk.packs.building import Wanted, basis, build
from hejie.desk.packs.keeping import NeverBuilt, archive_of, keep, kept
from hejie.desk.packs.verifying import verify
from tests.desk.packs.evidence import LANTERN, missing_cup_file, on_the_desk
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture
def ana(rules):
    on_the_desk(missing_cup_file(rules))
    return hire("ana", "agent", LANTERN)


def built(rules):
    file = store.load("taobao:lantern:900001")
    return build(Wanted(file, rules, basis(file).entry.at))


def test_a_pack_lies_under_the_digest_that_the_case_names(ana, rules):
    file = keep(built(rules), ana)
    ((pages, archive),) = kept(file)
    assert sha256(place(archive.sha256).read_bytes()).hexdigest() == archive.sha256
    assert verify(place(archive.sha256)).wrong == ()
    assert place(pages.sha256).read_bytes()[:5] == b"%PDF-"
    assert Attachment.objects.filter(sha256=archive.sha256, case_id=file.case_id).exists()


def test_built_again_with_nothing_new_nothing_is_kept_twice(ana, rules):
    acting.act("taobao:lantern:900001", ana, lambda _file: ())  # the case walks to the hour of this test
    keep(built(rules), ana)
    assert len(kept(keep(built(rules), ana))) == 1


def test_no_half_file_is_left(ana, rules):
    keep(built(rules), ana)
    assert not list(settings.MEDIA_ROOT.rglob("*.part"))


def test_a_digest_of_no_pack_is_none(ana, rules):
    file = keep(built(rules), ana)
    with pytest.raises(NeverBuilt):
        archive_of(file, kept(file)[0][0].sha256)
