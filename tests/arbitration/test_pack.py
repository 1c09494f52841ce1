"""Does a reviewer get the exhibits in order, and does Ana see what is missing, from whom and by when?"""

import pytest

from hejie.arbitration import prepare
from hejie.casefile.entries import AttachmentAdded, ClockSet, ExhibitMarked, MessageSent
from hejie.casefile.entries.happening import Ground
from hejie.casefile.parties import Role
from tests.arbitration.reviewing import bottle, cup, photo, told
from tests.cast import ANA, NOON, hours, opened, then

DUE = NOON + hours(72)


def with_deadline(file):
    clock = ClockSet(
        "taobao.evidence", DUE, Role.SELLER, {}, "rule", Ground("taobao.evidence", {"en": "in three days"})
    )
    return then(file, clock)


@pytest.mark.shows("C6", "T8")
def test_exhibits_are_numbered_in_the_platforms_order_whenever_they_came(rules):
    late_first = cup(photo("repack_weight", "b"), photo("packing_weight", "c"), photo("received_photo", "d"))
    pack = told(late_first, rules)
    assert [(one.number, one.exhibit) for one in pack.exhibits] == [
        (1, "received_photo"),
        (2, "packing_weight"),
        (3, "repack_weight"),
        (4, "chat"),
        (5, "remedies_offered"),
    ]


@pytest.mark.shows("C6")
def test_what_is_missing_says_who_has_it_and_by_when_the_required_first(rules):
    pack = told(with_deadline(cup()), rules)
    assert not pack.is_complete
    weights = next(one for one in pack.missing if one.exhibit == "packing_weight")
    assert (weights.of, weights.due, weights.required) == ("仓库", "2026-11-14 12:00", True)
    assert [one.required for one in pack.missing] == sorted(
        (one.required for one in pack.missing), reverse=True
    )


@pytest.mark.shows("C6")
def test_with_everything_on_the_list_it_is_complete(rules):
    wanted = ["received_photo", "outer_photo", "packing_weight", "repack_weight", "carrier_weight"]
    pack = told(cup(*(photo(name, str(number)) for number, name in enumerate(wanted))), rules)
    assert pack.is_complete
    assert pack.needed == (7, 7)


def test_every_exhibit_says_what_it_shows_or_what_ana_says_it_shows(rules):
    file = cup(photo("packing_weight"), photo("received_photo", "b"))
    file = then(file, ExhibitMarked("packing_weight", "a" * 64, caption="读数 1238 克"))
    shows = {one.exhibit: one.shows for one in told(file, rules).exhibits}
    assert shows["packing_weight"] == "读数 1238 克"
    assert all(shows.values())


def test_the_same_case_at_the_same_time_gives_the_same_pack(rules):
    assert told(cup(), rules) == told(cup(), rules)


def test_a_file_that_serves_as_no_exhibit_is_named_and_left_out_and_a_pack_is_no_exhibit_of_itself(rules):
    file = cup(AttachmentAdded("holiday.jpg", "e" * 64, 9, "image/jpeg"), photo("pack", "f", "pack.zip"))
    pack = told(file, rules)
    assert pack.unused == ("holiday.jpg",)
    assert "e" * 64 not in {file.sha256 for one in pack.exhibits for file in one.files}


@pytest.mark.shows("B8")
def test_mercado_libre_reads_portuguese_with_its_own_clock_and_money(rules):
    pack = told(bottle(photo("shipping_receipt")), rules)
    assert (pack.language, pack.zone) == ("pt-BR", "America/Sao_Paulo")
    assert pack.as_of == "11/11/2026 01:00"
    assert ("Valor", "R$\xa089,90") in pack.heading
    assert [one.title for one in pack.exhibits] == [
        "Comprovante de postagem",
        "Histórico de rastreamento",
        "Conversa completa",
    ]
    assert pack.untranslated == ()


@pytest.mark.shows("C6")
def test_what_is_not_translated_is_marked_and_listed_until_somebody_translates_it(rules):
    file = bottle(MessageSent("We asked the carrier.", "en"))
    pack = told(file, rules)
    assert [text.text for text in pack.untranslated] == ["We asked the carrier."]
    assert any(line.text.endswith("[EN]") for one in pack.exhibits for line in one.chat)

    key = pack.untranslated[0].key
    file = then(file, ExhibitMarked("chat", translations={key: "Perguntamos à transportadora."}))
    pack = told(file, rules)
    assert pack.untranslated == ()
    assert "Perguntamos à transportadora." in [line.translation for one in pack.exhibits for line in one.chat]


def test_another_language_may_be_asked_for(rules):
    assert told(cup(), rules, language="en").exhibits[0].title == "The whole conversation"


def test_the_list_that_was_prepared_and_the_pack_agree(rules):
    file = cup(photo("packing_weight"))
    (entry,) = prepare(file, rules=rules, at=NOON, by=ANA)
    at_hand = [one.exhibit for one in entry.what.exhibits if one.at_hand]
    assert [one.exhibit for one in told(file, rules).exhibits] == [
        one for one in at_hand if one != "statement"
    ]


def test_a_claim_that_needs_no_evidence_gives_an_empty_pack(rules):
    pack = told(opened(claim="question"), rules)
    assert (pack.exhibits, pack.missing) == ((), ())
