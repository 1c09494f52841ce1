"""Does a file fit what the platform takes, and can it be made to?"""

import pytest

from hejie.arbitration.limits import Candidate, chosen, file_name, misfits, uploads, written_as


@pytest.fixture
def evidence(rules):
    return chosen(rules, "mercadolibre", "evidence")


def test_a_picture_within_the_limits_fits(evidence):
    assert list(misfits([Candidate("a.jpg", "image/jpeg", 4_000_000)], evidence)) == []


@pytest.mark.parametrize(
    ("file", "what", "mendable"),
    [
        (Candidate("a.webp", "image/webp", 10), "format", True),
        (Candidate("a.jpg", "image/jpeg", 6_000_000), "size", True),
        (Candidate("a.mp4", "video/mp4", 10), "format", False),
        (Candidate("a.pdf", "application/pdf", 6_000_000), "size", False),
        (Candidate("n" * 126 + ".jpg", "image/jpeg", 10), "name", True),
    ],
)
def test_what_keeps_a_file_out_is_named_and_whether_we_can_mend_it(evidence, file, what, mendable):
    (misfit,) = misfits([file], evidence)
    assert (misfit.what, misfit.mendable) == (what, mendable)


def test_too_many_files_are_counted_together(rules):
    messages = chosen(rules, "mercadolibre", "message_file")
    files = [Candidate(f"{number}.jpg", "image/jpeg", 10) for number in range(26)]
    assert [misfit.what for misfit in misfits(files, messages)] == ["count"]


def test_a_picture_of_a_kind_that_is_not_taken_is_written_as_one_that_is(evidence):
    assert written_as("webp", evidence) == "jpg"
    assert written_as("png", evidence) == "png"
    assert written_as("webp", None) == "webp"


def test_a_name_sorts_in_reading_order_and_is_safe_and_as_short_as_the_platform_wants(evidence):
    assert file_name(3, "称重图（仓库）/../x", "jpg", None) == "03-称重图-仓库-..-x.jpg"
    assert len(file_name(3, "n" * 500, "jpg", evidence)) == 125
    assert file_name(3, "///", "jpg", None) == "03-exhibit.jpg"


def test_a_platform_that_states_no_limits_has_none_to_choose(rules):
    assert uploads(rules, "pinduoduo") == ()
    assert chosen(rules, "pinduoduo") is None
