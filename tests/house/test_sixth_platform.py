"""Is a sixth platform really a folder and nothing else? Shopee was added as an exercise, and the exercise stays in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hejie.casefile.entries import ClockSet, LiabilityJudged, OffersWeighed
from hejie.casefile.facts import known
from hejie.casefile.money import Money
from hejie.casefile.quantities import Moment
from hejie.desk.imports.recognising import column_maps
from hejie.desk.walk import walk
from hejie.intake import Notice, guess_columns, open_case
from hejie.rulebook import Rulebook, load_rulebook
from hejie.rulebook.loading import SHIPPED
from tests.cast import ANA, NOON, happened
from tests.house.sources import SOURCE

FOLDER = SHIPPED / "platforms" / "shopee"
WORDS = ("shopee", "虾皮")
TEXTS = {".py", ".yaml", ".md", ".html", ".js", ".toml", ".po", ".css"}
HEADERS = ["Return ID", "Order ID", "Return Reason", "Return Status", "Refund Amount Requested"]


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def test_no_file_outside_its_folder_has_heard_of_the_sixth_platform() -> None:
    heard = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*")
        if path.suffix in TEXTS and FOLDER not in path.parents
        if any(word in path.read_text(encoding="utf-8").lower() for word in WORDS)
    ]
    assert heard == []


def test_it_is_data_alone() -> None:
    assert {path.suffix for path in FOLDER.rglob("*") if path.is_file()} == {".yaml", ".md"}


def test_it_says_that_nobody_has_checked_it(rules: Rulebook) -> None:
    assert rules.platform("shopee").meta.maturity == "draft"
    grades = {
        source.grade for source in rules.definitions.sources.values() if source.id.startswith("shopee.")
    }
    assert "confirmed" not in grades


def test_its_name_markets_and_money_are_known_by_the_folder_being_there(rules: Rulebook) -> None:
    facts = rules.definitions.facts
    assert facts["platform"].values["shopee"]["en"] == "Shopee"
    assert {"SG", "MY", "BR"} <= set(facts["site"].values)
    assert {"SGD", "MYR"} <= set(facts["currency"].values)


def test_its_export_is_told_from_the_others_by_its_headers(rules: Rulebook) -> None:
    guess = guess_columns(HEADERS, column_maps(rules))
    assert (guess.map.platform, guess.missing) == ("shopee", ())


def test_a_complaint_from_singapore_walks_the_whole_corridor(rules: Rulebook) -> None:
    notice = Notice(
        "shopee", "lantern", "900", order_id="26111100X", claim="damaged", wants="refund_only", status="REQUESTED",
        amount=Money(2500, "SGD"), buyer="Chen", goods="cup", language="en", received_at=NOON,
        facts=(known("site", "SG"), known("order_state", "signed"), known("applied_at", Moment(NOON))),
    )  # fmt: skip
    file = walk(open_case(notice, rules=rules, at=NOON, by=ANA), rules=rules, at=NOON, by=ANA)
    whats = happened(tuple(line.entry for line in file.lines))
    due = {what.clock: what.due_at for what in whats if isinstance(what, ClockSet)}
    assert due["shopee.respond"] == datetime(2026, 11, 11, 4, 0, tzinfo=UTC) + timedelta(days=2)
    assert any(isinstance(what, LiabilityJudged) for what in whats)
    (weighed,) = [what for what in whats if isinstance(what, OffersWeighed)]
    assert "partial_refund" in {offer.remedy for offer in weighed.offers}
