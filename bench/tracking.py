"""How many carriers' codes and sentences are read right, left unknown, or read wrong, and how fast is a route read?

`HEJIE_TRACKING_LISTS` may name a folder with further lists `<provider>.tsv` of `code<TAB>text`, to be measured too.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import Figures
from hejie.casefile.entries import ParcelScanned
from hejie.rulebook.tracking_maps import TrackingMaps, load_tracking_maps
from hejie.verification.meaning import mean
from hejie.verification.route import read_route

LISTS = Path(__file__).parent / "data" / "tracking"
NO_CODE = ("", "")
ON_PURPOSE = {
    ("correios", "BDE 33"): "no document shown is not a refusal",
    ("correios", "BDE 48"): "pick-up the sender did not allow is not a refusal",
    ("correios", "BDE 40"): "goes back, is not seized",
    ("correios", "PAR 41"): "the time to pay is over: held, by the buyer's omission",
    ("correios", "BDE 14"): "withdrawn before it was posted",
    ("correios", "BLQ 5"): "stopped by the sender, and goes back",
    ("correios", "BLQ 22"): "stopped by the sender, and goes back",
    ("correios", "BDE 30"): "did not go out, so nobody tried",
    ("correios", "BDE 47"): "the run was called off, so nobody tried",
}


class NoSuchFolder(Exception):
    """A folder of further lists that is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no folder {folder}. Point HEJIE_TRACKING_LISTS at one, or leave it unset."
        )


def measure(quick: bool) -> Figures:
    """Return shares (percent) by list, and seconds for a route."""
    maps = load_tracking_maps()
    figures: Figures = {}
    for folder in (LISTS, *_further()):
        for path in sorted(folder.glob("*.tsv")):
            if path.stem in maps.providers:
                figures |= _listed(path, maps)
    figures |= _compared(maps)
    for name in ("wild", "heldout"):
        figures |= _texts(name, maps)
    return figures | _speed(maps, 20 if quick else 200)


def _further() -> Iterator[Path]:
    given = os.environ.get("HEJIE_TRACKING_LISTS")
    if given:
        if not Path(given).is_dir():
            raise NoSuchFolder(Path(given))
        yield Path(given)


def rows(path: Path) -> list[list[str]]:
    """Return the rows of a list without its head."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def _listed(path: Path, maps: TrackingMaps) -> Figures:
    """Measure a provider's own list: is each code mapped, and do its words alone lead to the same state?"""
    held = maps.provider(path.stem).codes
    codes, words = Counter[str](), Counter[str]()
    for code, text in rows(path):
        by_code = mean(maps, path.stem, _split(code)).state
        in_maps = code in held or f"{code.partition(' ')[0]} *" in held
        codes["mapped" if by_code != "unknown" else "unknown on purpose" if in_maps else "unmapped"] += 1
        by_words = mean(maps, "", NO_CODE, text).state
        words["same" if by_words == by_code else "unknown" if by_words == "unknown" else "other"] += 1
    name = f"list_{path.stem}"
    return {
        f"{name}_rows": codes.total(),
        f"{name}_codes_unmapped_percent": _share(codes, "unmapped"),
        f"{name}_words_as_code_percent": _share(words, "same"),
        f"{name}_words_unknown_percent": _share(words, "unknown"),
        f"{name}_words_other_percent": _share(words, "other"),
    }


def _compared(maps: TrackingMaps) -> Figures:
    """Measure the code maps against a table that somebody else made."""
    found = Counter[str]()
    for provider, code, state in rows(LISTS / "compared.tsv"):
        ours = mean(maps, provider, _split(code)).state
        differs = "other on purpose" if (provider, code) in ON_PURPOSE else "other"
        found["same" if ours == state else "unknown" if ours == "unknown" else differs] += 1
    return {
        "compared_codes": found.total(),
        "compared_same_percent": _share(found, "same"),
        "compared_unknown_percent": _share(found, "unknown"),
        "compared_other_on_purpose_percent": _share(found, "other on purpose"),
        "compared_other_percent": _share(found, "other"),
    }


def _texts(name: str, maps: TrackingMaps) -> Figures:
    """Measure sentences of couriers without any code against labels made by hand."""
    found = Counter[str]()
    for _, state, text in rows(LISTS / f"{name}.tsv"):
        ours = mean(maps, "", NO_CODE, text).state
        found["right" if ours == state else "unknown" if ours == "unknown" else "wrong"] += 1
    figures: Figures = {f"{name}_texts": found.total()}
    for kind in ("right", "unknown", "wrong"):
        figures[f"{name}_{kind}_percent"] = _share(found, kind)
    return figures


def _split(code: str) -> tuple[str, str]:
    kind, _, number = code.partition(" ")
    return (number, kind) if number else ("", code)


def _share(found: Counter[str], kind: str) -> float:
    return 100 * found[kind] / max(found.total(), 1)


def _speed(maps: TrackingMaps, rounds: int) -> Figures:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    texts = [text for _, _, text in rows(LISTS / "wild.tsv") if text][:30]
    scans = [
        ParcelScanned(
            "P1", start + timedelta(hours=3 * place), mean(maps, "", NO_CODE, text).state, raw_text=text
        )
        for place, text in enumerate(texts)
    ]
    before = time.perf_counter()
    for _ in range(rounds):
        read_route(scans, maps, at=start + timedelta(days=9))
    return {"read_route_of_30_scans_ms": 1000 * (time.perf_counter() - before) / rounds}
