"""Why could something not be done, in the reader's language?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hejie.casefile.case import NothingToCorrect, NothingToReopen
from hejie.casefile.money import FractionOfMinorUnit, UnknownCurrency
from hejie.casefile.stages import StageCannotFollow
from hejie.closing.ending import NothingLearned, StillOwed
from hejie.closing.errands import NoSuchErrand
from hejie.closing.recovery import ClaimedAlready, NothingClaimed, NotLiable
from hejie.desk.acts.acting import BelowEntitlement, NothingAsked, NotTheirs, NotWeighed
from hejie.desk.acts.holding import HeldBySomebodyElse
from hejie.desk.acts.objections import (
    EndsOtherwise,
    NotAhead,
    NotATime,
    NothingOffered,
    NothingPromised,
    NotOnTheList,
    NotSteppedIn,
    NotTheirsToCorrect,
    PromisedAlready,
    TakenBackAlready,
)
from hejie.desk.acts.proofreading import NotToBeSent
from hejie.desk.acts.spending import SpentForToday
from hejie.desk.acts.stating import NoSuchFact, NothingSaid, NotReadable
from hejie.desk.errands.sending import NotConnected, NotOpen, SaidAlready, UnderWay, Unfilled
from hejie.desk.sums import NotASum
from hejie.remedy.authority import BeyondApprover, NobodyAsked, OwnRequest

REFUSALS = (
    BelowEntitlement,
    BeyondApprover,
    ClaimedAlready,
    EndsOtherwise,
    FractionOfMinorUnit,
    HeldBySomebodyElse,
    NoSuchErrand,
    NoSuchFact,
    NobodyAsked,
    NotASum,
    NotATime,
    NotAhead,
    NotConnected,
    NotLiable,
    NotOnTheList,
    NotOpen,
    NotReadable,
    NotSteppedIn,
    NotTheirs,
    NotTheirsToCorrect,
    NotWeighed,
    NothingAsked,
    NothingClaimed,
    NothingLearned,
    NothingOffered,
    NothingPromised,
    NothingSaid,
    NothingToCorrect,
    NothingToReopen,
    NotToBeSent,
    OwnRequest,
    PromisedAlready,
    SaidAlready,
    SpentForToday,
    StageCannotFollow,
    StillOwed,
    TakenBackAlready,
    UnderWay,
    Unfilled,
    UnknownCurrency,
)


def told(error: Exception) -> str:
    """Return what the reader is told; a mistake without words of its own here says what its class says."""
    words = SAID.get(type(error))
    if words is None:
        return str(error)
    return _(words) % {"said": getattr(error, "said", ""), "seq": getattr(error, "seq", "")}


SAID: dict[type[Exception], str] = {
    HeldBySomebodyElse: gettext_noop(
        "%(said)s has this case. Take it over first (the story will say so), then answer the buyer."
    ),
    NoSuchErrand: gettext_noop("This was done, or its clock stopped, a moment ago. Look at the story."),
    NothingLearned: gettext_noop(
        "A case closes with a cause and a lesson. Say why it happened, and what would have prevented it."
    ),
    StillOwed: gettext_noop(
        "Something is still owed in this case. Tick off the steps of the settlement and the promises first."
    ),
    NotToBeSent: gettext_noop(
        "This may not be sent as it is: “%(said)s”. Change these words, or let a supervisor say why it may go."
    ),
    NothingSaid: gettext_noop("Nothing was written, so nothing was recorded."),
    NotReadable: gettext_noop("“%(said)s” cannot be read as a value of this fact; nothing was recorded."),
    NotASum: gettext_noop("“%(said)s” is no amount of money. Write it like 12.50."),
    OwnRequest: gettext_noop(
        "You asked for this approval yourself, so somebody else must answer it. Ask a colleague who may."
    ),
    BeyondApprover: gettext_noop(
        "This sum is beyond your own limit too, so your approval would not hold. Hand it on."
    ),
    NobodyAsked: gettext_noop("No approval is waiting; somebody may just have answered it."),
    SpentForToday: gettext_noop(
        "This is more than is left of what you may grant today. Offer less, or ask somebody who may approve it."
    ),
    NotTheirs: gettext_noop("Your role may not answer this approval."),
    NothingAsked: gettext_noop("No approval is waiting; somebody may just have answered it."),
    NotWeighed: gettext_noop("This remedy is not among those weighed now. Look at the offers again."),
    BelowEntitlement: gettext_noop("This remedy gives the buyer less than the law does. Choose another one."),
    NoSuchFact: gettext_noop("No rule knows this fact, so it was not recorded. Choose one from the list."),
    FractionOfMinorUnit: gettext_noop("This sum is finer than the currency can be paid. Take away decimals."),
    UnknownCurrency: gettext_noop("This currency is not known. Use its three letters, such as CNY."),
    NotOnTheList: gettext_noop(
        "“%(said)s” is not one of the choices; nothing was recorded. Choose one of the list."
    ),
    NotATime: gettext_noop(
        "“%(said)s” is no date and time; nothing was recorded. Choose it in the calendar."
    ),
    NotAhead: gettext_noop(
        "This time has passed already; such a promise would be broken at once. Choose a later one."
    ),
    NothingOffered: gettext_noop(
        "Nothing was offered here, so nothing can be accepted. Record the offer first, or what the buyer wrote."
    ),
    NothingPromised: gettext_noop("This promise is not open any more. Look at the story."),
    PromisedAlready: gettext_noop(
        "The same is promised already and not kept yet. Keep the first promise before."
    ),
    EndsOtherwise: gettext_noop("A case ends with a cause and a lesson: use “Close case”."),
    NotSteppedIn: gettext_noop(
        "The platform has not stepped in yet, so there is nothing it could have ruled on. Record first that it did."
    ),
    NotLiable: gettext_noop(
        "By the judgment the carrier is not liable. State the facts that make it so, then claim."
    ),
    ClaimedAlready: gettext_noop("A claim is running. Remind the carrier, or record its answer."),
    NothingClaimed: gettext_noop(
        "No claim on a carrier waits for an answer here. Record first what was claimed."
    ),
    TakenBackAlready: gettext_noop("Entry %(seq)s was taken back already."),
    NotTheirsToCorrect: gettext_noop(
        "Entry %(seq)s is another person's or answers an approval: only a supervisor may take it back. "
        "Ask one, or leave a note."
    ),
    NothingToCorrect: gettext_noop(
        "This entry cannot be taken back: openings and endings stay. State the right facts, or reopen the case."
    ),
    NothingToReopen: gettext_noop("The case is not closed, so there is nothing to reopen."),
    StageCannotFollow: gettext_noop(
        "The case cannot move there from its stage: its story would have a gap. Choose one of the stages offered, "
        "or correct what was recorded before."
    ),
    NotConnected: gettext_noop(
        "No connector may send for this shop. Copy the answer, send it on the platform, and mark it as sent."
    ),
    UnderWay: gettext_noop(
        "An answer is being sent already. Wait until the page says what came of it, or take it back."
    ),
    SaidAlready: gettext_noop(
        "The same words were sent already and the buyer has not written since. Change them to remind the buyer."
    ),
    Unfilled: gettext_noop("The answer still has places to be filled in (⟦…⟧). Fill them in, then send it."),
    NotOpen: gettext_noop("The case is closed, so nothing is sent from it. Open it again first."),
}
