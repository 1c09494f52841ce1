"""Are scopes told apart before anything is searched?"""

from hejie.rulebook import Rulebook
from hejie.rulebook.lint.meaning import apart, scope
from tests.rulebook.conftest import NOW


def test_the_scope_of_a_rule_is_its_platforms_and_claims(sample: Rulebook) -> None:
    rules = {rule.id: rule for rule in sample.edition(NOW).rules}
    late, customs = scope(rules["taobao.late.scanned"]), scope(rules["taobao.customs.buyer"])
    assert late == {"platform": frozenset({"taobao"}), "claim": frozenset({"late_shipment"})}
    assert apart(late, customs)
    assert not apart(late, {"platform": frozenset({"taobao"})})
