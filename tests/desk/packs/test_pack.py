"""Can Ana see what is missing, mark what counts, build the pack and record that it was handed in, and nobody else?"""

import pytest
from django.utils import timezone

from hejie.casefile.entries import AttachmentAdded, EvidenceSubmitted, ExhibitMarked
from hejie.desk.cases import store
from hejie.desk.packs import packing
from hejie.desk.packs.typesetting import NotSet
from tests.desk.packs.evidence import LANTERN, missing_cup_file, on_the_desk
from tests.desk.team import desk_of, hire

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture
def row(rules):
    return on_the_desk(missing_cup_file(rules))


@pytest.fixture
def ana(row):
    return desk_of(hire("ana", "agent", LANTERN))


def page(client, row, **query):
    return client.get(f"/cases/{row.pk}/pack", query).content.decode()


def post(client, row, noun, **form):
    return client.post(f"/cases/{row.pk}/pack/{noun}", form)


def file(row):
    return store.load(row.case_id)


@pytest.mark.shows("C6")
def test_the_page_says_what_is_missing_from_whom_and_what_speaks_against_it(ana, row):
    told = page(ana, row)
    assert "缺少「同款重新打包称重图」：由仓库提供" in told
    assert "承运商内网称重记录" in told
    assert "审核员只看半分钟" in told


def test_what_ana_marks_is_an_entry_of_the_case_under_her_name(ana, row):
    photo = next(one for one in file(row).all(AttachmentAdded))
    form = {"exhibit": "packing_weight", "sha256": photo.sha256, "caption": "读数"}
    answer = post(
        ana, row, "marks", **form, kind=["look"], left=["10"], top=["10"], width=["20"], height=["20"]
    )
    assert answer.status_code == 302
    assert answer.url.endswith("#packing_weight")
    entry = [line.entry for line in file(row).lines if isinstance(line.entry.what, ExhibitMarked)][-1]
    assert (entry.what.caption, entry.what.regions[0].left, entry.by.name) == ("读数", 1000, "ana")


def test_a_place_beyond_the_picture_is_refused_in_words(ana, row):
    answer = post(
        ana, row, "marks", exhibit="packing_weight", kind="look", left="0", top="0", width="500", height="5"
    )
    assert answer.status_code == 422
    assert "“500”不是图片上的位置" in answer.content.decode()


@pytest.mark.shows("C6", "T8")
def test_a_pack_is_built_downloaded_and_recorded_as_handed_in_with_its_receipt(ana, row):
    assert "正在生成" not in page(ana, row)
    assert post(ana, row, "builds").status_code == 302
    packing.run(packing.take_next(timezone.now()))
    archive = list(file(row).all(AttachmentAdded))[-1]
    got = ana.get(f"/cases/{row.pk}/attachments/{archive.sha256}")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content)[:2] == b"PK"

    when = "2026-11-24T10:30"
    post(ana, row, "submissions", sha256=archive.sha256, submitted_at=when, receipt="回执 77")
    sent = file(row).last(EvidenceSubmitted)
    assert (sent.sha256, sent.receipt, sent.submitted_at.hour) == (archive.sha256, "回执 77", 2)
    assert sent.exhibits == ("packing_weight",)
    assert "回执 77" in page(ana, row)


def test_the_page_asks_until_the_pack_is_there_and_then_shows_it(ana, row):
    def progress():
        return ana.get(f"/cases/{row.pk}/pack/building", headers={"HX-Request": "true"}).content.decode()

    answer = post(ana, row, "builds", language_asked="en", upload="nonsense")
    assert answer.url.endswith("#building")
    assert "排队等待处理" in page(ana, row)
    assert "hx-get" in progress()
    assert packing.last(row.case_id).upload == ""
    taken = packing.take_next(timezone.now())
    assert "正在生成证据包" in progress()
    packing.run(taken)
    done = progress()
    assert "hx-get" not in done
    assert 'id="built" hx-swap-oob="true"' in done
    assert done.count(">ZIP</a>") == page(ana, row).count(">ZIP</a>") == 1


def test_a_pack_that_failed_says_why_on_the_page(ana, row, monkeypatch):
    def fail(*_args):
        raise NotSet("no such font")

    post(ana, row, "builds")
    monkeypatch.setattr(packing, "build", fail)
    packing.run(packing.take_next(timezone.now()))
    assert "no such font" in page(ana, row)
    assert "证据包没有生成" in page(ana, row)


def test_who_opens_the_progress_alone_is_led_to_the_pack(ana, row):
    assert ana.get(f"/cases/{row.pk}/pack/building").url == f"/cases/{row.pk}/pack?#building"


def test_only_a_pack_that_was_built_can_be_recorded(ana, row):
    assert post(ana, row, "submissions", sha256="0" * 64).status_code == 422
    assert file(row).last(EvidenceSubmitted) is None


def test_a_date_that_is_none_is_refused_in_words(ana, row):
    assert post(ana, row, "submissions", sha256="0" * 64, submitted_at="gestern").status_code == 422


def test_each_page_can_be_looked_at_and_no_page_beyond_the_last(ana, row):
    first = ana.get(f"/cases/{row.pk}/pack/pages?sheet=1")
    assert first.headers["Content-Type"] == "image/png"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    for sheet in ("0", "99", "-1", "x"):
        assert ana.get(f"/cases/{row.pk}/pack/pages?sheet={sheet}").status_code == 404


def test_the_preview_follows_what_was_marked(ana, row):
    before = ana.get(f"/cases/{row.pk}/pack/pages?sheet=2").content
    photo = next(one for one in file(row).all(AttachmentAdded))
    post(ana, row, "marks", exhibit="packing_weight", sha256=photo.sha256)
    assert ana.get(f"/cases/{row.pk}/pack/pages?sheet=2").content != before


def test_what_a_buyer_wrote_is_text_on_the_page_too(ana, row, rules):
    post(ana, row, "marks", exhibit="packing_weight", caption="<script>alert(1)</script>")
    assert "<script>alert" not in page(ana, row)


def test_another_language_can_be_looked_at_and_nonsense_is_ignored(ana, row):
    assert "from the first question on" in page(ana, row, language_asked="en")
    assert ana.get(f"/cases/{row.pk}/pack?language_asked=xx&upload=yy").status_code == 200


@pytest.mark.parametrize("noun", ["marks", "builds", "submissions"])
def test_somebody_of_another_shop_can_neither_see_nor_change_it(row, noun):
    cy = desk_of(hire("cy", "agent"))
    before = len(file(row).lines)
    assert cy.get(f"/cases/{row.pk}/pack").status_code == 404
    assert cy.get(f"/cases/{row.pk}/pack/pages").status_code == 404
    assert cy.get(f"/cases/{row.pk}/pack/building").status_code == 404
    assert post(cy, row, noun).status_code == 404
    assert len(file(row).lines) == before
