"""言语: what does this text say, and how is that said well in the buyer's language?"""

from hejie.language.lint import lint
from hejie.language.reading import read
from hejie.language.rendering import render

__all__ = ["lint", "read", "render"]
