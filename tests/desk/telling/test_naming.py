"""Is every code called by a name that its reader knows?"""

from hejie.casefile import vocabulary
from hejie.desk import house
from hejie.desk.telling import naming


def test_facts_values_and_remedies_are_called_in_the_reader_s_language() -> None:
    assert naming.fact("pkg_intact", "zh-CN") == "签收时外包装完好"
    assert naming.value("platform", "taobao", "en") == "Taobao"
    assert naming.remedies("zh-CN")["reship"]
    assert naming.outcome("liability", "carrier", "en")


def test_a_code_without_a_name_shows_as_itself() -> None:
    assert naming.fact("some_new_fact", "zh-CN") == "some_new_fact"
    assert naming.value("platform", "somewhere", "zh-CN") == "somewhere"
    assert naming.outcome("no_decision", "x", "en") == "x"


def test_a_text_without_the_language_is_shown_in_english_or_as_it_is() -> None:
    assert naming.said({"en": "a", "pt-BR": "b"}, "zh-CN") == "a"
    assert naming.said({"pt-BR": "b"}, "zh-CN") == "b"
    assert naming.said({}, "zh-CN") == ""


def test_every_fact_that_a_rule_reads_is_named_in_both_languages() -> None:
    for name in house.rules().definitions.facts:
        for language in ("zh-CN", "en"):
            assert naming.names(language)[name]


def test_codes_of_the_case_file_win_over_those_of_the_rules() -> None:
    for language in ("zh-CN", "en"):
        assert naming.names(language)["supervisor"] == vocabulary.ROLES["supervisor"][language]


def test_what_was_found_in_a_route_is_told_in_words() -> None:
    assert naming.names("zh-CN")["delivered_neighbour"] == "邻居代收"
    assert naming.names("es")["refused_by_scan"] != "refused_by_scan"


def test_what_an_export_says_of_the_goods_is_told_in_words() -> None:
    assert naming.value("goods_status", "received", "zh-CN") != "received"
    assert naming.value("goods_status", "lost", "zh-CN") == "lost"
