"""May this buyer be reached by this channel at this hour?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie.casefile.vocabulary import CHANNELS
from hejie.rulebook import load_rulebook
from hejie.rulebook.contact import read_contact
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake

CONTACT = read_contact((SHIPPED,), ("taobao",))
PLACES = (
    ("Asia/Shanghai", "CN"),
    ("America/Sao_Paulo", "BR"),
    ("America/New_York", "US"),
    ("Europe/Paris", "FR"),
)


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.shows("B12")
def test_nobody_in_brazil_is_called_on_a_saturday_evening_a_sunday_or_a_holiday():
    for when in ("2026-11-28 19:00", "2026-11-29 12:00", "2026-12-25 12:00", "2026-11-25 08:30"):
        assert not CONTACT.is_decent(
            at(when, "America/Sao_Paulo"), "phone", zone="America/Sao_Paulo", country="BR"
        )
    saturday = at("2026-11-28 19:00", "America/Sao_Paulo")
    monday = CONTACT.next_decent(saturday, "phone", zone="America/Sao_Paulo", country="BR")
    assert monday == at("2026-11-30 09:00", "America/Sao_Paulo")


def test_a_written_word_may_go_on_a_sunday_by_day():
    sunday = at("2026-11-29 12:00", "America/Sao_Paulo")
    assert CONTACT.next_decent(sunday, "order_message", zone="America/Sao_Paulo", country="BR") == sunday


@given(st.integers(0, 60 * 24 * 400), st.sampled_from(PLACES), st.sampled_from(sorted(CHANNELS)))
@settings(max_examples=80)
def test_the_next_decent_moment_is_decent_and_never_before(minutes, place, channel):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    zone, country = place
    then = CONTACT.next_decent(now, channel, zone=zone, country=country)
    assert then >= now
    assert CONTACT.is_decent(then, channel, zone=zone, country=country)
    if CONTACT.is_decent(now, channel, zone=zone, country=country):
        assert then == now


def test_what_a_platform_forbids_is_not_among_the_ways():
    rules = load_rulebook()
    for platform in rules.platforms:
        ways = {channel.id for channel in rules.contact.allowed(platform)}
        assert ways
        assert "direct" not in ways
    assert "phone" not in {channel.id for channel in rules.contact.allowed("mercadolibre")}


def test_every_source_that_is_named_exists():
    rules = load_rulebook()
    named = {decency.source for decency in rules.contact.hours.values()}
    named |= {channel.source for listed in rules.contact.channels.values() for channel in listed}
    named |= {rules.contact.source, rules.lines.source, rules.manners.source}
    assert named <= set(rules.definitions.sources)


def test_care_is_said_in_every_language_a_buyer_reads():
    for message in CONTACT.care.values():
        assert set(message.says) >= {"zh-CN", "en", "pt-BR", "es"}
        assert all("{order}" in says for says in message.says.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hours: {FR: {source: team.contact_habits, write: [21, 8], call: [9, 20]}}", "no span of a day"),
        ("feasts: {summer: {countries: [FR], on: [soon], says: {zh-CN: 夏天好, en: Hello}}}", "has no days"),
        ("care: {weather: {expires: 3, rank: 1, says: {zh-CN: 下雨, en: Rain}}}", "weather"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path, text, said):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "contact.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(RuleFileMistake, match=said):
        read_contact((SHIPPED, tmp_path), ("taobao",))


def test_a_channel_nobody_knows_is_refused(tmp_path):
    (tmp_path / "platforms" / "taobao").mkdir(parents=True)
    (tmp_path / "platforms" / "taobao" / "channels.yaml").write_text(
        "channels: {pigeon: {allowed: true, source: team.preset, says: {zh-CN: 信鸽, en: Pigeon}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleFileMistake, match="pigeon"):
        read_contact((SHIPPED, tmp_path), ("taobao",))


def test_hours_for_all_other_countries_are_required(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "contact.yaml").write_text(
        "source: team.preset\nhours: {FR: {source: team.preset, write: [8, 20], call: [9, 20]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleFileMistake, match="other countries"):
        read_contact((tmp_path,), ())
