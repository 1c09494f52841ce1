"""判责: who is liable, by which rule, how sure, or which fact is still missing; and what else the rules say."""

from hejie.judgment.liability import judge
from hejie.judgment.rulings import rulings

__all__ = ["judge", "rulings"]
