"""The sample shop: realistic, the same each time, and read by the same code as a real export."""

from collections import Counter

import pytest

from hejie.casefile.parties import SYSTEM
from hejie.desk.imports.landing import Landing
from hejie.desk.imports.reading import opened
from hejie.desk.imports.recognising import column_maps, heading_score, recognised, told
from hejie.desk.sample import shop as sample
from hejie.desk.walk import walk
from hejie.intake import open_case
from hejie.intake.rows import Origin
from tests.cast import NOON
from tests.desk.imports.shelf import Shelf
from tests.intake.ledger import PLATFORMS, rules


def test_the_same_seed_and_time_give_the_same_shop():
    assert list(sample.shop(at=NOON, complaints=40)) == list(sample.shop(at=NOON, complaints=40))
    assert list(sample.shop(at=NOON, complaints=40, seed=8)) != list(sample.shop(at=NOON, complaints=40))


def test_the_shop_has_all_platforms_most_claims_and_no_two_complaints_of_one_name():
    samples = list(sample.shop(at=NOON))
    assert len({one.notice.case_id for one in samples}) == len(samples) > 300
    assert set(PLATFORMS) == {one.notice.platform for one in samples}
    claims = Counter(one.notice.claim for one in samples)
    assert {
        "missing_item",
        "late_shipment",
        "no_reason_return",
        "stalled",
        "not_received",
        "cod_refused",
    } <= set(claims)
    assert claims["other"] == 0


def test_nothing_in_the_shop_lies_in_the_future_but_its_deadlines():
    for one in sample.shop(at=NOON, complaints=60):
        assert one.notice.received_at <= NOON
        assert all(entry.at <= NOON for entry in one.later)


@pytest.mark.parametrize("number", range(8))
def test_each_case_that_teaches_walks_the_house(number):
    one = list(sample.shop(at=NOON, complaints=1))[number]
    file = open_case(one.notice, rules=rules(), at=one.notice.received_at, by=SYSTEM).add(*one.later)
    walked = walk(file, rules=rules(), at=NOON)
    assert one.teaches
    assert len(walked.lines) > len(file.lines)


def test_each_platform_gets_the_shop_as_the_file_it_gives(tmp_path):
    paths = sample.write_exports(tmp_path, at=NOON, complaints=40)
    shelf = Shelf()
    for platform, path in paths.items():
        maps = column_maps(rules())
        with opened(path, is_heading=heading_score(maps)) as sheet:
            guess = recognised(sheet, maps)
            assert guess.map.platform == platform
            landed = Landing(shelf, rules()).land(
                told(sheet, guess, Origin(path.name, "x")), at=NOON, by=SYSTEM
            )
            assert landed.bad == []
    samples = list(sample.shop(at=NOON, complaints=40))
    assert {file.opened.after_sales_id for file in shelf.files.values()} == {
        one.notice.after_sales_id for one in samples
    }
