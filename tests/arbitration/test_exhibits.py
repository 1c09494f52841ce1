"""What does each exhibit hold, and what in it is marked?"""

import pytest

from hejie.casefile.entries import ExhibitMarked, MessageReceived, OfferMade, Region
from hejie.casefile.parties import Role
from tests.arbitration.reviewing import bottle, cup, photo, told
from tests.cast import CHEN, then, yuan


def exhibit(file, rules, name):
    return next(one for one in told(file, rules).exhibits if one.exhibit == name)


@pytest.mark.shows("C6")
def test_a_marked_region_travels_with_its_picture_and_the_last_marks_count(rules):
    file = cup(photo("packing_weight"), photo("packing_weight", "b"))
    first, second = Region(0, 0, 100, 100), Region(5000, 5000, 2000, 2000)
    file = then(file, ExhibitMarked("packing_weight", "b" * 64, (first,)))
    file = then(file, ExhibitMarked("packing_weight", "b" * 64, (second,)))
    shown = exhibit(file, rules, "packing_weight")
    assert [picture.regions for picture in shown.pictures] == [(), (second,)]
    assert shown.is_marked


def test_to_blacken_somebodys_number_is_not_to_point_at_anything(rules):
    file = then(
        cup(photo("packing_weight")),
        ExhibitMarked("packing_weight", "a" * 64, (Region(0, 0, 9, 9, hides=True),)),
    )
    assert not exhibit(file, rules, "packing_weight").is_marked


@pytest.mark.shows("C6")
def test_the_whole_conversation_is_there_with_the_decisive_line_marked(rules):
    file = cup()
    said = [line.seq for line in file.standing if isinstance(line.entry.what, MessageReceived)]
    chat = exhibit(then(file, ExhibitMarked("chat", lines=(said[0],))), rules, "chat").chat
    assert [(line.who, line.decisive) for line in chat] == [("买家", True), ("卖家", False)]


@pytest.mark.shows("B8")
def test_tracking_is_a_table_in_the_order_in_which_it_happened(rules):
    rows = exhibit(bottle(), rules, "route").route
    assert [(row.at, row.state, row.words) for row in rows] == [
        ("07/11/2026 07:00", "coletado", "Objeto postado"),
        ("10/11/2026 16:00", "entregue", "Objeto entregue"),
    ]


@pytest.mark.shows("C6")
def test_each_offer_stands_beside_its_answer_and_an_unanswered_one_says_so(rules):
    offers = exhibit(then(cup(), OfferMade("refund", yuan("128"))), rules, "remedies_offered").offers
    assert offers[1].reply == "未答复"
    assert "¥60.00" in offers[0].reply
    assert "¥128.00" in offers[1].offer


def test_a_phone_in_the_conversation_is_covered(rules):
    file = then(cup(), MessageReceived(Role.BUYER, "邻居电话 13812345678", "zh-CN"), by=CHEN)
    line = exhibit(file, rules, "chat").chat[-1]
    assert "13812345678" not in line.text
    assert line.covered == 1
