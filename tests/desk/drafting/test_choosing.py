"""Does Ana find the script she means, filled from the case, and see in Chinese what the buyer will read?"""

from copy import copy
from datetime import UTC, datetime

from msgspec.structs import replace

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.casefile.parties import SYSTEM
from hejie.desk.drafting.choosing import SHOWN, Asked, beside, choices, written
from tests.desk.cast import opened

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def in_portuguese() -> CaseFile:
    """A case whose buyer writes Portuguese."""
    file = opened(1)
    return CaseFile.begin(file.case_id, Entry(AT, SYSTEM, replace(file.opened, language="pt-BR")))


def test_two_chinese_characters_find_what_is_sent_in_portuguese_and_the_chinese_stands_beside_it(
    rules,
) -> None:
    found = choices(in_portuguese(), Asked("补发", "zh-CN", rules, AT))
    assert 0 < len(found) <= SHOWN
    assert {one.language for one in found} == {"pt-BR"}
    first = found[0]
    assert first.beside
    assert first.beside.language == "zh-CN"
    versions = rules.library.scripts[first.id]
    assert "补发" in "".join((*first.title, *(version.says for version in versions.values())))


def test_nothing_typed_lists_what_fits_where_the_talk_stands(rules) -> None:
    found = choices(opened(1), Asked("", "zh-CN", rules, AT))
    assert found[0].id == "missing_item.first_reply"
    assert found[0].beside is None, "an agent who reads the buyer's language needs no second column"


def test_a_slot_that_no_fact_fills_is_marked_by_its_name_in_the_agents_words(rules) -> None:
    found = choices(in_portuguese(), Asked("", "zh-CN", rules, AT))
    marked = [piece.words for one in found if not one.is_ready for piece in one.pieces if piece.is_open]
    assert marked
    assert not [name for name in marked if name in rules.library.slots], "codes are no words"
    assert all("⟦" in one.text for one in found if not one.is_ready)


def test_what_is_said_to_a_carrier_or_the_platform_is_not_offered_for_the_buyer(rules) -> None:
    for words in ("", "承运商", "平台", "物流"):
        found = choices(opened(1), Asked(words, "en", rules, AT))
        assert not [one for one in found if "carrier_inquiry" in one.id or "platform_statement" in one.id]


def test_a_whole_message_finds_a_script_for_what_it_complains_of(rules) -> None:
    found = choices(in_portuguese(), Asked("até hoje não chegou nada aqui em casa", "zh-CN", rules, AT))
    assert found[0].id.startswith("not_received.")


def test_what_has_no_words_of_its_own_gets_the_general_ones_for_where_the_talk_stands(rules) -> None:
    written_down = rules.library.scripts.items()
    others = {name: versions for name, versions in written_down if not name.startswith("damaged.")}
    without = copy(rules)
    vars(without)["library"] = replace(rules.library, scripts=others)
    found = choices(in_portuguese(), Asked("chegou tudo quebrado", "zh-CN", without, AT))
    assert found[0].id == "general.first_reply"
    found = choices(in_portuguese(), Asked("chegou tudo quebrado", "zh-CN", rules, AT))
    assert found[0].id.startswith("damaged.")


def test_a_script_nobody_wrote_has_nothing_beside_it(rules) -> None:
    assert beside(opened(1), "", "pt-BR", Asked("", "zh-CN", rules, AT)) is None


def test_a_language_without_scripts_is_answered_in_english(rules) -> None:
    assert written(rules.library, "pt") == "pt-BR"
    assert written(rules.library, "ru") == "en"
