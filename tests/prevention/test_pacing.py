"""When may Chen next be written to?"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.prevention.pacing import Contacted, Pace, Reader, care_pace, next_slot, writing_channel
from hejie.rulebook import load_rulebook
from tests.cast import NOON, hours

RULES = load_rulebook()
CONTACT = RULES.contact
CHEN = Reader("Chen", "taobao", "zh-CN", "Asia/Shanghai", "CN")


def slot(at, *sent, pace=None):
    told = [Contacted("shipped", when) for when in sent]
    return next_slot(at, CHEN, "platform_chat", told, (pace or care_pace(2, 3),), CONTACT)


def test_nobody_is_written_to_at_night_or_right_after_the_last_message():
    assert slot(NOON) == NOON
    assert slot(NOON, NOON - hours(1)) == NOON + hours(2)
    midnight = NOON + hours(12)
    assert slot(midnight) == midnight + hours(8)


def test_after_two_messages_in_a_day_the_third_waits_until_the_first_is_a_day_old():
    assert slot(NOON, NOON - hours(5), NOON - hours(9)) == NOON + hours(
        20
    )  # a day after the first is night in Shanghai


@given(st.lists(st.integers(0, 80), max_size=6), st.integers(1, 3), st.integers(0, 8))
@settings(max_examples=60)
def test_no_slot_ever_breaks_the_pace_or_the_night(before, most, gap):
    pace, sent = Pace(most, timedelta(days=1), hours(gap)), []
    for back in sorted(before, reverse=True):
        then = slot(NOON - hours(back), *sent, pace=pace)
        assert then >= NOON - hours(back)
        assert 8 <= then.astimezone(ZoneInfo(CHEN.zone)).hour < 22
        assert all(abs(then - other) >= hours(gap) for other in sent)
        assert sum(abs(then - other) < timedelta(days=1) for other in sent if other <= then) < most
        sent.append(then)


def test_the_way_is_one_the_platform_allows_and_nobody_has_to_answer():
    assert writing_channel(CHEN, CONTACT).id == "platform_chat"
    assert writing_channel(Reader("Chen", "mercadolibre", "es", "UTC"), CONTACT).id == "order_message"
    assert writing_channel(Reader("Chen", "elsewhere", "es", "UTC"), CONTACT) is None
