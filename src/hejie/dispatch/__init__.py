"""派单: who works on what next, by when, and what is lost if nobody does."""

from hejie.dispatch.clocks import wind
from hejie.dispatch.stakes import stake

__all__ = ["stake", "wind"]
