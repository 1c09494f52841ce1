"""起草: what would a model of the team's choice answer, and may anybody look at it?

Off unless the environment names an endpoint. It proposes and cannot send:
nothing here reaches a buyer, the store or an action.
"""

from hejie.desk.drafting.endpoint import configured
from hejie.desk.drafting.proposing import propose

__all__ = ["configured", "propose"]
