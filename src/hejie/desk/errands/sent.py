"""Can the answer be sent through the platform from here, and what became of the one that was asked for last?"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hejie.casefile import CaseFile
from hejie.closing.errands import SEND, Errand, State, errands
from hejie.desk.errands import sending as asking
from hejie.desk.errands.to_do import held_up, last_failure, reason, where
from hejie.desk.telling import naming
from hejie.desk.telling.reader import Reader

# the code of a trouble (casefile TROUBLES) -> what a person is to do about an answer that did not go out for it
ADVICE = {
    "refused": gettext_noop(
        "The platform did not take it. Change the words and send again, or send it on the platform."
    ),
    "unclear": gettext_noop(
        "Nobody knows whether the platform took it. Look there first: if it stands there, say so here. "
        "Sending again is safe: the same words are looked for before."
    ),
    "not_offered": gettext_noop(
        "The platform takes no message in this claim now, or it was tried too often. Look at the case there."
    ),
    "": gettext_noop("It was not sent. Look at the case on the platform, then send again or send it there."),
}
ADVICE |= dict.fromkeys(("not_possible", "tried_too_often"), ADVICE["not_offered"])


class Sending(NamedTuple):
    """How an answer goes out of this case. `through` is the platform's name, empty where a person sends by hand.

    `state` is that of the answer asked for last: empty for none, `waits`, `taken`, `sent` or `failed`.
    """

    through: str = ""
    state: str = ""
    key: str = ""
    seq: str = ""
    text: str = ""
    language: str = ""
    script: str = ""
    advice: str = ""
    told: str = ""
    trouble: str = ""
    link: str = ""


STATES = {
    State.PROPOSED: "waits",
    State.QUEUED: "taken",
    State.DONE: "sent",
    State.FAILED: "failed",
}


def sending(file: CaseFile, reader: Reader) -> Sending:
    """Return how an answer goes out of this case, and what became of the last one."""
    connector = asking.through(file)
    through = naming.platform(file.platform, reader.language) if connector else ""
    last = next((one for one in reversed(errands(file)) if one.action == SEND), None)
    if last is None:
        return Sending(through)
    state = STATES[last.state]
    return Sending(
        through,
        state,
        last.key,
        last.key.rpartition("#")[2],
        last.params["text"],
        last.params["language"],
        last.params["script"],
        _advice(file, last) if state == "failed" else "",
        _told(file, last, state, reader),
        held_up(connector, reader) if connector and state in ("waits", "taken") else "",
        where(last),
    )


def _advice(file: CaseFile, errand: Errand) -> str:
    failed = last_failure(file, errand)
    return _(ADVICE.get(failed.cause if failed else "", ADVICE[""]))


def _told(file: CaseFile, errand: Errand, state: str, reader: Reader) -> str:
    if state == "failed":
        return reason(file, errand, reader)
    return errand.told if state == "sent" else ""
