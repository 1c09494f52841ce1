"""Does each thing a person does become an entry of that person, and is what they may not do refused?"""

from datetime import UTC, datetime

import pytest
from django.test import Client

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    ApprovalAnswered,
    ApprovalAsked,
    CaseClosed,
    CaseReopened,
    CaseTaken,
    FactStated,
    MessageReceived,
    MessageSent,
    NoteWritten,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
    PlatformSteppedIn,
    SettlementAgreed,
    StepDone,
)
from hejie.casefile.stages import Stage
from hejie.desk import house, models
from hejie.desk.cases import store
from hejie.desk.models import CaseIndex
from tests.desk.team import LAMPS, desk_of, do, hire, two_shops

pytestmark = pytest.mark.usefixtures("store_on")


@pytest.fixture
def row() -> CaseIndex:
    """Chen's missing item in the lamp shop, as the rooms left it."""
    lamps, _ = two_shops()
    at = datetime.now(UTC)
    store.change(lamps.case_id, lambda file: house.following(file, (), at=at))
    lamps.refresh_from_db()
    return lamps


@pytest.fixture
def ana(row: CaseIndex) -> Client:
    """Ana of the lamp shop at her desk."""
    return desk_of(hire("ana", "agent", LAMPS))


@pytest.fixture
def bo(row: CaseIndex) -> Client:
    """Bo, who supervises the lamp shop."""
    return desk_of(hire("bo", "supervisor", LAMPS))


def now(row: CaseIndex) -> CaseFile:
    return store.load(row.case_id)


def remedy(row: CaseIndex, *, grantable: bool) -> str:
    weighed = now(row).last(OffersWeighed)
    assert weighed
    return next(
        offer.remedy for offer in weighed.offers if offer.grantable is grantable and not offer.why_not
    )


def test_what_ana_does_is_signed_with_her_name_and_role(ana: Client, row: CaseIndex) -> None:
    assert do(ana, row, "notes", text="问过仓库了") == 200
    line = next(line for line in now(row).lines if isinstance(line.entry.what, NoteWritten))
    assert (line.entry.by.role, line.entry.by.name) == ("agent", "ana")


@pytest.mark.parametrize(
    ("noun", "form", "kind"),
    [
        ("taking", {}, CaseTaken),
        ("messages", {"text": "您好", "language": "zh-CN"}, MessageSent),
        ("buyer-messages", {"text": "还没收到"}, MessageReceived),
        ("facts", {"name": "pkg_intact", "value": "false"}, FactStated),
        ("stepping-in", {"because": "买家申请"}, PlatformSteppedIn),
        ("closing", {"outcome": "withdrawn", "cause": "误会", "lesson": "说清楚"}, CaseClosed),
    ],
)
def test_each_action_becomes_an_entry(
    ana: Client, row: CaseIndex, noun: str, form: dict[str, str], kind: type
) -> None:
    before = len(list(now(row).all(kind)))
    assert do(ana, row, noun, **form) == 200
    assert len(list(now(row).all(kind))) > before


def test_when_the_platform_steps_in_the_case_is_in_its_evidence_phase(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "stepping-in")
    assert now(row).stage is Stage.EVIDENCE
    assert CaseIndex.objects.get(pk=row.pk).stepped_in


