"""Are only the rules kept that can hold for a platform and claim?"""

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.specialise import only, readings, reads, specialised, with_fixed
from tests.rulebook.conftest import NOW


def test_rules_of_other_claims_and_platforms_fall_away(sample: Rulebook) -> None:
    edition, kept = specialised(sample.edition(NOW), {"platform": "taobao", "claim": "customs"})
    assert {rule.id for rule in edition.rules} == {"taobao.customs.buyer", "taobao.customs.seller"}
    assert [sample.edition(NOW).rules[place].id for place in kept] == [rule.id for rule in edition.rules]
    assert specialised(sample.edition(NOW), {"platform": "aliexpress"})[0].rules == ()


def test_an_exception_still_beats_its_rule_after_the_move(sample: Rulebook) -> None:
    edition, _ = specialised(sample.edition(NOW), {"platform": "taobao", "claim": "late_shipment"})
    rule = next(rule for rule in edition.rules if rule.id == "taobao.late.scanned")
    assert [edition.rules[by].id for by in rule.beaten_by] == ["taobao.late.scanned.agreed"]


def test_a_fixed_code_settles_its_comparisons() -> None:
    node = t.both(t.Among("claim", ("customs",)), t.Flag("shipped"))
    assert with_fixed(node, {"claim": "customs"}) == t.Flag("shipped")
    assert with_fixed(node, {"claim": "quality"}) == t.FALSE


def test_a_decision_alone_keeps_the_rules_of_all_it_reads(sample: Rulebook) -> None:
    edition = sample.edition(NOW)
    needed = reads(edition, "penalty")
    assert needed == {"penalty", "liability"}
    assert readings(edition)["penalty"] == {"liability"}
    kept = only(edition, needed)
    assert {rule.decides for rule in kept.rules} == needed
    assert set(kept.order) == needed
    before = {rule.id: [edition.rules[by].id for by in rule.beaten_by] for rule in edition.rules}
    assert all([kept.rules[by].id for by in rule.beaten_by] == before[rule.id] for rule in kept.rules)
