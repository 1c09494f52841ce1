"""Is the law of acceptance read, whole, and are its mistakes told?"""

from datetime import date

import pytest

from hejie.casefile.vocabulary import CLAIMS
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.settlement import Tried, read_acceptance


def laid(tmp_path, text):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "acceptance.yaml").write_text(text, encoding="utf-8")
    return read_acceptance((SHIPPED, tmp_path))


def test_every_claim_belongs_to_one_family_and_every_remedy_has_its_worth(rules):
    table = rules.acceptance
    claims = [claim for reason in table.reasons.values() for claim in reason.claims]
    assert sorted(claims) == sorted(CLAIMS)
    offered = {
        remedy.id
        for platform in rules.platforms.values()
        for remedies in platform.remedies.values()
        for remedy in remedies
    }
    assert offered <= set(table.worth)
    assert table.source in rules.definitions.sources


def test_a_shop_lays_its_own_guess_over_one_family(tmp_path):
    found = laid(tmp_path, "reasons: {late: {fair: 35}}\n")
    assert (found.reasons["late"].fair, found.reasons["late"].spread) == (35, 14)


def test_bands_begin_where_they_say(rules):
    table = rules.acceptance
    assert [table.band(minor, "CNY") for minor in (0, 4999, 5000, 20000)] == [0, 0, 1, 2]


def test_the_days_of_a_promotion_are_frozen(rules):
    assert rules.acceptance.is_frozen(date(2026, 11, 11))
    assert not rules.acceptance.is_frozen(date(2026, 11, 20))


LAW = (
    "learned:\n  name: {name}\n  cells: {{{segment}: [1, 2]}}\n  escalate: {{{segment}: [10]}}\n"
    "  give_up: {{{segment}: [5]}}\n  firm: {{{segment}: [50]}}\n"
)


def over_another(tmp_path, text):
    """A folder laid over one in which the law `spring` was switched on."""
    for place, said in (("under", LAW.format(name="spring", segment="late.1")), ("over", text)):
        (tmp_path / place / "team").mkdir(parents=True)
        (tmp_path / place / "team" / "acceptance.yaml").write_text(said, encoding="utf-8")
    return read_acceptance((SHIPPED, tmp_path / "under", tmp_path / "over")).learned


def test_a_learned_law_tells_from_how_many_cases_it_is_since_when_and_what_it_would_have_saved(tmp_path):
    more = (
        "  cases: 240\n  since: 2026-11-25\n  by: bo\n  tried: {CNY: {cases: 210, saves: -30, within: 12}}\n"
    )
    found = laid(tmp_path, LAW.format(name="spring", segment="late.1") + more).learned
    assert (found.cases, found.since, found.by) == (240, date(2026, 11, 25), "bo")
    assert found.tried == {"CNY": Tried(210, -30, 12)}


def test_a_law_laid_over_another_takes_its_whole_place_and_nothing_takes_it_back(tmp_path):
    summer = over_another(tmp_path / "whole", LAW.format(name="summer", segment="missing.1"))
    assert (summer.name, set(summer.cells)) == ("summer", {"missing.1"})
    assert over_another(tmp_path / "null", "learned: null\n") is None
    assert over_another(tmp_path / "silent", "firm: 50\n").name == "spring"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learned: {name: x, tried: {CNY: {cases: many, saves: 1, within: 1}}}\n", "whole number"),
        ("reasons: {late: {fair: 135}}\n", "from 0 to 100"),
        ("reasons: {late: {claims: [nonsense]}}\n", "nonsense"),
        ("bands: {CNY: [0, 100]}\n", "rising amounts"),
        ("remedies: {coupon: {rest: [3]}}\n", "not a pair"),
        ("frozen: [{from: 2026-01-01}]\n", "two days"),
        ("unheard_of: 3\n", "not read here"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(tmp_path, text, said):
    with pytest.raises(RuleFileMistake, match=said):
        laid(tmp_path, text)
