"""How near is what somebody typed to what each script is for, where an encoder is installed?

The titles are encoded once a library, in a thread beside, so that no page waits for it: until they are known, and
without the extra `semantic`, scripts are found by words and complaint alone. What is typed is encoded when it is asked.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

import numpy as np
from msgspec import Struct

from hejie.language import encoding
from hejie.language.encoding import Directions, Embedder
from hejie.rulebook.script_library import ScriptLibrary

BATCH = 16  # titles encoded at once: between two batches others get their turn


class _Known(Struct, frozen=True):
    """The directions of the titles of one library: `ids[place]` is the script that `made[place]` is a title of."""

    library: ScriptLibrary
    ids: tuple[str, ...]
    made: Directions


class Titles:
    """Keeps the directions of the titles of the library that was asked about last.

    It is `off` until a server says otherwise: whoever asks once, as a command or a test does, has no use for it.
    """

    def __init__(self, embedder: Callable[[], Embedder | None] = encoding.installed) -> None:
        self.embedder = embedder
        self.on = False
        self._known: _Known | None = None
        self._learning = threading.Lock()

    def near(self, library: ScriptLibrary, words: str) -> Mapping[str, float]:
        """Return the cosine of words with the nearest title of each script, by id; nothing until they are known."""
        known = self._known
        if known is None or known.library is not library:
            self._begin(library)
            return {}
        embedder = self.embedder()
        if embedder is None or not words.strip() or not known.ids:
            return {}
        (mine,) = encoding.directions(embedder, [words])
        found: dict[str, float] = {}
        for name, cosine in zip(known.ids, encoding.nearness(mine, known.made), strict=True):
            found[name] = max(found.get(name, 0.0), float(cosine))
        return found

    def learn(self, library: ScriptLibrary) -> None:
        """Encode the titles of a library, in every language they are written in by themselves."""
        embedder = self.embedder()
        if embedder is None:
            return
        titles = [(name, title) for name, title in _titles(library) if title]
        texts = [title for _, title in titles]
        batches = [
            encoding.directions(embedder, texts[start : start + BATCH])
            for start in range(0, len(texts), BATCH)
        ]
        made = np.concatenate(batches) if batches else np.zeros((0, embedder.dim), dtype=np.int8)
        self._known = _Known(library, tuple(name for name, _ in titles), made)

    def _begin(self, library: ScriptLibrary) -> None:
        if self.on and encoding.is_installed() and self._learning.acquire(blocking=False):
            threading.Thread(target=self._learn_beside, args=(library,), daemon=True).start()

    def _learn_beside(self, library: ScriptLibrary) -> None:
        try:
            self.learn(library)
        except Exception:  # whatever an encoder of somebody else may raise: no search may end for it
            self.on = False
            logging.getLogger(__name__).exception(
                "Scripts are found by words alone: their titles cannot be encoded"
            )
        finally:
            self._learning.release()


def _titles(library: ScriptLibrary) -> list[tuple[str, str]]:
    named = {
        name: script for kept in (library.scripts, library.of_platforms) for name, script in kept.items()
    }
    return [
        (name, title)
        for name, versions in named.items()
        for title in dict.fromkeys(title for script in versions.values() for title in script.when.values())
    ]


TITLES = Titles()


def near(library: ScriptLibrary, words: str) -> Mapping[str, float]:
    """Return how near words are to what each script is for, as this process knows it: see Titles."""
    return TITLES.near(library, words)
