"""Is what people corrected learned once by whoever comes, also where the one before was killed or none is there?"""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.desk.acts import learning
from hejie.desk.models import ClassReader
from tests.desk.acts.test_learned import WORDS, corrects, read_at, works, wrote
from tests.desk.killing import killed_again_and_again
from tests.desk.team import LAMPS

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_it_is_learned_once_and_again_only_for_more() -> None:
    corrects(wrote(1, WORDS), "invoice", learns=False)
    works()
    assert learning.waiting() == []
    corrects(wrote(2, WORDS), "service", learns=False)
    assert len(learning.waiting()) == 1


def test_what_is_corrected_while_it_learns_is_learned_too(monkeypatch: pytest.MonkeyPatch) -> None:
    corrects(wrote(1, WORDS), "invoice", learns=False)
    learns = learning.relearn

    def and_meanwhile(*asked: object) -> object:
        monkeypatch.setattr(learning, "relearn", learns)
        corrects(wrote(2, WORDS), "service", learns=False)
        return learns(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(learning, "relearn", and_meanwhile)
    works()
    assert len(learning.waiting()) == 1, "it had read the corrections before the second was there"


def test_who_learned_less_does_not_overwrite_who_learned_more() -> None:
    corrects(wrote(1, WORDS), "invoice", learns=False)
    (slow,) = learning.waiting()
    corrects(wrote(2, WORDS), "service")
    learning.learn(slow)
    assert learning.waiting() == []


def test_without_a_worker_the_next_who_reads_learns_what_is_long_due() -> None:
    corrects(wrote(1, WORDS), "invoice", learns=False)
    before = read_at(LAMPS)
    assert before != "invoice", "a worker may still come"
    ClassReader.objects.update(asked_at=timezone.now() - 2 * learning.LATE)
    assert read_at(LAMPS) == "invoice"


def test_a_worker_killed_at_any_step_has_learned_wholly_or_not_at_all() -> None:
    corrects(wrote(1, WORDS), "invoice", learns=False)

    def sound() -> None:
        reader = ClassReader.objects.get()
        assert bool(reader.weights) == (reader.learned == reader.asked)

    assert killed_again_and_again(works, meanwhile=sound) >= 2
    assert read_at(LAMPS) == "invoice"


def test_the_worker_learns_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    corrects(wrote(1, WORDS), "invoice", learns=False)
    stopped, learns = threading.Event(), learning.learn

    def and_stop(reader: ClassReader) -> ClassReader:
        stopped.set()
        return learns(reader)

    monkeypatch.setattr(learning, "LOOKS", 0.001)
    monkeypatch.setattr(learning, "learn", and_stop)
    learning.run(stopped)
    assert learning.waiting() == []
    assert timedelta(0) < learning.LATE
