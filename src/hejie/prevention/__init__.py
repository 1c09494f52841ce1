"""预防: which causes passed the threshold that the team set, and who must act?"""

from hejie.prevention.thresholds import passed

__all__ = ["passed"]
