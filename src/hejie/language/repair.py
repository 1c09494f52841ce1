"""What was this text before a wrong encoding, a reader's notes or odd widths got into it?

`repair` changes what a person reads: broken encodings, pinyin notes, control signs. `MatchingCopy` changes
nothing: it is a second text for patterns to look at, with the way back to the first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import ftfy
from msgspec import Struct

from hejie.language.shipped import shipped

# Each route undoes one mistake: text of the second encoding was read as the first.
ROUTES = (
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
    ("cp1251", "utf-8"),
    ("gb18030", "utf-8"),
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
    ("latin-1", "big5"),
    ("cp1252", "big5"),
    ("latin-1", "cp1251"),
    ("cp1252", "cp1251"),
    ("cp1251", "gb18030"),
    ("cp1251", "big5"),
)
_GAIN = 0.3  # a route must make this much more of the text common signs, or the text stays as it is
_GOOD = 0.9
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN_NOTE = re.compile(
    rf"(?<=[㐀-鿿])[(（]\s?(?=[a-zü{_TONES}]{{0,6}}[{_TONES}])[a-zü{_TONES}]{{1,7}}\s?[)）]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INVISIBLE = frozenset("​‌‍⁠﻿­‎‏")
_HAN = re.compile(r"[㐀-鿿]+")
_MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")  # no word is written so; French read as Russian is
_JUMP = re.compile(r"(?<=[а-я])[А-Я]|(?<=[А-Я]{2})[а-я]")  # capitals as in no word: Chinese read as Russian
_GLUED = re.compile(r"(?<=[A-Za-z])[㐀-鿿]+|[㐀-鿿]+(?=[a-z])|(?<![^ ])[茅贸谩](?= )|拢(?=\d)")
_SUSPECT = re.compile(r"[\x80-ÿ]|�|[ŒœŠšŽžƒˆ˜†‡•‰‹›™]|[Ѐ-ӿ]|[㐀-鿿]")


class Repaired(Struct, frozen=True):
    """The text as it was meant, what was done to it, and whether something stays lost."""

    text: str
    steps: tuple[str, ...] = ()
    damaged: bool = False


def repair(text: str) -> Repaired:
    """Return the text as it was meant; what cannot be got back is marked `damaged`, never guessed."""
    steps = []
    for name, step in (("control", _drop_control), ("encoding", _recode), ("pinyin", _drop_pinyin)):
        changed = step(text)
        if changed != text:
            steps.append(name)
            text = changed
    return Repaired(text, tuple(steps), damaged="�" in text or _looks_recoded(text))


def _drop_control(text: str) -> str:
    return _CONTROL.sub("", text)


def _drop_pinyin(text: str) -> str:
    # The tone mark is what tells a reading note from a gloss such as 苹果(apple).
    return _PINYIN_NOTE.sub("", text)


def _recode(text: str) -> str:
    if text.isascii() or not _SUSPECT.search(text):
        return text
    latin = _undo(text, "gb18030", "utf-8")
    if latin and _is_glued(text) and not _HAN.search(latin) and commonness(latin) >= _GOOD:
        return latin
    best, best_share = text, commonness(text)
    needed = best_share + _GAIN
    for read_as, meant in ROUTES:
        candidate = _undo(text, read_as, meant)
        share = commonness(candidate) if candidate else 0.0
        if share > max(best_share, _GOOD) and share >= needed:
            best, best_share = candidate, share
    return best if best != text else ftfy.fix_encoding(text)


def _is_glued(text: str) -> bool:
    # Portuguese in UTF-8 that a Chinese spreadsheet read as GBK: "conclu铆do". The sign is common, its place is not.
    runs = len(_HAN.findall(text))
    return runs > 0 and len(_GLUED.findall(text)) * 2 >= runs


def _undo(text: str, read_as: str, meant: str) -> str:
    try:
        meant_text = text.encode(read_as).decode(meant)
    except UnicodeError:
        return ""
    return "" if meant == "cp1251" and _MIXED.search(meant_text) else meant_text


def commonness(text: str) -> float:
    """Return the share of signs beyond ASCII that ordinary text in our languages is made of, from 0 to 1.

    Rare Chinese characters, stray Latin-1 signs and capitals inside a word are not: a wrong encoding is full of them.
    """
    signs = [sign for sign in text if not sign.isascii() and not sign.isspace()]
    common = sum(map(_is_common, signs)) - len(_JUMP.findall(text))
    return common / len(signs) if signs else 1.0


@lru_cache(maxsize=32768)
def _is_common(sign: str) -> bool:
    if "㐀" <= sign <= "鿿":
        return _row(sign, "gb2312") in range(0xB0, 0xD8) or _row(sign, "big5") in range(0xA4, 0xC7)
    if sign in "áàâãéêíóôõúüçñÁÀÂÃÉÊÍÓÔÕÚÜÇÑ¡¿ºª°´£€¥·":
        return True
    if "а" <= sign.lower() <= "я" or sign in "ёЁ":
        return True
    return ord(sign) > 0xFF and unicodedata.category(sign)[0] in "PSZ"


def _row(sign: str, encoding: str) -> int:
    # The first byte tells the level: both standards list their everyday characters first.
    try:
        return sign.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0


def _looks_recoded(text: str) -> bool:
    han = [sign for sign in text if "㐀" <= sign <= "鿿"]
    return len(han) >= 4 and sum(map(_is_common, han)) < len(han) / 2


class MatchingCopy:
    """A text for patterns, and the way back: small letters, simplified characters, one width, no accents."""

    def __init__(self, original: str) -> None:
        signs: list[str] = []
        places: list[int] = []
        for place, sign in enumerate(original):
            folded = _folded(sign)
            signs.append(folded)
            places.extend([place] * len(folded))
        self.original = original
        self.text = "".join(signs)
        self._places = places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a non-empty stretch of the copy stands in the original."""
        last = self._places[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self._places[start], last


@lru_cache(maxsize=32768)
def _folded(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if sign in _INVISIBLE:
        return ""
    if sign in "’‘":
        return "'"
    if sign.isspace():
        return " " if sign not in "\n\r" else sign
    if "㐀" <= sign <= "鿿":
        return _simplified().get(sign, sign)
    wide = unicodedata.normalize("NFKD", sign).lower()
    return "".join(part for part in wide if not unicodedata.combining(part))


def simplified(text: str) -> str:
    """Return a text with its everyday traditional characters written as simplified ones, one for one."""
    return text if text.isascii() else "".join(_simplified().get(sign, sign) for sign in text)


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    # The everyday characters of complaints, one for one; not a conversion of texts.
    return {pair[0]: pair[1] for pair in shipped("patterns", "traditional.txt").split()}
