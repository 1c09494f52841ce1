"""What keeps a file from being read is said with what to do about it."""

import pytest

from hejie.desk.imports import mistakes


@pytest.mark.parametrize(
    "mistake",
    [
        mistakes.EmptyFile("x.csv"),
        mistakes.NotATable("x.pdf", "a PDF", "Export it as CSV."),
        mistakes.UnknownEncoding("x.csv", [("utf-8-sig", 4)]),
        mistakes.TooLarge("x.xlsx", 10**9, 10**8),
        mistakes.DamagedFile("x.xlsx", "its archive is broken"),
    ],
    ids=lambda mistake: type(mistake).__name__,
)
def test_a_mistake_names_the_file_and_ends_with_advice(mistake):
    assert str(mistake).startswith(("x.", "The text of x."))
    assert str(mistake).count(". ") >= 1
    assert isinstance(mistake, mistakes.UnusableFile)
