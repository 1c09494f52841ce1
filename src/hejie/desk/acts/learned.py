"""By which weights does a shop read its buyers: the shipped ones, or those that learned from its own people?

A person who says that a complaint is of another class than was read corrects the reader. The words stay in the case;
the corrections of a shop and language are learned within seconds, and used only if they spoil no class and nobody
switched them off.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.facts import Fact
from hejie.desk.acts import learning
from hejie.desk.acts.wrote import joined, messages
from hejie.desk.cases.index import shop_key
from hejie.desk.models import ClassCorrection, ClassReader
from hejie.language.complaints import classify, trained
from hejie.language.detection import detect
from hejie.language.exemplars import LANGUAGES
from hejie.language.linear import Model, unpacked
from hejie.language.reading import ENGINE
from hejie.language.repair import MatchingCopy

_KEPT = 8  # models in one process


class Learning(NamedTuple):
    """What became of the correction of a case: `waits`, `used`, `not_taken` or `off`, and since when."""

    state: str
    code: str
    at: datetime | None = None


def model_of(shop: str, language: str) -> Model | None:
    """Return the weights that a shop reads a language by; None for the shipped ones."""
    if not shop or language not in LANGUAGES:
        return None
    reader = ClassReader.objects.filter(shop_key=shop, language=language).defer("weights").first()
    if reader is None or not reader.on:
        return None
    reader = learning.caught_up(reader, timezone.now())
    model = _model(reader.pk, reader.at) if reader.taken else None
    if model and model.lessons != trained(language).lessons:
        # What was learned on top of the weights of an older release does not fit these: it is learned anew, once.
        reader = learning.learn(reader)
        model = _model(reader.pk, reader.at) if reader.taken else None
    return model


def corrected(file: CaseFile, fact: Fact, by: str, at: datetime) -> None:
    """Keep that a person says what a case is about, if the desk reads its words otherwise, and have it learned."""
    words, shop = joined(messages(file)), shop_key(file.opened.platform, file.opened.shop)
    language = detect(words).language
    if fact.name != "claim" or language not in LANGUAGES or fact.value not in trained(language).classes:
        return
    labels = classify(MatchingCopy(words), language, model_of(shop, language))
    known = ClassCorrection.objects.filter(case_id=file.case_id).exists()
    if not labels or (labels[0].code == fact.value and not known):
        return
    ClassCorrection.objects.update_or_create(
        case_id=file.case_id,
        defaults={
            "shop_key": shop, "seq": file.lines[-1].seq, "language": language, "was": labels[0].code,
            "now": str(fact.value), "engine": ENGINE, "by": by, "at": at,
        },
    )  # fmt: skip
    learning.ask(shop, language, at)


def of_case(case_id: str) -> Learning | None:
    """Return what became of the correction that was made in a case; None where none was."""
    made = ClassCorrection.objects.filter(case_id=case_id).first()
    if made is None:
        return None
    mine = ClassReader.objects.filter(shop_key=made.shop_key, language=made.language)
    reader = mine.defer("weights").first()
    if reader is None or reader.asked > reader.learned:
        return Learning("waits", made.now)
    state = "off" if not reader.on else "used" if reader.taken else "not_taken"
    return Learning(state, made.now, reader.at)


def switch(reader: ClassReader, on: bool, by: str) -> None:
    """Let a shop read by its corrections, or by the shipped weights alone. The corrections stay."""
    reader.on, reader.switched_by = on, by
    reader.save(update_fields=["on", "switched_by"])


@lru_cache(maxsize=_KEPT)
def _model(reader: int, learned_at: datetime) -> Model | None:
    body = ClassReader.objects.values_list("weights", flat=True).get(pk=reader)
    return unpacked(bytes(body)) if body else None
