"""What did each part of a condition see?"""

from random import Random

from hejie.rulebook import Rulebook, reference
from hejie.rulebook import terms as t
from hejie.rulebook.certification import random_case
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


def test_what_is_said_of_a_rule_nobody_knows_anything_about_is_prepared_and_right(
    made_up: tuple[Rulebook, ...],
) -> None:
    chance = Random(5)
    for book in made_up:
        decisions = book.definitions.decisions
        for _ in range(8):
            case = random_case(
                book.edition(NOW), book.definitions, NOW, chance.randrange, missing=70, absent=5
            )
            plan = book.plan(case, NOW)
            sight, sets = (
                plan.look(case, NOW),
                reference.judge(plan.edition, decisions, case, NOW).sets,
            )
            for decision in decisions:
                grounds = Grounds(book.definitions, decision, plan, sight, ())
                for place in plan.deciding(decision):
                    nodes = [part.node for part in grounds.cards[place].parts]
                    because = grounds.reason(place).because
                    assert [part.truth for part in because] == [
                        reference.truth(node, case, NOW, sets) for node in nodes
                    ]
                    assert [set(part.missing) for part in because] == [
                        {name for name in t.facts_of(node) if name not in case} for node in nodes
                    ]


def test_a_source_is_cited_by_title_date_and_grade(sample: Rulebook) -> None:
    source = cited(sample.definitions.sources["taobao.handbook.2024"])
    assert (source.date, source.publisher, source.checked_on) == ("2024-05-06", "a shop blog", "2026-01-15")
