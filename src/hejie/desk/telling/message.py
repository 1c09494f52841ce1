"""Which answer is proposed to the buyer, and was it sent?"""

from __future__ import annotations

from typing import NamedTuple

from hejie.casefile import CaseFile
from hejie.casefile.entries import MessageDrafted, MessageReceived, MessageSent
from hejie.casefile.parties import Role
from hejie.desk import house
from hejie.desk.drafting.choosing import named, slot_name
from hejie.desk.telling.reader import Reader


class Draft(NamedTuple):
    """The proposed answer as the page shows it."""

    text: str
    language: str
    script: str
    missing: tuple[str, ...]
    because: str
    sent: bool


def draft(file: CaseFile, reader: Reader) -> Draft:
    """Return the answer drafted last, and whether anything was sent after it; an empty one to write by hand."""
    sent = False
    for line in reversed(file.standing):
        match line.entry.what:
            case MessageSent():
                sent = True
            case MessageDrafted() as made:
                library = house.rules().library
                slots = [slot_name(name, library, reader.language) for name in made.missing]
                missing = tuple(reader.teller.names.get(slot, slot) for slot in slots)
                text = named(made.text, library, reader.language)
                return Draft(text, made.language, made.script, missing, made.because, sent)
            case _:
                continue
    return Draft("", file.opened.language or reader.language, "", (), "", sent)


def last_words(file: CaseFile) -> str:
    """Return what the buyer wrote last."""
    for received in reversed(list(file.all(MessageReceived))):
        if received.sender is Role.BUYER:
            return received.text
    return ""
