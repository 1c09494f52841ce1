"""Which pieces of a text are kept, and looked for, so that Chinese words are found without a dictionary?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b

# Writing without spaces: Han, kana and Hangul, with the rarer Han of the planes above.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(f"(?P<unspaced>[{UNSPACED}]+)|(?P<word>[^\\W_{UNSPACED}]+)")
UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
LONGEST = 60  # letters of one word; more is a number nobody types
SHORT_NUMBER = 5  # digits: longer ones name orders, parcels and phones
MOST = 300  # pieces of one case: what is written first counts
MARK = "§"  # never part of a word, so nobody can type a mark


def pieces(*texts: str) -> str:
    """Return the pieces of texts, each once, with a space between: pairs of characters, and whole words.

    The last character of a run stands alone too, so that each character begins one piece and can be looked for.
    """
    found = dict.fromkeys(piece for text in texts for piece in _pieces(text))
    return " ".join(list(found)[:MOST])


def text_of(kept: str) -> str:
    """Return nearly the text that pieces were made of: in order, each piece once, without marks and long numbers."""
    told, last = list[str](), ""
    for piece in kept.split():
        if piece.startswith(MARK) or (piece.isdigit() and len(piece) > SHORT_NUMBER):
            continue
        if not UNSPACED_RUN.fullmatch(piece):
            told.append(f" {piece} ")
            last = ""
        elif last and last == piece[0]:
            told.append(piece[1:])
            last = piece[-1] if len(piece) > 1 else ""
        else:
            told.append(f" {piece}")
            last = piece[-1]
    return " ".join("".join(told).split())


def mark(what: str) -> str:
    """Return the piece that marks a case as open or closed, or as of a shop."""
    return MARK + blake2b(what.encode(), digest_size=5).hexdigest()


def wanted(words: str) -> tuple[list[str], list[str]]:
    """Return the pieces that a search asks for whole, and those with which a piece must begin."""
    whole, begins = list[str](), list[str]()
    for unspaced, word in _runs(words):
        if len(unspaced) > 1:
            whole += _pairs(unspaced)
        else:
            begins.append(unspaced or word)
    return list(dict.fromkeys(whole)), list(dict.fromkeys(begins))


def _pieces(text: str) -> Iterator[str]:
    for unspaced, word in _runs(text):
        if unspaced:
            yield from _pairs(unspaced)
            yield unspaced[-1]
        else:
            yield word


def _runs(text: str) -> Iterable[tuple[str, str]]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return (
        (run["unspaced"] or "", _bare(run["word"])[:LONGEST] if run["word"] else "")
        for run in RUN.finditer(folded)
    )


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _bare(word: str) -> str:
    # Whoever types `eletronico` means `eletrônico`.
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)
    )
