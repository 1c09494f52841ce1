"""Why could something not be done, in the reader's language?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hejie.casefile.case import NothingToCorrect, NothingToReopen
from hejie.casefile.money import FractionOfMinorUnit, UnknownCurrency
from hejie.casefile.stages import StageCannotFollow
from hejie.closing.ending import NothingLearned, StillOwed
from hejie.desk.acting import BelowEntitlement, NothingAsked, NotTheirs, NotWeighed
from hejie.desk.pages.sums import NotASum
from hejie.desk.spending import SpentForToday
from hejie.desk.stating import NoSuchFact, NothingSaid, NotReadable
from hejie.remedy.authority import BeyondApprover, NobodyAsked, OwnRequest

REFUSALS = (
    BelowEntitlement,
    BeyondApprover,
    FractionOfMinorUnit,
    NoSuchFact,
    NobodyAsked,
    NotASum,
    NotReadable,
    NotTheirs,
    NotWeighed,
    NothingAsked,
    NothingLearned,
    NothingSaid,
    NothingToCorrect,
    NothingToReopen,
    OwnRequest,
    SpentForToday,
    StageCannotFollow,
    StillOwed,
    UnknownCurrency,
)


def told(error: Exception) -> str:
    """Return what the reader is told; a mistake without words of its own here says what its class says."""
    match error:
        case NothingLearned():
            return _(
                "A case closes with a cause and a lesson. Say why it happened, and what would have prevented it."
            )
        case StillOwed():
            return _(
                "Something is still owed in this case. Tick off the steps of the settlement and the promises first."
            )
        case NothingSaid():
            return _("Nothing was written, so nothing was recorded.")
        case NotReadable(said=said):
            return _("“%(said)s” cannot be read as a value of this fact; nothing was recorded.") % {
                "said": said
            }
        case NotASum(said=said):
            return _("“%(said)s” is no amount of money. Write it like 12.50.") % {"said": said}
        case NotTheirs():
            return _("Your role may not answer this approval.")
        case NothingAsked():
            return _("No approval is waiting; somebody may just have answered it.")
        case NotWeighed():
            return _("This remedy is not among those weighed now. Look at the offers again.")
        case BelowEntitlement():
            return _("This remedy gives the buyer less than the law does. Choose another one.")
        case _:
            return str(error)
