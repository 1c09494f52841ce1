"""预防: what is about to go wrong, and who does what before it does?"""

from hejie.prevention.thresholds import passed

__all__ = ["passed"]
