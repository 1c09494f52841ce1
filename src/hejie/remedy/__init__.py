"""方案: what can be offered, what each costs in all, what the buyer will take, and who may grant it."""

from hejie.remedy.comparing import why_not
from hejie.remedy.weighing import weigh

__all__ = ["weigh", "why_not"]
