"""What was wrong with a file or a cell, in the reader's language?

Intake says its reasons in English, and they are kept as said, for whoever reads a log or calls the API. Here each is
recognised by its sentence and told again; one that is not known stays English.
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the translators. Ours, because `hejie triage` reads this file without Django's settings."""
    return sentence


# The sentences of hejie.intake.mistakes, hejie.desk.imports.mistakes and of cells; a test reads them from the sources.
REASONS = (
    gettext_noop("there is no such day or hour (%(a)s)"),
    gettext_noop("the year %(a)s cannot be right; give the true time, or leave the cell empty"),
    gettext_noop("this is not a date; write it like 2026-11-24 10:35"),
    gettext_noop("%(a)s is not a month in English, Spanish or Portuguese"),
    gettext_noop("its hour cannot be read; write it like 2026-11-24 10:35"),
    gettext_noop(
        "a spreadsheet shortened this number and its last digits are gone; import the file as the "
        "platform gave it"
    ),
    gettext_noop("an id has at most %(a)s signs on one line"),
    gettext_noop("this name has at most %(a)s signs on one line"),
    gettext_noop("this is not an amount; write it like 12.50, with or without a currency sign"),
    gettext_noop("the signs between its digits can be read in two ways; write it like 1234.50"),
    gettext_noop("an amount has at most %(a)s digits"),
    gettext_noop("this is neither yes nor no; write 是/否, yes/no, sí/no or sim/não"),
    gettext_noop("this is not a whole number"),
    gettext_noop("this is not a weight; write it like 850 g or 0.85 kg"),
    gettext_noop("a weight is kept in whole grams; give it without fractions of a gram"),
    gettext_noop(
        "%(a)s is finer than %(b)s can be paid, and rounding would change the case. Give at most "
        "%(c)s decimals."
    ),
    gettext_noop(
        "%(a)s is not a currency code, so its minor unit is unknown. Use the three letters of ISO "
        "4217, such as CNY, BRL, MXN or USD."
    ),
    gettext_noop("the cell is empty, and the row cannot be told apart without it"),
    gettext_noop(
        "the row has %(a)s cells under %(b)s headers: a comma or quote inside a cell has shifted the columns"
    ),
    gettext_noop(
        "this shop is none of yours; ask an administrator to add you to it, or to bring the file in"
    ),
    gettext_noop(
        "this row is older than what is on record: the platform has closed the case since, so it was not "
        "applied; if the platform opened it again, bring an export with a later time of change, or its new "
        "after-sales id"
    ),
    gettext_noop(
        "this row tells an earlier state of the case than what is on record, and no time in it is newer, so "
        "it was not applied; if the platform did take it back, bring an export with a later time of change "
        "or deadline"
    ),
    gettext_noop("%(a)s is empty, so there is nothing to import. Export again, and check the dates chosen."),
    gettext_noop("%(a)s is %(b)s, which holds no rows that can be read. %(c)s"),
    gettext_noop(
        "The text of %(a)s is in an encoding that was not recognised (%(b)s), and a wrong one would "
        "turn names into nonsense. Save it as UTF-8 (in Excel: CSV UTF-8), or name its encoding."
    ),
    gettext_noop(
        "%(a)s unpacks to %(b)s MB, more than the %(c)s MB a workbook may have here: it may be made "
        "to fill the memory. Export a shorter time, or export as CSV, which is read in pieces."
    ),
    gettext_noop(
        "%(a)s takes more than the %(b)s MB of memory that a workbook may take to be read, so it was left "
        "alone: it may be made to fill the memory. Export a shorter time, or export as CSV, which is read in "
        "pieces."
    ),
    gettext_noop(
        "%(a)s cannot be read (%(b)s): it is damaged, locked with a password, or was cut off. "
        "Download it again; if it has a password, save a copy without one."
    ),
    gettext_noop(
        "The columns fit no export we know, and guessing would misread them. Nearest: %(a)s, without "
        "%(b)s. The file has: %(c)s. Name the platform (--platform), map columns by hand (--map "
        "COLUMN=FIELD), or use Hejie's own format."
    ),
    gettext_noop(
        "The file was brought as an export of %(a)s, but its columns are those of a %(b)s; read as "
        "%(c)s its words would mean something else. Name the right platform, or map the columns by "
        "hand (--map COLUMN=FIELD)."
    ),
    gettext_noop(
        "Read as %(a)s, the file lacks %(b)s: without it two complaints cannot be told apart.%(c)s "
        "Export again with that column, or map one to it (--map COLUMN=FIELD)."
    ),
    gettext_noop(
        "The ids in %(a)s (for example %(b)s) end in zeros after 15 digits: a spreadsheet rounded "
        "them, and different complaints would become one. Import the file as the platform gave it, "
        "without opening and saving it in between, or format the column as text first."
    ),
    gettext_noop("this name holds a colon, which parts the names of a case; write it without"),
    gettext_noop(
        "%(a)s is no name of a shop, so nothing was read. Give one without a colon, on one line, and of at "
        "most 80 signs, such as lantern."
    ),
    gettext_noop("It broke off; the log says why. What landed is kept."),
)
_SLOT = re.compile(r"%\((\w)\)s")


def told(reason: str) -> str:
    """Return a reason in the language of the page."""
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(reason):
            return gettext(sentence) % found.groupdict() if found.groupdict() else gettext(sentence)
    return reason


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, _pattern(sentence)) for sentence in REASONS)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _SLOT.split(sentence)  # words and names of slots in turn
    return re.compile(
        "".join(f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)),
        re.DOTALL,
    )
