"""Does what happened away from the desk become an entry of whoever records it, and is what cannot be so refused?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    EntryCorrected,
    Escalated,
    EvidenceSubmitted,
    FactStated,
    LiabilityJudged,
    NoteWritten,
    PlatformSteppedIn,
    PromiseKept,
    PromiseMade,
    RulingGiven,
    StageMoved,
)
from hejie.casefile.stages import FOLLOWS, Stage
from hejie.desk import house
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex, Entry
from hejie.desk.telling import recording, verdict
from hejie.desk.telling.reader import Reader
from hejie.desk.telling.recording import stages_after
from tests.desk.cast import ANA, BO, CLAUSE, NOON, entry, opened
from tests.desk.team import LAMPS, desk_of, do, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")
TOMORROW = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M}"


@pytest.fixture
def row() -> CaseIndex:
    """Chen's missing item in the lamp shop, as the rooms left it."""
    lamps, _ = two_shops()
    store.change(lamps.case_id, lambda file: house.following(file, (), at=datetime.now(UTC)))
    lamps.refresh_from_db()
    return lamps


@pytest.fixture
def ana(row: CaseIndex) -> Client:
    """Ana of the lamp shop at her desk."""
    return desk_of(hire("ana", "agent", LAMPS))


def now(row: CaseIndex) -> CaseFile:
    return store.load(row.case_id)


@pytest.mark.parametrize(
    ("noun", "form", "kind"),
    [
        ("promises", {"promise": "明天补发", "due_at": TOMORROW}, PromiseMade),
        ("stages", {"stage": "negotiation", "turn": "buyer", "because": "等买家回复"}, StageMoved),
        ("carrier-claims", {"carrier": "中通", "amount": "129", "reference": "ZT-1"}, CarrierClaimFiled),
        ("escalations", {"to": "supervisor", "because": "买家要曝光"}, Escalated),
        ("facts", {"name": "buyer_wish", "value": "只想要那个灯罩", "said_by": "buyer"}, FactStated),
    ],
)
def test_each_form_becomes_an_entry_signed_by_ana(
    ana: Client, row: CaseIndex, noun: str, form: dict[str, str], kind: type
) -> None:
    assert do(ana, row, noun, **form) == 200
    line = [line for line in now(row).lines if isinstance(line.entry.what, kind)][-1]
    typed = [line for line in now(row).lines if line.entry.by.name == "ana"]
    assert any(isinstance(one.entry.what, kind) for one in typed), line


def test_a_promise_is_open_until_it_is_kept_and_wakes_the_desk_in_the_shop_s_own_zone(
    ana: Client, row: CaseIndex
) -> None:
    do(ana, row, "promises", promise="回电", due_at="2099-01-02T18:00")
    made = now(row).last(PromiseMade)
    assert made
    assert made.due_at.astimezone(UTC) == datetime(2099, 1, 2, 10, tzinfo=UTC)
    assert do(ana, row, "promises", promise="回电", due_at="2099-01-03T18:00") == 422
    assert do(ana, row, "closing", outcome="withdrawn", cause="误会", lesson="说清楚") == 422
    assert do(ana, row, "kept-promises", promise="回电") == 200
    assert now(row).last(PromiseKept)
    assert do(ana, row, "kept-promises", promise="回电") == 422


@pytest.mark.parametrize(
    "due_at", ["2020-01-01T00:00", "", "明天", "0001-01-01T00:00", "9999-12-31T23:59:99"]
)
def test_a_promise_needs_a_time_that_is_still_to_come(ana: Client, row: CaseIndex, due_at: str) -> None:
    assert do(ana, row, "promises", promise="回电", due_at=due_at) == 422
    assert not now(row).last(PromiseMade)


def test_only_stages_that_may_follow_are_offered_and_the_end_is_none_of_them() -> None:
    for stage in Stage:
        offered = stages_after(stage)
        assert Stage.CLOSED not in offered[1:]
        assert set(offered[1:]) == FOLLOWS[stage] - {Stage.CLOSED}


