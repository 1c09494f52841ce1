"""By which weights does a shop read its buyers: the shipped ones, or those that learned from its own people?

A person who says that a complaint is of another class than was read corrects the reader. The words stay in the case;
the corrections of a shop and language are learned at once, and used only if they spoil no class and nobody switched
them off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import MessageReceived
from hejie.casefile.facts import Fact
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.cases.index import shop_key
from hejie.desk.models import ClassCorrection, ClassReader
from hejie.language.complaints import classify, trained
from hejie.language.corrections import Correction, relearn
from hejie.language.detection import detect
from hejie.language.exemplars import LANGUAGES
from hejie.language.linear import Model
from hejie.language.reading import ENGINE
from hejie.language.repair import MatchingCopy

LAST = 3  # not a rule: the messages of a buyer that are read together; what is older is another matter
MOST = 300  # not a rule: corrections learned, the newest, so that learning takes about a second
_KEPT = 8  # models in one process


def messages(file: CaseFile, until: int | None = None) -> tuple[str, ...]:
    """Return what the buyer wrote, oldest first; `until` is the last entry that counts."""
    return tuple(
        line.entry.what.text
        for line in file.standing
        if isinstance(line.entry.what, MessageReceived)
        and line.entry.what.sender is Role.BUYER
        and (until is None or line.seq <= until)
    )


def joined(said: Sequence[str]) -> str:
    """Return the last messages as they are read together: a chat is short, and half of it are questions."""
    return "\n".join(said[-LAST:])


def model_of(shop: str, language: str) -> Model | None:
    """Return the weights that a shop reads a language by; None for the shipped ones."""
    if not shop or language not in LANGUAGES:
        return None
    reader = ClassReader.objects.filter(shop_key=shop, language=language, on=True, taken=True).first()
    return _model(shop, language, reader.at) if reader else None


def corrected(file: CaseFile, fact: Fact, by: str, at: datetime) -> None:
    """Keep that a person says what a case is about, if the desk reads its words otherwise, and learn it once kept."""
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
    transaction.on_commit(lambda: learn(shop, language))


def learn(shop: str, language: str) -> ClassReader:
    """Learn the corrections of a shop and write down whether they may be used; about a second."""
    found = relearn(language, _corrections(shop, language))
    told = {
        "taken": found.taken, "count": ClassCorrection.objects.filter(shop_key=shop, language=language).count(),
        "before": found.before, "after": found.after, "lost": list(found.lost), "at": timezone.now(),
    }  # fmt: skip
    reader, _ = ClassReader.objects.get_or_create(shop_key=shop, language=language)
    ClassReader.objects.filter(id=reader.id).update(**told)
    reader.refresh_from_db()
    return reader


def switch(reader: ClassReader, on: bool, by: str) -> None:
    """Let a shop read by its corrections, or by the shipped weights alone. The corrections stay."""
    reader.on, reader.switched_by = on, by
    reader.save(update_fields=["on", "switched_by"])


@lru_cache(maxsize=_KEPT)
def _model(shop: str, language: str, learned_at: datetime) -> Model:
    # Learned again by each process that needs it: the same corrections make the same weights, and none lie about.
    return relearn(language, _corrections(shop, language)).model


def _corrections(shop: str, language: str) -> list[Correction]:
    rows = ClassCorrection.objects.filter(shop_key=shop, language=language).order_by("-id")[:MOST]
    said = _said(rows)
    return [
        Correction(said[row.case_id], row.was, row.now, row.engine)
        for row in reversed(rows)
        if said.get(row.case_id)
    ]


def _said(rows: Iterable[ClassCorrection]) -> dict[str, str]:
    until = {row.case_id: row.seq for row in rows}
    return {file.case_id: joined(messages(file, until[file.case_id])) for file in store.several(until)}
