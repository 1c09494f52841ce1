"""举证: which evidence does this claim need, what is at hand, and what is missing from whom?"""

from hejie.arbitration.evidence import prepare

__all__ = ["prepare"]
