"""结案: carry out what was agreed in a safe order, watch promises, and leave a cause and a lesson."""

from hejie.closing.ending import close
from hejie.closing.owed import owed
from hejie.closing.settlement import carry_out

__all__ = ["carry_out", "close", "owed"]
