"""Which words does a text hide behind spaces, signs and look-alike letters?"""

from __future__ import annotations

from functools import lru_cache

from hejie.language.repair import MatchingCopy
from hejie.language.shipped import shipped


class BareCopy:
    """The letters of a matching copy run together, look-alikes undone: `W h a t 5 a p p` reads `whatsapp`."""

    def __init__(self, copy: MatchingCopy) -> None:
        alike = _lookalikes()
        kept = [
            (alike.get(sign, sign), place)
            for place, sign in enumerate(copy.text)
            if sign.isalnum() or sign in alike
        ]
        self.text = "".join(sign for sign, _ in kept)
        self._places = [place for _, place in kept]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a non-empty stretch stands in the matching copy."""
        return self._places[start], self._places[end - 1] + 1


@lru_cache(maxsize=1)
def _lookalikes() -> dict[str, str]:
    return {pair[0]: pair[1] for pair in shipped("patterns", "lookalikes.txt").split()}
