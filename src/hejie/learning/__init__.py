"""复盘: why did disputes happen, what did they cost, and what do people learn from them?"""

from hejie.learning.causes import count_causes

__all__ = ["count_causes"]
