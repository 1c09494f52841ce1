"""Does the case page tell everything that is known: reasons with their sources, questions, costs, clocks, evidence?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AttachmentAdded,
    ClockMissed,
    EntryCorrected,
    EvidenceListed,
    Exhibit,
    FactAsked,
    FactStated,
    Ground,
    Happening,
    LiabilityJudged,
    MessageDrafted,
    MessageReceived,
    MessageSent,
    NoteWritten,
    Offer,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
    PromiseMade,
)
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.parties import SYSTEM, Role
from hejie.desk.telling import clocks, evidence, facts, message, offers, story, verdict
from hejie.desk.telling.reader import Reader
from tests.desk.cast import ANA, CLAUSE, NOON, entry, opened
from tests.desk.team import hire

pytestmark = pytest.mark.usefixtures("store_on")
SAYS = {"zh-CN": "外包装破损由物流承担", "en": "The carrier answers"}
SOURCED = Ground("r.1", SAYS, "售后手册", "2024-03", "secondary", ("not pkg_intact [pkg_intact false]",))


@pytest.fixture
def reader() -> Reader:
    """Ana, who reads Chinese, at noon."""
    with translation.override("zh-hans"):
        return Reader.of(hire("ana", "agent"))._replace(now=NOON)


def case(*happened: Happening) -> CaseFile:
    return opened().add(*(entry(what) for what in happened))


def test_a_verdict_shows_rule_clause_source_date_and_grade(reader: Reader) -> None:
    told = verdict.verdict(case(LiabilityJudged("decided", ("carrier",), (SOURCED,))), reader)
    assert told
    assert (told.liable, told.status_label) == (("承运商",), "已判定")
    reason = told.reasons[0]
    assert (reason.says, reason.rule, reason.source, reason.dated, reason.grade) == (
        "外包装破损由物流承担", "r.1", "售后手册", "2024-03", "secondary",
    )  # fmt: skip


def test_a_case_that_was_not_judged_has_no_verdict(reader: Reader) -> None:
    assert verdict.verdict(opened(), reader) is None


def test_a_question_shows_whom_to_ask_and_where_each_answer_leads(reader: Reader) -> None:
    asked = FactAsked("pkg_intact", Role.BUYER, leads_to={"true": ("seller", "none"), "false": ("carrier",)})
    question = verdict.questions(case(asked), reader)[0]
    assert (question.label, question.of) == ("签收时外包装完好", "买家")
    assert [(one.code, one.leads_to, one.settles) for one in question.choices] == [
        ("true", "卖家 / 无人有责", False),
        ("false", "承运商", True),
    ]


def test_missing_facts_stand_first_and_what_bears_on_nothing_is_folded_away(reader: Reader) -> None:
    judged = LiabilityJudged("pending", ("carrier", "none"), (SOURCED,), missing=("w_carrier",))
    told = facts.facts(
        case(judged, FactStated(known("pkg_intact", False)), FactStated(known("attempts", 2))), reader
    )
    shown = [fact.name for fact in told if not fact.quiet]
    assert shown == ["w_carrier", "pkg_intact"]
    assert next(fact for fact in told if fact.name == "pkg_intact").value == "否"


def test_the_parts_of_a_cost_fill_its_bar(reader: Reader) -> None:
    cheap = Offer("coupon", Money(500, "CNY"), Money(500, "CNY"), {"coupon": 500}, CLAUSE)
    dear = Offer("refund_only", Money(2000, "CNY"), Money(1500, "CNY"), {"refund": 1500, "goods": 500}, CLAUSE,
                 grantable=False, needs="supervisor")  # fmt: skip
    told = offers.offers(case(OffersWeighed((cheap, dear))), reader)
    assert [(part.start, part.width) for part in told[1].parts] == [(0.0, 75.0), (75.0, 25.0)]
    assert told[0].parts[0].width == 25.0
    assert [offer.state for offer in told] == ["free", "needs_approval"]


def test_an_offer_waits_until_the_buyer_answers(reader: Reader) -> None:
    assert offers.deal(case(OfferMade("coupon")), reader).offered
    assert not offers.deal(case(OfferMade("coupon"), OfferAnswered("refused")), reader).offered


def test_clocks_and_promises_run_side_by_side_the_next_one_first(reader: Reader) -> None:
    file = case(PromiseMade("回电", NOON + timedelta(hours=1)))
    assert clocks.running(file, reader)[0].label == "回电"
    assert clocks.running(file, reader)[1].otherwise == "视为同意退款"
    missed = ClockMissed("reply", NOON, {"zh-CN": "视为同意退款"})
    assert [clock.consequence for clock in clocks.missed(case(missed), reader)] == ["视为同意退款"]


def test_evidence_counts_what_is_required_and_lists_the_files(reader: Reader) -> None:
    listed = EvidenceListed(
        (
            Exhibit("a", {"zh-CN": "称重图"}, {"zh-CN": "重量"}, Role.WAREHOUSE, at_hand="x"),
            Exhibit("b", {"zh-CN": "聊天"}, {"zh-CN": "说法"}, Role.SELLER),
            Exhibit("c", {"zh-CN": "视频"}, {"zh-CN": "开箱"}, Role.BUYER, required=False),
        )
    )
    told = evidence.evidence(case(listed, AttachmentAdded("a.png", "f" * 64, 1, "image/png")), reader)
    assert (told.have, told.need, len(told.lines), len(told.files)) == (1, 2, 3, 1)


def test_the_draft_is_the_last_one_and_says_what_is_still_to_be_filled_in(reader: Reader) -> None:
    drafted = MessageDrafted("您好", "zh-CN", "missing_item.first_reply", missing=("tracking_no",))
    assert message.draft(case(drafted), reader).missing == ("运单号",)
    assert not message.draft(case(drafted), reader).sent
    assert message.draft(case(drafted, MessageSent("您好", "zh-CN")), reader).sent
    assert message.draft(opened(), reader).text == ""
    assert message.last_words(case(MessageReceived(Role.BUYER, "少了一件"))) == "少了一件"


def test_a_picture_in_the_story_is_shown_and_not_only_named(reader: Reader) -> None:
    film, photo = (
        AttachmentAdded(name, "f" * 64, 1, kind)
        for name, kind in (("a.mp4", "video/mp4"), ("b.png", "image/png"))
    )
    (day,) = story.story(case(film, photo), reader)
    assert {told.is_picture for told in day.entries if told.sha256} == {True, False}


def test_the_story_is_told_by_the_time_it_happened_newest_first(reader: Reader) -> None:
    early = entry(NoteWritten("早"), at=NOON - timedelta(days=1), by=ANA)
    days = story.story(opened().add(early), reader)
    assert [day.date for day in days] == ["2026-11-24", "2026-11-23"]
    assert days[1].entries[0].quote == "早"


def test_a_row_of_like_steps_of_the_house_is_one_line_to_unfold(reader: Reader) -> None:
    stated = [entry(FactStated(known("attempts", count)), by=SYSTEM) for count in range(5)]
    with translation.override("zh-hans"):
        days = story.story(opened().add(*stated), reader)
    assert (days[0].entries[0].sentence, len(days[0].entries[0].folded)) == ("记录了 5 项事实", 5)


def test_an_entry_that_was_taken_back_stays_readable_and_marked(reader: Reader) -> None:
    file = opened().add(entry(NoteWritten("写错了"), by=ANA), entry(EntryCorrected(4, "写错"), by=ANA))
    told = {one.seq: one for day in story.story(file, reader) for one in day.entries}
    assert (told[4].counts, told[4].quote) == (False, "写错了")


def test_every_kind_of_entry_has_a_look_of_its_own() -> None:
    kinds = {kind.__name__ for kind in Happening.__subclasses__()}
    assert kinds == set(story.LOOKS), kinds ^ set(story.LOOKS)


def test_times_are_told_in_the_zone_of_the_shop(reader: Reader) -> None:
    late = entry(NoteWritten("x"), at=datetime(2026, 11, 24, 20, tzinfo=UTC), by=ANA)
    in_brazil = reader._replace(zone="America/Sao_Paulo")
    assert story.story(opened().add(late), reader)[0].date == "2026-11-25"
    assert story.story(opened().add(late), in_brazil)[0].date == "2026-11-24"


def test_the_line_of_clocks_gives_near_deadlines_more_room(reader: Reader) -> None:
    promises = [PromiseMade(f"{hours} h", NOON + timedelta(hours=hours)) for hours in (1, 16, 100)]
    running = clocks.running(case(*promises), reader)
    marks = {mark.clock.label: mark.x for mark in clocks.line(running, reader)}
    assert (marks["1 h"], marks["16 h"], marks["100 h"]) == (10.0, 40.0, 100.0)
    late = clocks.line(clocks.running(case(PromiseMade("late", NOON - timedelta(hours=1))), reader), reader)
    assert next(mark.x for mark in late if mark.clock.label == "late") == 0.0
