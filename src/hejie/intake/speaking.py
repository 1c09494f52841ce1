"""In which language does the buyer write: by the words themselves, else as the row or the market says?"""

from __future__ import annotations

from hejie.casefile.vocabulary import LANGUAGES
from hejie.language.detection import detect

LOCALES = {code.split("-")[0]: code for code in LANGUAGES}
# not a rule: a word or two ("refund", "ok") belong to every market, and a first line is enough to hear a language
SHORTEST, LONGEST, SURE, HEARD_BEFORE = 12, 160, 0.9, 4.0


def spoken(text: str, otherwise: str) -> str:
    """Return the language of a buyer's words as we answer in it; `otherwise` where they are few, mixed or foreign."""
    words = text[:LONGEST].strip()
    if len(words) < SHORTEST and words.isascii():
        return otherwise
    found = detect(words, likely={otherwise.split("-")[0]: HEARD_BEFORE} if otherwise else None)
    return LOCALES.get(found.language, otherwise) if found.confidence >= SURE else otherwise
