"""Where was a fact read, in the reader's words? Entries keep it as a mark; the page says what the mark means."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from hejie.casefile import entries, vocabulary
from hejie.desk.telling import naming


def told(source: str, language: str) -> str:
    """Return the place that a fact's source marks; what a person wrote there stays as written."""
    if source == "opening" or hasattr(entries, source):
        return _("the story of this case")
    if source in vocabulary.CHANNELS:
        return naming.label("CHANNELS", source, language)
    for mark, says in MARKS.items():
        if found := re.fullmatch(mark, source):
            return says(found, language)
    return source


MARKS: dict[str, Callable[[re.Match[str], str], str]] = {
    "desk": lambda found, language: _("written down at the desk"),
    r"export (.+) line (\d+)": lambda found, language: (
        _("%(file)s, line %(line)s") % {"file": found[1], "line": found[2]}
    ),
    r"scan (.+)": lambda found, language: _("scans of %(parcel)s") % {"parcel": found[1]},
    r"market of (.+)": lambda found, language: (
        _("what holds for every order on %(platform)s") % {"platform": naming.platform(found[1], language)}
    ),
    r"weighing (.+)": lambda found, language: naming.names(language).get(found[1], found[1]),
}
