"""Is the agreement of the backends measured on every threshold?"""

from random import Random

from hejie.rulebook import Rulebook
from hejie.rulebook.answers import Answer
from hejie.rulebook.boundaries import agree
from tests.rulebook.conftest import NOW


def test_the_shipped_rules_agree_at_their_thresholds(shipped: Rulebook) -> None:
    agreement = agree(shipped, now=NOW + 400_000, below=Random(1).randrange, most=25)
    assert agreement.cases == 25
    assert agreement.disagreements == ()


def test_a_disagreement_is_told_with_its_case(sample: Rulebook, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(
        type(sample), "judge_values", lambda *_: {"liability": Answer("liability", "decided", ("buyer",))}
    )
    found = agree(sample, now=NOW, below=Random(1).randrange)
    assert found.disagreements
    assert "liability" in found.disagreements[0].decisions
