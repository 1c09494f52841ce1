"""Which old customers are written to, and when?"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hejie.prevention.loyalty import Customer, Wanted, greetings, offers, revisits
from hejie.prevention.pacing import Contacted, Reader
from hejie.rulebook import load_rulebook
from tests.cast import NOON, hours

RULES = load_rulebook()
READER = Reader("Chen", "taobao", "zh-CN", "Asia/Shanghai", "CN")
CHEN = Customer(READER, 3, NOON - timedelta(days=90), "保温杯", ("tea",))
BUYER = ("taobao", "Chen")
NEW_YEAR = datetime(2027, 2, 6, 2, tzinfo=UTC)  # ten in the morning of the spring festival
ALL = Wanted()


def sent(*days, about="revisit", at=NOON):
    return {BUYER: tuple(Contacted(about, at - timedelta(days=back)) for back in days)}


@pytest.mark.shows("T3")
def test_old_customers_are_greeted_on_the_feasts_of_their_country():
    (letter,) = greetings([CHEN], {}, rules=RULES, at=NEW_YEAR)
    assert (letter.occasion, letter.due_at) == ("spring_festival", NEW_YEAR)
    assert letter.text.startswith("Chen，新年好！")
    assert greetings([CHEN], {}, rules=RULES, at=NEW_YEAR + timedelta(days=1)) == ()
    brazilian = replace(CHEN, reader=Reader("Bruna", "aliexpress", "pt-BR", "America/Sao_Paulo", "BR"))
    assert greetings([brazilian], {}, rules=RULES, at=NEW_YEAR) == ()


def test_a_greeting_that_could_only_come_the_day_after_is_none():
    assert greetings([CHEN], {}, rules=RULES, at=NEW_YEAR + hours(13)) == ()


@pytest.mark.shows("T3")
def test_a_batch_goes_to_those_who_fit_the_filter_and_have_not_ordered_for_a_while():
    recent = replace(CHEN, last_order_at=NOON - timedelta(days=9))
    once = replace(CHEN, orders=1)
    (letter,) = revisits([CHEN, recent, once], Wanted(tags=("tea",), goods="杯"), {}, rules=RULES, at=NOON)
    assert "保温杯" in letter.text
    for wanted in (Wanted(tags=("coffee",)), Wanted(platforms=("pinduoduo",)), Wanted(countries=("BR",)),
                   Wanted(goods="碗"), Wanted(least_orders=4)):  # fmt: skip
        assert revisits([CHEN], wanted, {}, rules=RULES, at=NOON) == ()


@pytest.mark.shows("T3")
def test_regular_customers_are_offered_something_by_a_letter_that_grants_nothing():
    (letter,) = offers([CHEN], ALL, {}, rules=RULES, at=NOON)
    assert "第 3 次" in letter.text
    assert letter.about == "loyalty"


@pytest.mark.parametrize("changed", [{"refuses": True}, {"in_dispute": True}])
def test_who_refuses_or_quarrels_is_left_in_peace(changed):
    assert offers([replace(CHEN, **changed)], ALL, {}, rules=RULES, at=NOON) == ()


@pytest.mark.shows("T3")
def test_letters_are_a_month_apart_and_eight_a_year():
    assert offers([CHEN], ALL, sent(29), rules=RULES, at=NOON) == ()
    assert offers([CHEN], ALL, sent(31), rules=RULES, at=NOON)
    assert offers([CHEN], ALL, sent(*range(31, 31 + 8 * 31, 31)), rules=RULES, at=NOON) == ()
    assert offers([CHEN], ALL, sent(*range(31, 31 + 7 * 31, 31)), rules=RULES, at=NOON)


def test_a_message_about_a_parcel_an_hour_ago_makes_the_letter_wait():
    (letter,) = offers([CHEN], ALL, {BUYER: (Contacted("shipped", NOON - hours(1)),)}, rules=RULES, at=NOON)
    assert letter.due_at == NOON + hours(2)


@pytest.mark.shows("T3")
@given(
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(["loyalty", "revisit"])), min_size=5, max_size=25)
)
@settings(max_examples=25)
def test_whatever_a_shop_starts_the_limits_of_letters_are_never_broken(starts):
    now, gone = NOON, []
    for days, kind in starts:
        now += timedelta(days=days)
        customer = replace(CHEN, last_order_at=now - timedelta(days=99))
        ask = revisits if kind == "revisit" else offers
        for letter in ask([customer], ALL, {BUYER: tuple(gone)}, rules=RULES, at=now):
            gone.append(Contacted(letter.about, letter.due_at))
    times = [one.at for one in gone]
    assert all(later - earlier >= timedelta(days=30) for earlier, later in pairwise(times))
    assert all(sum(time - timedelta(days=365) < other <= time for other in times) <= 8 for time in times)
    assert all(8 <= time.astimezone(ZoneInfo("Asia/Shanghai")).hour < 22 for time in times)
