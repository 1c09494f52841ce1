"""复盘: why did disputes happen, and what did they cost?"""

from hejie.learning.causes import count_causes

__all__ = ["count_causes"]
