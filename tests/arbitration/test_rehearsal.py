"""Before a hand-in that cannot be taken back: is everything said that stops or weakens it?"""

import pytest

from hejie.arbitration import rehearse
from hejie.arbitration.findings import Gravity
from hejie.casefile.entries import (
    AttachmentAdded,
    ClockSet,
    EvidenceSubmitted,
    ExhibitMarked,
    MessageSent,
    PlatformSteppedIn,
    Region,
)
from hejie.casefile.entries.happening import Ground
from hejie.casefile.parties import Role
from tests.arbitration.reviewing import HABIT, bottle, cup, photo, told
from tests.cast import NOON, hours, then


def codes(file, rules, at=NOON, upload=""):
    return {one.code for one in rehearse(told(file, rules), file, rules=rules, at=at, upload=upload)}


@pytest.mark.shows("B8", "M1")
def test_mercado_libre_takes_evidence_once_and_none_in_mediation(rules):
    assert "once_only" in codes(bottle(), rules)
    sent = then(bottle(), EvidenceSubmitted(("route",)))
    assert "sent_already" in codes(sent, rules)
    assert "no_longer_taken" in codes(then(bottle(), PlatformSteppedIn()), rules)
    assert not {"once_only", "no_longer_taken"} & codes(then(cup(), PlatformSteppedIn()), rules)


@pytest.mark.shows("C6")
def test_what_is_required_and_missing_stops_and_says_who_has_it_in_the_words_of_the_desk(rules):
    found = rehearse(told(bottle(), rules), bottle(), rules=rules, at=NOON)
    missing = next(one for one in found if one.about == "shipping_receipt")
    assert missing.gravity is Gravity.STOP
    assert missing.says == {
        "zh-CN": "缺少「发货底单」：由卖家提供。",
        "en": "“Shipping receipt” is missing: from the seller.",
        "pt-BR": "Falta “Comprovante de postagem”: quem fornece é: vendedor.",
        "es": "Falta «Comprobante de envío»: lo aporta: vendedor.",
    }


@pytest.mark.shows("M1")
def test_after_its_hour_nothing_can_be_handed_in(rules):
    ground = Ground("taobao.evidence", {"en": "in three days"})
    file = then(cup(), ClockSet("taobao.evidence", NOON + hours(1), Role.SELLER, {}, "rule", ground))
    assert "too_late" not in codes(file, rules)
    assert "too_late" in codes(file, rules, at=NOON + hours(1))


@pytest.mark.shows("M4")
def test_where_we_are_liable_settling_is_advised_instead_of_proving(rules):
    assert "ours_to_settle" in codes(cup(liable="seller"), rules)
    assert "ours_to_settle" not in codes(cup(liable="buyer"), rules)


def test_a_conclusion_that_rests_on_no_clause_or_on_hearsay_is_said(rules):
    assert "no_clause" in codes(cup(ground=HABIT), rules)
    assert "second_hand" in codes(cup(), rules)


def test_an_exhibit_in_which_nothing_is_marked_weakens_the_pack(rules):
    file = cup(photo("packing_weight"))
    assert "unmarked" in codes(file, rules)
    found = rehearse(told(file, rules), file, rules=rules, at=NOON)
    assert {one.about for one in found if one.code == "unmarked"} == {"packing_weight", "chat"}


def test_a_label_in_a_picture_is_looked_at_until_something_is_blackened(rules):
    file = cup(photo("outer_photo"))
    assert "label" in codes(file, rules)
    covered = then(file, ExhibitMarked("outer_photo", "a" * 64, (Region(0, 0, 9, 9, hides=True),)))
    assert "label" not in codes(covered, rules)


def test_a_video_is_no_file_for_this_platform_and_a_large_picture_is_made_to_fit(rules):
    video = AttachmentAdded("open.mp4", "b" * 64, 1000, "video/mp4", "shipping_receipt")
    large = AttachmentAdded("big.jpg", "c" * 64, 9_000_000, "image/jpeg", "shipping_receipt")
    assert "format" in codes(bottle(video), rules)
    assert not {"format", "size"} & codes(bottle(large), rules)


def test_what_is_not_translated_not_used_or_not_known_is_noted(rules):
    file = bottle(MessageSent("We asked.", "en"), AttachmentAdded("x.jpg", "d" * 64, 9, "image/jpeg"))
    assert {"untranslated", "unused", "still_open"} <= codes(file, rules)


def test_the_gravest_comes_first(rules):
    found = rehearse(told(bottle(), rules), bottle(), rules=rules, at=NOON)
    order = list(Gravity)
    assert [order.index(one.gravity) for one in found] == sorted(order.index(one.gravity) for one in found)
