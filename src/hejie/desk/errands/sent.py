"""Can the answer be sent through the platform from here, and what became of the one that was asked for last?"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_noop

from hejie.casefile import CaseFile
from hejie.closing.errands import SEND, State, errands
from hejie.desk.errands import sending as asking
from hejie.desk.errands.to_do import advice, held_up, reason, where
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

    The rest is of the answer asked for last. `state` is empty for none, or `waits`, `taken`, `sent` or `failed`; `seq`
    the number of the entry that asked; `told` the receipt, or why it failed; `trouble` what holds the connector up.
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
    found = Sending(
        through,
        state=STATES[last.state],
        key=last.key,
        seq=last.key.rpartition("#")[2],
        text=last.params["text"],
        language=last.params["language"],
        script=last.params["script"],
        link=where(last),
    )
    match last.state:
        case State.FAILED:
            return found._replace(advice=advice(ADVICE, file, last), told=reason(file, last, reader))
        case State.DONE:
            return found._replace(told=last.told)
    return found._replace(trouble=held_up(connector, reader) if connector else "")
