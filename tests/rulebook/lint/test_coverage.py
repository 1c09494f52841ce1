"""Are worked cases that show nothing found, and is what they do show seen as the interpreter sees it?"""

from hejie.rulebook import Rulebook, reference
from hejie.rulebook import terms as t
from hejie.rulebook.lint.coverage import uncovered
from hejie.rulebook.reasons import rendered
from hejie.rulebook.spans import minute
from hejie.rulebook.worked_cases import facts_of
from tests.rulebook.conftest import Write


def test_a_case_that_says_it_shows_a_rule_that_does_not_exist_is_found(write: Write) -> None:
    book = write(
        "cases: [{name: A ghost, shows: [taobao.ghost], at: 2026-01-10 09:00, facts: {claim: quality}}]"
    )
    assert [item.about for item in uncovered(book) if item.check == "shows-nothing"] == ["A ghost"]


def test_a_comparison_is_uncovered_exactly_where_the_interpreter_never_saw_both_truths(
    sample: Rulebook,
) -> None:
    seen: dict[tuple[str, str], set[bool | None]] = {}
    shown: set[str] = set()
    for case in sample.cases:
        facts, at = facts_of(case, sample.definitions)
        now, edition = minute(at), sample.edition(minute(at))
        plain, _ = sample.values(facts, now)
        for rule in edition.rules:
            shown |= {rule.id for name in case.shows if f"{rule.id}.".startswith(f"{name}.")}
            for atom in t.atoms(rule.condition):
                if isinstance(atom, t.Compare | t.Flag):
                    truth = reference.truth(atom, plain, now, {})
                    seen.setdefault((rule.id, rendered(atom)), set()).add(truth)
    wanted = {key for key, truths in seen.items() if key[0] in shown and not {True, False} <= truths}
    found = [item for item in uncovered(sample) if item.check == "comparison-uncovered"]
    assert {(item.about, item.text.split("'")[1]) for item in found} == wanted != set()
