"""The cases that teach turn on the fact they are about."""

from datetime import timedelta

from hejie.casefile.entries import FactStated, ParcelScanned
from hejie.desk.sample.lessons import lessons
from tests.cast import NOON

LESSONS = {lesson.teaches: lesson for lesson in lessons(at=NOON)}


def test_there_are_eight_lessons_and_each_says_what_it_teaches():
    assert len(LESSONS) == 8
    assert all(LESSONS)


def test_the_weights_of_the_missing_item_are_on_file():
    lesson = next(one for teaches, one in LESSONS.items() if "重量" in teaches)
    stated = {entry.what.fact.name for entry in lesson.later if isinstance(entry.what, FactStated)}
    assert {"w_carrier", "w_repacked", "w_item"} <= stated


def test_the_late_parcel_is_late_by_one_minute():
    lesson = next(one for teaches, one in LESSONS.items() if "72" in teaches)
    scan = next(entry.what for entry in lesson.later if isinstance(entry.what, ParcelScanned))
    assert scan.happened_at - lesson.deal.paid_at == timedelta(hours=72, minutes=1)


def test_the_refusal_shows_two_attempts_and_no_refusal():
    lesson = next(one for teaches, one in LESSONS.items() if "拒收" in teaches)
    states = [entry.what.state for entry in lesson.later if isinstance(entry.what, ParcelScanned)]
    assert states.count("attempt_absent") == 2
    assert "refused" not in states
