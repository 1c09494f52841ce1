"""Which entry may this person take back, and which not?"""

from __future__ import annotations

from django.contrib.auth.models import User

from hejie.casefile import CaseFile
from hejie.casefile.case import NothingToCorrect
from hejie.casefile.chain import Line
from hejie.casefile.entries import ApprovalAnswered, CaseClosed, CaseReopened, EntryCorrected
from hejie.casefile.parties import Role
from hejie.desk.access import people
from hejie.desk.acts.objections import NotTheirsToCorrect, TakenBackAlready

NEVER = (CaseClosed, CaseReopened)  # an ending is undone by opening the case again, a reopening by closing it


def correction(file: CaseFile, seq: int, because: str, person: User) -> EntryCorrected:
    """Return the correction of an entry; raise NothingToCorrect, TakenBackAlready or NotTheirsToCorrect."""
    line = next((line for line in file.lines if line.seq == seq), None)
    if line is None or line.seq == 1 or isinstance(line.entry.what, NEVER):
        raise NothingToCorrect(seq, len(file.lines))
    if line not in file.standing:
        raise TakenBackAlready(seq)
    if not may_correct(line, person):
        raise NotTheirsToCorrect(seq)
    return EntryCorrected(seq, because)


def may_correct(line: Line, person: User) -> bool:
    """Tell whether a person may take an entry back: their own; all but the opening, if they supervise.

    What the rooms or the platform said is corrected by stating the right facts, and by a supervisor if need be. An
    answer to an approval is no agent's to take back: an earlier, wider one would stand again.
    """
    what, by = line.entry.what, line.entry.by
    if line.seq == 1 or isinstance(what, NEVER):
        return False
    if people.role_of(person) in people.APPROVERS:
        return True
    own = by.name == person.get_username() and by.role is not Role.SYSTEM
    return own and not isinstance(what, ApprovalAnswered)
