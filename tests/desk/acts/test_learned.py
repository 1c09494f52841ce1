"""Does the desk learn from Ana in a second, only for her shop, and only what spoils nothing?"""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, MessageReceived
from hejie.casefile.facts import known
from hejie.casefile.parties import Actor, Role
from hejie.desk.acts import learned, learning
from hejie.desk.acts.hearing import understood
from hejie.desk.cases import store
from hejie.desk.models import ClassCorrection, ClassReader
from hejie.language.corrections import Relearned
from hejie.language.linear import Model, packed
from tests.desk.cast import opened
from tests.desk.team import LAMPS, SHOES

pytestmark = [pytest.mark.usefixtures("store_on"), pytest.mark.store]
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
CHEN = Actor("buyer", "陈先生")
WORDS = "灯罩摸着扎手，边上全是毛刺"


def wrote(number: int, *said: str) -> CaseFile:
    """A stored case in which Chen wrote these messages."""
    file = opened(number)
    file = file.add(*(Entry(AT, CHEN, MessageReceived(Role.BUYER, one, "zh-CN")) for one in said))
    store.open_many([file])
    return file


def corrects(file: CaseFile, claim: str, by: str = "ana", *, learns: bool = True) -> None:
    """Somebody says what the case is about."""
    learned.corrected(file, known("claim", claim, said_by="agent"), by, timezone.now())
    if learns:
        works()


def works() -> None:
    """The worker comes by."""
    for reader in learning.waiting():
        learning.learn(reader)


def read_at(shop: str, words: str = WORDS) -> str:
    """What the first class of some words is in a shop."""
    return understood(words, at=AT, currency="CNY", shop=shop).labels[0].code


def test_a_shop_reads_the_words_as_its_agent_said_and_the_next_shop_as_before() -> None:
    before = read_at(LAMPS)
    other = "service" if before != "service" else "invoice"
    file = wrote(1, WORDS)
    corrects(file, other)
    row = ClassCorrection.objects.get()
    assert (row.was, row.now, row.by, row.language) == (before, other, "ana", "zh")
    reader = ClassReader.objects.get(shop_key=LAMPS, language="zh")
    assert (reader.count, reader.taken) == (1, True)
    assert read_at(LAMPS) == other
    assert read_at(SHOES) == before
    assert read_at("") == before


def test_what_is_switched_off_is_read_as_shipped_and_the_corrections_stay() -> None:
    before = read_at(LAMPS)
    corrects(wrote(1, WORDS), "invoice")
    learned.switch(ClassReader.objects.get(), False, "bo")
    assert read_at(LAMPS) == before
    assert ClassCorrection.objects.count() == 1
    learned.switch(ClassReader.objects.get(), True, "bo")
    assert read_at(LAMPS) == "invoice"


def test_what_would_spoil_a_class_is_kept_and_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(language: str, corrections: object) -> Relearned:
        return Relearned(learned.trained(language), False, 0.9, 0.8, ("damaged",))

    monkeypatch.setattr(learning, "relearn", refused)
    file = wrote(1, WORDS)
    corrects(file, "invoice")
    reader = ClassReader.objects.get()
    assert (reader.taken, reader.lost) == (False, ["damaged"])
    assert learned.model_of(LAMPS, "zh") is None


def test_whoever_corrects_does_not_wait_and_the_case_says_when_it_was_learned() -> None:
    file, before = wrote(1, WORDS), read_at(LAMPS)
    assert learned.of_case(file.case_id) is None
    corrects(file, "invoice", learns=False)
    assert (learned.of_case(file.case_id), read_at(LAMPS)) == (learned.Learning("waits", "invoice"), before)
    works()
    told = learned.of_case(file.case_id)
    assert told is not None
    assert (told.state, told.at is not None, read_at(LAMPS)) == ("used", True, "invoice")
    learned.switch(ClassReader.objects.get(), False, "bo")
    assert learned.of_case(file.case_id).state == "off"  # type: ignore[union-attr]


def test_who_says_what_was_read_corrects_nothing() -> None:
    corrects(wrote(1, WORDS), read_at(LAMPS))
    corrects(wrote(2, ""), "invoice")
    learned.corrected(opened(3), known("signed_by", "self"), "ana", AT)
    assert not ClassCorrection.objects.exists()


def test_who_corrects_twice_means_the_second() -> None:
    file = wrote(1, WORDS)
    corrects(file, "invoice")
    corrects(file, "service", by="bo")
    assert ClassCorrection.objects.get().now == "service"
    assert read_at(LAMPS) == "service"


def test_what_was_learned_on_an_older_release_is_learned_anew() -> None:
    corrects(wrote(1, WORDS), "invoice")
    shipped = learned.trained("zh")
    # An older reader had a smaller table: its weights would be read past their end.
    older = Model(
        shipped.classes, shipped.rarity[:100], shipped.weights[:100], shipped.scale, shipped.bias, "older"
    )
    ClassReader.objects.update(weights=packed(older), at=timezone.now())
    assert read_at(LAMPS) == "invoice"
    assert learned.model_of(LAMPS, "zh").lessons == shipped.lessons  # type: ignore[union-attr]
