"""The right words for the claim, the situation and the reason, in the buyer's language."""

from pathlib import Path

import pytest

from hejie.language import render
from hejie.rulebook.mistakes import NoSuch, RuleFileMistake
from hejie.rulebook.script_library import Script, ScriptLibrary, load_scripts

LIBRARY = load_scripts()
EVERY = [script for language in LIBRARY.languages for script in LIBRARY.all(language)]
IN_SCOPE = (
    "refund_only",
    "return_refund",
    "not_received",
    "stalled",
    "missing_item",
    "cod_refused",
    "late_shipment",
    "no_reason_return",
)


@pytest.mark.shows("C4")
def test_a_refusal_is_answered_by_its_reason() -> None:
    assert LIBRARY.script("cod_refused", "offer", "pt-BR", "price").id == "cod_refused.offer.price"
    assert LIBRARY.script("cod_refused", "offer", "pt-BR").id == "cod_refused.offer"
    assert LIBRARY.script("cod_refused", "settled", "pt-BR", "price").id == "general.settled"


def test_a_claim_without_words_of_its_own_gets_the_general_ones() -> None:
    assert LIBRARY.script("other", "first_reply", "es").id == "general.first_reply"


def test_a_buyer_who_writes_another_portuguese_is_answered_in_ours() -> None:
    assert LIBRARY.script("stalled", "progress", "pt").language == "pt-BR"
    assert LIBRARY.script("stalled", "progress", "es-MX").language == "es"


def test_a_situation_nobody_wrote_for_is_refused_by_name() -> None:
    with pytest.raises(NoSuch, match="shouting"):
        LIBRARY.script("stalled", "shouting", "en")


@pytest.mark.shows("B11")
def test_every_script_is_written_in_all_four_languages_and_none_is_behind() -> None:
    assert LIBRARY.untranslated() == ()
    assert [script.id for script in EVERY if script.behind] == []


@pytest.mark.shows("C8", "P1", "C5", "T5", "T7", "P4")
def test_every_claim_in_scope_has_words_for_every_situation() -> None:
    for claim in IN_SCOPE:
        for situation in LIBRARY.situations:
            for language in LIBRARY.languages:
                script = LIBRARY.script(claim, situation, language)
                assert (script.language, script.untranslated) == (language, "")
        assert f"{claim}.first_reply" in LIBRARY.scripts


@pytest.mark.parametrize("script", EVERY, ids=lambda script: f"{script.language}/{script.id}")
def test_a_script_renders_with_all_its_slots_and_with_only_those_it_must_have(script: Script) -> None:
    example = {name: slot.example[script.language] for name, slot in LIBRARY.slots.items()}
    assert render(script, example).is_ready
    bare = render(script, {name: example[name] for name in script.slots})
    assert bare.is_ready
    assert not set("{}[]") & set(bare.text)
    assert render(script, {}).missing == script.slots
    assert script.when["en"]
    assert script.when["zh-CN"]
    assert script.shows


def test_a_translation_asks_for_no_slot_that_the_master_does_without() -> None:
    for versions in LIBRARY.scripts.values():
        for script in versions.values():
            assert set(script.slots) == set(versions["zh-CN"].slots), (script.id, script.language)


@pytest.mark.shows("C8")
@pytest.mark.parametrize(
    ("platform", "language"),
    [
        ("taobao", "zh-CN"),
        ("pinduoduo", "zh-CN"),
        ("17zwd", "zh-CN"),
        ("aliexpress", "en"),
        ("mercadolibre", "pt-BR"),
        ("mercadolibre", "es"),
    ],
)
def test_a_platform_is_addressed_in_its_own_words(platform: str, language: str) -> None:
    script = LIBRARY.script("question", "platform_statement", language, platform=platform)
    assert (script.id, script.language) == (f"{platform}/general.platform_statement", language)
    assert script.slots == LIBRARY.script("question", "platform_statement", language).slots


def test_words_for_the_claim_come_before_a_platforms_words_for_any_claim() -> None:
    script = LIBRARY.script("late_shipment", "platform_statement", "zh-CN", platform="taobao")
    assert script.id == "late_shipment.platform_statement"


def test_a_platform_without_words_in_the_language_uses_those_that_all_share() -> None:
    script = LIBRARY.script("question", "platform_statement", "es", platform="aliexpress")
    assert (script.id, script.language) == ("general.platform_statement", "es")


def test_a_team_gives_a_platform_words_of_its_own_by_one_file(tmp_path: Path) -> None:
    path = tmp_path / "platforms" / "taobao" / "scripts" / "zh-CN" / "stalled" / "progress.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nversion: 1\n---\n亲，在催了，{doing}", encoding="utf-8")
    library = load_scripts(tmp_path)
    assert library.script("stalled", "progress", "zh-CN", platform="taobao").says == "亲，在催了，{doing}"
    assert library.script("stalled", "progress", "zh-CN", platform="pinduoduo").platform == ""
    assert library.script("stalled", "progress", "zh-CN", platform="taobao").when["en"]


def write(folder: Path, name: str, words: str) -> Path:
    path = folder / "scripts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return folder


def with_overlay(folder: Path, name: str, words: str) -> ScriptLibrary:
    return load_scripts(write(folder, name, words))


def test_a_team_replaces_a_script_by_its_id_and_the_translations_are_then_behind(tmp_path: Path) -> None:
    library = with_overlay(tmp_path, "zh-CN/stalled/progress.md", "---\nversion: 2\n---\n在查了，{doing}")
    assert library.script("stalled", "progress", "zh-CN").says == "在查了，{doing}"
    assert library.script("stalled", "progress", "en").behind


def test_a_missing_translation_is_shown_and_not_hidden(tmp_path: Path) -> None:
    library = with_overlay(tmp_path, "zh-CN/stalled/offer.lost.md", "---\nversion: 1\n---\n{remedy}")
    script = library.script("stalled", "offer", "es", "lost")
    assert (script.id, script.language, script.untranslated) == ("stalled.offer", "es", "stalled.offer.lost")


def test_words_that_exist_in_no_language_of_the_buyer_come_in_english() -> None:
    script = LIBRARY.script("stalled", "offer", "ja")
    assert (script.language, script.untranslated) == ("en", "stalled.offer")


@pytest.mark.parametrize(
    ("name", "words", "mistake"),
    [
        ("zh-CN/stalled/offer.md", "没有头", "no header"),
        ("zh-CN/stalled/offer.md", "---\nversion: 1\n---\n{nobody}", "no slot is called 'nobody'"),
        ("zh-CN/stalled/begging.md", "---\nversion: 1\n---\n好", "no situation is called 'begging'"),
        ("tlh/stalled/offer.md", "---\nversion: 1\n---\nnuqneH", "no language is called 'tlh'"),
        ("zh-CN/stalled/offer.md", "---\nwhen: {}\n---\n好", "says no version"),
        ("zh-CN/stalled/offer.md", "---\nversion: 1\n---\n好[再见]", "has no slot"),
        ("zh-CN/stalled/offer.md", "---\nversion: 1\nmood: x\n---\n好", "no field 'mood'"),
    ],
)
def test_a_script_that_cannot_be_used_is_refused_with_its_file(
    tmp_path: Path, name: str, words: str, mistake: str
) -> None:
    with pytest.raises(RuleFileMistake, match=mistake) as refused:
        with_overlay(tmp_path, name, words)
    assert name in str(refused.value)
