"""举证: which evidence does this claim need, what is at hand and missing from whom, and what does the reviewer get?"""

from hejie.arbitration.evidence import prepare
from hejie.arbitration.pack import pack
from hejie.arbitration.rehearsal import rehearse

__all__ = ["pack", "prepare", "rehearse"]
