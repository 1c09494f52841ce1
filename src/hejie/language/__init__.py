"""言语: what does this text say, and how is that said well in the buyer's language?"""

from hejie.language.rendering import render

__all__ = ["render"]
