"""方案: what can be offered, what each costs in all, and who may grant it."""

from hejie.remedy.weighing import weigh

__all__ = ["weigh"]
