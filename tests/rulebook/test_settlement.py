"""Is the law of acceptance read, whole, and are its mistakes told?"""

from datetime import date

import pytest

from hejie.casefile.vocabulary import CLAIMS
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.settlement import read_acceptance


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
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
