"""判责: who is liable, by which rule, how sure, or which fact is still missing."""

from hejie.judgment.liability import judge

__all__ = ["judge"]
