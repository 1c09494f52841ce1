"""规则: which rule holds, what follows, who may decide, by when, and why: loaded once and asked often."""

from hejie.rulebook.answers import Answer
from hejie.rulebook.book import Rulebook, load_rulebook

__all__ = ["Answer", "Rulebook", "load_rulebook"]