@pytest.mark.parametrize(
    ("noun", "form"),
    [
        ("notes", {"text": "  "}),
        ("facts", {"name": "pkg_intact", "value": "maybe"}),
        ("facts", {"name": "no_such_fact", "value": "1"}),
        ("offers", {"remedy": "the_moon"}),
        ("approvals", {"granted": "yes"}),
        ("closing", {"outcome": "withdrawn", "cause": "误会", "lesson": ""}),
        ("reopening", {"because": "x"}),
    ],
)
def test_what_cannot_be_done_is_refused_with_words_and_leaves_no_trace(
    ana: Client, row: CaseIndex, noun: str, form: dict[str, str]
) -> None:
    before = models.Entry.objects.count()
    answer = ana.post(f"/cases/{row.pk}/{noun}", form, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert models.Entry.objects.count() == before


def test_an_offer_within_the_limit_is_made_and_its_acceptance_settles_it_step_by_step(
    ana: Client, row: CaseIndex
) -> None:
    chosen = remedy(row, grantable=True)
    assert do(ana, row, "offers", remedy=chosen) == 200
    assert do(ana, row, "answers", answer="accepted") == 200
    settled = now(row).last(SettlementAgreed)
    assert settled
    assert settled.remedy == chosen
    for step in settled.steps:
        assert do(ana, row, "steps", step=step.step) == 200
    assert len(list(now(row).all(StepDone))) == len(settled.steps)
    assert do(ana, row, "closing", outcome="reshipped", cause="漏装", lesson="复核") == 200


def test_an_offer_beyond_the_limit_asks_for_approval_and_only_the_approved_sum_may_then_be_offered(
    ana: Client, bo: Client, row: CaseIndex
) -> None:
    chosen = remedy(row, grantable=False)
    do(ana, row, "offers", remedy=chosen, gives="100")
    assert now(row).last(ApprovalAsked)
    assert not now(row).last(OfferMade)
    assert do(ana, row, "approvals", granted="yes") == 422
    assert do(bo, row, "approvals", granted="yes", because="老客户") == 200
    answered = now(row).last(ApprovalAnswered)
    assert answered
    assert answered.granted
    do(ana, row, "offers", remedy=chosen, gives="120")
    assert not now(row).last(OfferMade)
    do(bo, row, "approvals", granted="no")
    do(ana, row, "offers", remedy=chosen, gives="100")
    assert not now(row).last(OfferMade)


def test_an_approved_offer_is_made_without_asking_again(ana: Client, bo: Client, row: CaseIndex) -> None:
    chosen = remedy(row, grantable=False)
    do(ana, row, "offers", remedy=chosen, gives="100")
    do(bo, row, "approvals", granted="yes")
    assert do(ana, row, "offers", remedy=chosen, gives="100") == 200
    made = now(row).last(OfferMade)
    assert made
    assert made.gives
    assert made.gives.minor == 10000


def test_a_counter_offer_keeps_the_sum_the_buyer_named(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "offers", remedy=remedy(row, grantable=True))
    do(ana, row, "answers", answer="countered", counter="66.60", words="少了")
    answered = now(row).last(OfferAnswered)
    assert answered
    assert answered.counter
    assert (answered.counter.minor, answered.words) == (6660, "少了")


def test_nobody_accepts_what_was_not_offered(ana: Client, row: CaseIndex) -> None:
    assert do(ana, row, "answers", answer="accepted") == 422
    assert (
        do(ana, row, "answers", answer="countered", counter="5.00") == 200
    )  # what a buyer asks for by themselves
    assert [one.answer for one in now(row).all(OfferAnswered)] == ["countered"]


def test_the_same_answer_to_the_same_offer_is_recorded_once(ana: Client, row: CaseIndex) -> None:
    chosen = remedy(row, grantable=True)
    for answer in ("refused", "refused", "accepted", "accepted"):
        if now(row).last(OfferMade) is None:
            do(ana, row, "offers", remedy=chosen)
        assert do(ana, row, "answers", answer=answer) == 200
    assert [one.answer for one in now(row).all(OfferAnswered)] == ["refused", "accepted"]
    assert len(list(now(row).all(SettlementAgreed))) == 1


def test_who_has_a_case_takes_it_no_second_time(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "taking")
    do(ana, row, "taking")
    assert len(list(now(row).all(CaseTaken))) == 1


def test_a_closed_case_comes_back_when_somebody_says_why(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "closing", outcome="withdrawn", cause="误会", lesson="说清楚")
    assert do(ana, row, "reopening", because="买家又来了") == 200
    assert now(row).last(CaseReopened)
    assert now(row).is_open


def test_without_htmx_an_action_leads_back_to_the_case(ana: Client, row: CaseIndex) -> None:
    answer = ana.post(f"/cases/{row.pk}/notes", {"text": "x"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cases/{row.pk}")


def test_a_buyer_s_words_are_shown_and_never_run(ana: Client, row: CaseIndex) -> None:
    do(ana, row, "buyer-messages", text="<script>alert(1)</script>")
    page = ana.get(f"/cases/{row.pk}").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_why_ana_chose_a_dearer_remedy_stays_in_the_story(ana: Client, row: CaseIndex) -> None:
    weighed = now(row).last(OffersWeighed)
    assert weighed is not None
    free = next(one for one in weighed.offers[1:] if one.grantable and not one.why_not)
    do(ana, row, "offers", remedy=free.remedy, because="买家急用")
    kinds = [line.entry.what for line in now(row).standing]
    assert any(isinstance(what, OfferMade) and what.remedy == free.remedy for what in kinds)
    assert NoteWritten("买家急用") in kinds
