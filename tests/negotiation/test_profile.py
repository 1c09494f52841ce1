"""What is Chen's manner, and how does it bend the tone?"""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.entries import MessageReceived, MessageSent, OfferAnswered, OffersWeighed
from hejie.casefile.parties import Role
from hejie.language.lint import Draft, lint
from hejie.negotiation import next_move
from hejie.negotiation.profile import Profile, Trait, adapt, profile
from hejie.remedy import weigh
from tests.cast import ANA, CHEN, NOON, happened, hours, opened, then, yuan


def heard(*texts, gap=2.0, file=None, **case):
    """A case in which Chen wrote these words, some hours apart."""
    file = file or opened(**case)
    for place, text in enumerate(texts):
        file = then(
            file, MessageReceived(Role.BUYER, text, "zh-CN", "旺旺"), at=NOON + hours(gap * place), by=CHEN
        )
    return file


def known(*files, rules):
    return profile(files, rules=rules, at=NOON + hours(999))


@pytest.mark.shows("T3")
@pytest.mark.parametrize(
    ("words", "about", "manner"),
    [
        ("帮我看看哪个好", "choice", "wants_advice"),
        ("我已经决定了，就要退款", "choice", "decides_alone"),
        ("怎么还没到，赶紧", "pace", "hasty"),
        ("不急，慢慢来", "pace", "unhurried"),
        ("能不能便宜点", "price", "strict_on_price"),
        ("这个线头太多了", "quality", "strict_on_quality"),
    ],
)
def test_a_manner_that_shows_twice_is_known_with_the_words_that_show_it(rules, words, about, manner):
    found = known(heard(words, words), rules=rules)
    trait = found.trait(about)
    assert trait.manner == manner
    assert trait.evidence[0].says["zh-CN"] == f"2026年11月11日：“{words}”"
    assert len(trait.evidence) == 2


def test_once_is_no_habit_and_silence_shows_nothing(rules):
    assert known(heard("快点"), rules=rules).traits == ()
    assert known(opened(), rules=rules) == Profile(())


def test_who_shows_two_opposite_manners_has_neither(rules):
    assert known(heard("快点", "快点", "不急", "慢慢来"), rules=rules).trait("pace") is None


@pytest.mark.shows("T3")
def test_what_is_done_shows_a_manner_as_well_as_what_is_said(rules):
    again = heard("在吗", "在吗？", "人呢", gap=0.2)
    assert (
        known(again, rules=rules)
        .trait("pace")
        .evidence[0]
        .says["en"]
        .endswith("wrote again after 12 minutes")
    )
    bargained = then(opened(), *[OfferAnswered("countered", yuan("20"))] * 1)
    bargained = then(bargained, OfferAnswered("countered", yuan("25")), at=NOON + hours(1))
    assert "¥25.00" in known(bargained, rules=rules).trait("price").evidence[0].says["zh-CN"]
    slow = opened()
    for day in (1, 3):
        slow = then(slow, MessageSent("您好", "zh-CN"), at=NOON + hours(24 * day))
        slow = then(slow, MessageReceived(Role.BUYER, "好"), at=NOON + hours(24 * day + 30), by=CHEN)
    assert known(slow, rules=rules).trait("pace").manner == "unhurried"


def test_two_complaints_about_quality_show_whom_quality_matters_to(rules):
    found = known(opened(claim="quality"), then(opened(claim="quality")), rules=rules)
    assert found.trait("quality") is None  # the same case twice is one
    other = opened(claim="not_as_described", platform="pinduoduo")
    assert known(opened(claim="quality"), other, rules=rules).trait("quality").manner == "strict_on_quality"


@pytest.mark.shows("T3")
def test_the_way_a_buyer_mostly_writes_is_known(rules):
    found = known(heard("您好", "在吗", "好"), rules=rules)
    assert (found.channel, found.channel_says["en"]) == ("旺旺", "wrote 3 times by 旺旺")


@pytest.mark.shows("T3")
@given(
    st.sets(st.sampled_from(["wants_advice", "hasty", "unhurried", "strict_on_price", "strict_on_quality"]))
)
def test_whatever_a_buyer_is_like_their_message_stays_whole(rules, manners):
    traits = tuple(Trait(rules.manners.manners[one].about, one, {}, ()) for one in sorted(manners))
    text = "我们可以为您全额退款，金额 ¥128.00。"
    adapted = adapt(text, Profile(traits), "zh-CN", rules=rules)
    assert text in adapted.text
    assert adapted.text.replace(text, "").strip().replace("\n", "") == adapted.before + adapted.after
    assert bool(adapted.because) is bool(manners)


@pytest.mark.shows("T3")
def test_a_hasty_buyer_hears_the_answer_first_and_is_owed_the_same(rules):
    calm, hasty = heard("少了一个杯子", "少了一个杯子"), heard("少了一个杯子，赶紧", "怎么还没人理我，快点")
    drafts, offers = [], []
    for file in (calm, hasty):
        file = file.add(*weigh(file, rules=rules, at=NOON + hours(3), by=ANA))
        offers.append([(one.remedy, one.gives, one.grantable) for one in file.last(OffersWeighed).offers])
        (drafted,) = happened(next_move(file, rules=rules, at=NOON + hours(3), by=ANA))
        drafts.append(drafted)
    assert offers[0] == offers[1]
    assert drafts[1].text.startswith("先说结果：")
    assert drafts[0].text in drafts[1].text


def test_the_words_that_a_manner_adds_pass_the_check_of_messages(rules):
    for manner in rules.manners.manners.values():
        for language in ("zh-CN", "en", "pt-BR", "es"):
            for words in (manner.before.get(language), manner.after.get(language)):
                assert not words or lint(Draft(words, language), rules.wordings) == ()


def test_the_day_of_what_was_said_is_the_one_of_the_buyer_s_calendar(rules):
    late = NOON.astimezone(UTC).replace(
        hour=17
    )  # after midnight in China, still the day before in world time
    file = opened()
    for place in range(6):
        what = MessageReceived(Role.BUYER, "赶紧，快点", "zh-CN", "旺旺")
        file = then(file, what, at=late + hours(24 * place), by=CHEN)
    (trait,) = profile([file], rules=rules, at=late + hours(999)).traits

    newest = trait.evidence[0]
    local = newest.at.astimezone(ZoneInfo("Asia/Shanghai"))
    assert f"{local.month}月{local.day}日" in newest.says["zh-CN"]
