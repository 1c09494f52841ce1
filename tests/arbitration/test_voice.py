"""In which language does each platform decide, and is what has no translation marked rather than hidden?"""

import pytest

from hejie.arbitration.voice import Voice, language_of, zone_of
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment, Weight
from tests.cast import NOON, opened


@pytest.mark.parametrize(
    ("platform", "site", "language", "zone"),
    [
        ("taobao", "", "zh-CN", "Asia/Shanghai"),
        ("mercadolibre", "MLB", "pt-BR", "America/Sao_Paulo"),
        ("mercadolibre", "MLM", "es", "America/Mexico_City"),
        ("mercadolibre", "", "pt-BR", "America/Sao_Paulo"),
        ("aliexpress", "BR", "en", "America/Sao_Paulo"),
    ],
)
def test_each_platform_decides_in_its_language_and_on_its_clock(rules, platform, site, language, zone):
    facts = (known("site", site),) if site else ()
    file = opened(*facts, platform=platform, claim="not_received")
    assert (language_of(file, rules), zone_of(file, rules)) == (language, zone)


def test_values_are_written_as_a_reviewer_reads_them(rules):
    voice = Voice("pt-BR", "America/Sao_Paulo", rules)
    assert voice.value("delivered", True) == "sim"
    assert voice.value("amount", Money.of("89.9", "BRL")) == "R$\xa089,90"
    assert voice.value("w_item", Weight(1240)) == "1240 g"
    assert voice.value("signed_at", Moment(NOON)) == "11/11/2026 01:00"
    assert voice.value("parcel_state", "delivered") == "entregue"
    assert voice.untranslated == {}


def test_a_text_without_a_translation_is_marked_and_remembered_unless_one_was_given(rules):
    voice = Voice("es", "UTC", rules, {"rule.b": "Dos"})
    assert voice.say({"en": "One"}, "rule.a") == "One [EN]"
    assert voice.say({"en": "Two"}, "rule.b") == "Dos"
    assert voice.say({"en": "Three", "es": "Tres"}, "rule.c") == "Tres"
    assert voice.untranslated == {"rule.a": ("One", "en")}


def test_a_code_that_nobody_named_is_shown_as_it_is(rules):
    assert Voice("zh-CN", "UTC", rules).label("ROLES", "drone") == "drone"


def test_a_remedy_is_called_what_the_platform_calls_it(rules):
    assert Voice("zh-CN", "UTC", rules).remedy("partial_refund") == "部分退款（保留商品）"
    assert Voice("zh-CN", "UTC", rules).remedy("unheard_of").startswith("unheard_of")