@pytest.mark.parametrize(
    "form",
    [
        {"stage": "inquiry", "turn": "seller", "because": "x"},
        {"stage": "closed", "turn": "nobody", "because": "x"},
        {"stage": "evidence", "turn": "seller", "because": ""},
        {"stage": "nowhere", "turn": "seller", "because": "x"},
        {"stage": "evidence", "turn": "dog", "because": "x"},
    ],
)
def test_a_move_that_cannot_follow_is_refused_and_the_page_says_why_in_chinese(
    ana: Client, row: CaseIndex, form: dict[str, str]
) -> None:
    before = Entry.objects.count()
    answer = ana.post(f"/cases/{row.pk}/stages", form, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    told = answer.content.decode().split('role="alert"')[1].split("</div>")[0]
    assert any(
        words in told
        for words in ("经过会断掉", "请用“结案”", "没有填写", "请从列表里选", "没有写", "没有记录")
    )
    assert Entry.objects.count() == before


def test_a_ruling_needs_a_platform_that_stepped_in(ana: Client, row: CaseIndex) -> None:
    assert do(ana, row, "rulings", in_favour_of="seller") == 422
    do(ana, row, "stepping-in", because="买家申请")
    assert do(ana, row, "rulings", in_favour_of="carrier") == 422
    assert do(ana, row, "rulings", in_favour_of="seller", amount="12.5", reason="证据充分") == 200
    given = now(row).last(RulingGiven)
    assert given
    assert (given.in_favour_of, given.amount and given.amount.minor) == ("seller", 1250)


def test_evidence_handed_in_names_what_was_handed_in(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "stepping-in")
    assert now(row).last(PlatformSteppedIn)
    assert do(ana, row, "hand-ins", receipt="R-1") == 422
    assert do(ana, row, "hand-ins", exhibit=["weights", "chat"], receipt="R-1") == 200
    sent = now(row).last(EvidenceSubmitted)
    assert sent
    assert (sent.exhibits, sent.receipt) == (("weights", "chat"), "R-1")


def test_the_carrier_answers_a_claim_that_was_filed_and_may_pay_nothing(ana: Client, row: CaseIndex) -> None:
    assert do(ana, row, "carrier-answers", paid="10") == 422
    do(ana, row, "carrier-claims", carrier="中通", amount="129")
    assert do(ana, row, "carrier-answers", paid="") == 422
    assert do(ana, row, "carrier-answers", paid="0", words="已过时效") == 200
    answered = now(row).last(CarrierClaimAnswered)
    assert answered
    assert (answered.carrier, answered.paid.minor) == ("中通", 0)
    assert do(ana, row, "carrier-answers", paid="1") == 422


@pytest.mark.shows("P10")
def test_a_carrier_is_claimed_from_once_and_only_where_the_judgment_may_name_it(
    ana: Client, row: CaseIndex
) -> None:
    assert do(ana, row, "carrier-claims", carrier="中通", amount="129") == 200
    assert do(ana, row, "carrier-claims", carrier="中通", amount="129") == 422
    do(ana, row, "facts", name="pkg_intact", value="true", said_by="buyer")
    do(ana, row, "facts", name="weight_finding", value="equal", said_by="warehouse")
    assert now(row).last(LiabilityJudged).liable == ("none",)
    do(ana, row, "carrier-answers", paid="0")
    assert do(ana, row, "carrier-claims", carrier="中通", amount="129") == 422
    assert len(list(now(row).all(CarrierClaimFiled))) == 1


def test_an_entry_that_was_taken_back_stays_on_the_page_struck_through(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "notes", text="写错的话")
    seq = next(line.seq for line in now(row).lines if isinstance(line.entry.what, NoteWritten))
    form = ana.get(f"/cases/{row.pk}/corrections/new?seq={seq}").content.decode()
    assert f'value="{seq}"' in form
    assert do(ana, row, "corrections", seq=seq, because="") == 422
    assert do(ana, row, "corrections", seq=seq, because="写到别的案子了") == 200
    assert now(row).last(EntryCorrected)
    assert not now(row).last(NoteWritten)
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "写错的话" in page
    assert "taken-back" in page
    assert do(ana, row, "corrections", seq=seq, because="再来") == 422


def test_why_a_case_moved_up_stands_on_its_page(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "escalations", to="supervisor", because="买家要曝光")
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert 'id="moved-up"' in page
    assert "买家要曝光" in page
    row.refresh_from_db()
    assert row.escalated_to == "supervisor"


def test_a_rule_that_moved_a_case_up_shows_its_clause() -> None:
    with translation.override("zh-hans"):
        reader = Reader.of(hire("bo", "supervisor"))
        told = recording.moved_up(opened().add(entry(Escalated("supervisor", CLAUSE))), reader)
    assert told
    assert (told.to, told.reason.says, told.reason.rule) == ("主管", "卖家须在期限内处理", "taobao.reply")
    closed = opened().add(entry(Escalated("supervisor", CLAUSE)), entry(CaseClosed("withdrawn", "a", "b")))
    assert recording.moved_up(closed, reader) is None


def test_a_change_that_is_past_is_not_told_as_one_to_come() -> None:
    reader = Reader.of(hire("ana", "agent"))._replace(now=NOON)
    for hours, told in ((-1, None), (1, NOON + timedelta(hours=1))):
        judged = LiabilityJudged("decided", ("seller",), (CLAUSE,), changes_at=NOON + timedelta(hours=hours))
        found = verdict.verdict(opened().add(entry(judged)), reader)
        assert found
        assert found.changes_at == told


def test_what_can_be_taken_back_is_one_s_own_for_an_agent_and_anything_for_a_supervisor() -> None:
    file = opened().add(entry(NoteWritten("a"), by=ANA), entry(NoteWritten("b"), by=BO))
    last = len(file.lines)
    ana, bo = Reader.of(hire("ana", "agent")), Reader.of(hire("bo", "supervisor"))
    assert recording.by_hand(file, ana).correctable == {last - 1}
    assert recording.by_hand(file, bo).correctable == set(range(2, last + 1))
