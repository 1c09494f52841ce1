"""Fit the weights that the reader ships with: `python -m tests.language.weights [language ...]`, half a minute each."""

import sys
from pathlib import Path

from hejie.language.exemplars import LANGUAGES
from hejie.language.fitting import fit
from hejie.language.linear import packed
from hejie.language.teaching import digest, lessons

FOLDER = Path(__file__).resolve().parents[2] / "src/hejie/language/weights"


def main(languages: list[str]) -> None:
    """Write the weights of the named languages, or of all."""
    for language in languages or LANGUAGES:
        model = fit(language, lessons(language), digest(language))
        (FOLDER / f"{language}.npz").write_bytes(packed(model))


if __name__ == "__main__":
    main(sys.argv[1:])
