"""Would worked cases notice broken rules?"""

from hejie.rulebook import Rulebook
from hejie.rulebook.mutation import breaks, mutate, score
from tests.rulebook.conftest import NOW


def test_a_rule_with_a_worked_case_is_guarded_and_one_without_is_not(sample: Rulebook) -> None:
    mutants = mutate(sample)
    by_rule = {rule: [m for m in mutants if m.rule == rule] for rule in {m.rule for m in mutants}}
    assert all(m.noticed_by for m in by_rule["taobao.late.scanned"])
    assert not any(m.noticed_by for m in by_rule["taobao.customs.buyer"])
    assert 0 < score(mutants, ("case",)) < score(mutants) < 1


def test_every_comparison_is_turned_shifted_and_dropped_but_not_the_guards(sample: Rulebook) -> None:
    rule = next(rule for rule in sample.edition(NOW).rules if rule.id == "taobao.late.scanned.agreed")
    changes = [change for change, _ in breaks(rule)]
    assert "'ship_lag > taobao.ship_limit' with >=" in changes
    assert "'ship_scan_at <= agreed_ship_by' shifted by -1" in changes
    assert "without 'ship_scan_at <= agreed_ship_by'" in changes
    assert not any("platform" in change for change in changes)


def test_an_amount_is_broken_by_its_parameters(sample: Rulebook) -> None:
    rule = next(rule for rule in sample.edition(NOW).rules if rule.decides == "penalty")
    assert [change for change, _ in breaks(rule) if change.startswith("gives")] == [
        "gives: taobao.late_rate + 1",
        "gives: taobao.late_cap + 1",
    ]


def test_only_the_wanted_rules_are_broken(sample: Rulebook) -> None:
    assert {m.rule for m in mutate(sample, "taobao.late.scanned")} == {
        "taobao.late.scanned",
        "taobao.late.scanned.agreed",
    }
    assert score(()) == 1.0
