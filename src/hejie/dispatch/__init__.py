"""派单: who works on what next, by when, what moves up by itself, and what is lost if nobody does?"""

from hejie.dispatch.clocks import wind
from hejie.dispatch.escalating import escalate
from hejie.dispatch.stakes import stake

__all__ = ["escalate", "stake", "wind"]
