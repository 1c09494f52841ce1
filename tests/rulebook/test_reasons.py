"""What did each part of a condition see?"""

from hejie.rulebook import Rulebook
from hejie.rulebook import terms as t
from hejie.rulebook.reasons import Grounds, cards, cited, rendered
from hejie.rulebook.scalar import STANDS
from tests.rulebook.conftest import NOW


def test_conditions_are_written_as_an_author_would() -> None:
    node = t.All(
        (
            t.Some((t.Flag("a"), t.Opposite(t.KnownFact("b")))),
            t.Among("c", ("x", "y")),
            t.Since("d", 0),
            t.Reads("e", ("z",)),
        )
    )
    assert (
        rendered(node)
        == "(a or not known(b)) and c in ('x', 'y') and d >= 1970-01-01T00:00:00+00:00 and e == 'z'"
    )
    assert rendered(t.Always(None)) == "not known whether it held then"


def test_the_parts_of_a_rule_are_prepared_once(sample: Rulebook) -> None:
    plan = sample.plan({"platform": "taobao", "claim": "customs"}, NOW)
    assert cards(plan, sample.definitions) is cards(plan, sample.definitions)


def test_each_part_tells_its_truth_and_the_facts_it_read(sample: Rulebook) -> None:
    case = {
        "platform": "taobao",
        "claim": "customs",
        "customs_reason": "buyer_no_clearance",
        "carrier_certificate": True,
    }
    plan = sample.plan(case, NOW)
    (reason,) = Grounds(sample.definitions, "liability", plan, plan.look(case, NOW), ()).reasons(STANDS)
    assert reason.rule == "taobao.customs.buyer"
    assert [(part.atom, part.truth) for part in reason.because] == [
        ("customs_reason == 'buyer_no_clearance'", True),
        ("carrier_certificate", True),
    ]


def test_a_source_is_cited_by_title_date_and_grade(sample: Rulebook) -> None:
    source = cited(sample.definitions.sources["taobao.handbook.2024"])
    assert (source.date, source.publisher, source.checked_on) == ("2024-05-06", "a shop blog", "2026-01-15")
