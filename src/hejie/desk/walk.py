"""How does one case walk the whole house, and what does each room add?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hejie.arbitration import prepare
from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry
from hejie.casefile.parties import SYSTEM, Actor
from hejie.closing import carry_out
from hejie.dispatch import escalate, wind
from hejie.dispatch.standing import stand_in
from hejie.judgment import judge
from hejie.negotiation import next_move, propose_another
from hejie.negotiation.reaching import plan_contact
from hejie.remedy import weigh
from hejie.rulebook import Rulebook
from hejie.verification import verify

Room = Callable[..., tuple[Entry, ...]]

# notice and intake come before: they open the file that walks. An accepted offer is settled before the clocks and the
# next message are looked at, for both read that it is.
JOURNEY: tuple[Room, ...] = (
    verify,
    carry_out,
    wind,
    judge,
    weigh,
    escalate,
    propose_another,
    stand_in,
    next_move,
    plan_contact,
    prepare,
)


def walk(file: CaseFile, *, rules: Rulebook, at: datetime, by: Actor = SYSTEM) -> CaseFile:
    """Ask each room in turn what it has to add, and return the file with it.

    Rooms say nothing when nothing changed, so the same walk may be taken again after each new fact, or by the
    clock, and a second walk at once adds nothing. A closed case does not walk.
    """
    for room in JOURNEY:
        if file.is_open:
            file = file.add(*room(file, rules=rules, at=at, by=by))
    return file
