"""Is doubtful writing found in clocks and burdens too?"""

from hejie.rulebook.lint.writing import unsourced, unused
from tests.rulebook.conftest import Write


def test_a_clock_without_source_is_found_and_what_it_reads_counts_as_used(write: Write) -> None:
    book = write(
        "clocks: [{id: x, starts: return_agreed_at, length: taobao.reply_limit, says: {zh-CN: 甲, en: a}}]"
    )
    assert "x" in {item.about for item in unsourced(book.definitions, book.read)}
    idle = {item.about for item in unused(book.definitions, book.read, book.timetable)}
    assert "return_agreed_at" not in idle
    assert "w_carrier" in idle


def test_a_number_that_a_room_looks_up_is_not_idle(write: Write) -> None:
    number = "{label: {zh-CN: 甲, en: a}, source: taobao.handbook.2024, values: {2024-01-01: 5}}"
    book = write(f"params: {{over.read: {number}, over.idle: {number}}}\nused_by: {{over.read: remedy}}")
    idle = {item.about for item in unused(book.definitions, book.read, book.timetable)}
    assert ("over.idle" in idle, "over.read" in idle) == (True, False)
