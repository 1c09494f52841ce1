"""受理: which case does this notice, export row, message or form open or add to?"""

from hejie.intake.guessing import guess_columns
from hejie.intake.notice import BadCell, Notice
from hejie.intake.opening import merge, open_case

__all__ = ["BadCell", "Notice", "guess_columns", "merge", "open_case"]
