"""Does every mistake say where, what, and what to write instead?"""

from hejie.rulebook.mistakes import Circular, NoSuch, NotInTheLanguage, Place, UnitsDoNotMatch, UnknownName

HERE = Place("rules.yaml", 12)


def test_mistakes_name_file_line_problem_and_remedy() -> None:
    for mistake in (
        UnknownName(HERE, "amout", "fact", ["amount"]),
        UnitsDoNotMatch(HERE, "a > b", "min", ""),
        NotInTheLanguage(HERE, "x" * 500, "it is too long"),
        Circular(HERE, "rules", ["a", "b"]),
    ):
        told = str(mistake)
        assert told.startswith("rules.yaml:12: ")
        assert len(told.split(". ")) >= 2
        assert len(told) < 400


def test_a_near_miss_is_offered() -> None:
    assert "Did you mean 'amount'?" in str(UnknownName(HERE, "amout", "fact", ["amount"]))
    assert "Did you mean 'liability'?" in str(NoSuch("decision", "liabilty", ["liability", "penalty"]))
