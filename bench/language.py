"""How well is a stranger's message understood and a bad draft caught, on messages that nobody tuned on?

Each line shows the half that was tuned on (`dev`), the half that nobody reads (`blind`), the rows of a writer who had
seen no rule (`second`), what two more writers told at length (`third`) and what four more told (`fourth`; engines were
chosen by the sums of both), with 95 % intervals. The peer is scikit-learn TF-IDF and logistic regression, trained on
the same exemplars, in an environment of its own.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import Figures
from bench.peers import environment
from bench.worlds.gold import (
    COLUMNS,
    HALVES,
    LANGUAGES,
    Message,
    Reply,
    Stated,
    bad_drafts,
    clean_replies,
    messages,
)
from bench.worlds.scores import (
    Answer,
    Figure,
    accuracy,
    calibration_error,
    f1,
    kappa,
    macro_f1,
    selective,
    share,
    top_three,
)
from hejie.casefile.money import Money
from hejie.casefile.quantities import Weight
from hejie.desk.cases import words
from hejie.language.complaints import classify, trained
from hejie.language.detection import detect
from hejie.language.encoding import Embedder, directions, installed, nearness
from hejie.language.exemplars import exemplars
from hejie.language.facts_in_text import FoundFact, facts_in
from hejie.language.likeness import Complaint, complaint, most_alike
from hejie.language.lint import Draft, lint
from hejie.language.moods import demands
from hejie.language.reading import read
from hejie.language.repair import ROUTES, MatchingCopy, repair
from hejie.negotiation.script_search import Wanted, search
from hejie.rulebook import load_rulebook
from hejie.rulebook.script_library import load_scripts
from hejie.rulebook.wordings import Wording, load_wordings

PEER = ["scikit-learn==1.7.2"]
PEER_PROGRAM = Path(__file__).with_name("language_sklearn.txt")
TAGS = {"zh": "zh-CN", "pt": "pt-BR", "es": "es", "en": "en"}
SHORT = 30  # signs: the length at which languages are hard to tell
TIMED = 400
_NAMES = {"order_no": "order", "tracking_no": "tracking"}
_CARRIED = {"money", "percent", "date", "duration", "order_no", "tracking_no"}
_BEHIND = 24  # signs
_TOLD = {"block": {"block"}, "warn": {"warn", "block"}}
_RECALLED = {"quantity"}  # not every quantity is marked, so what is found beyond them is no mistake
_HANDS = {"by another hand": False, "by the rules' own writer": True}

Halves = dict[str, tuple[Message, ...]]


def measure(quick: bool) -> Figures:
    """Measure every language; `quick` reads a tenth of the messages."""
    figures: Figures = {}
    peers = _peers(quick)
    for language in LANGUAGES:
        halves = {half: messages(language, half)[:: 10 if quick else 1] for half in COLUMNS}
        if halves["dev"]:
            figures |= {f"{language} {name}": shown for name, shown in _language(language, halves)}
            figures |= {f"{language} {name}": shown for name, shown in peers.get(language, {}).items()}
    return figures | dict(_similar(quick)) | dict(_lint(quick)) | _speed(quick)


def _language(language: str, halves: Halves) -> Iterator[tuple[str, str]]:
    yield "messages", _beside(len(rows) for rows in halves.values())
    yield from _labelled_twice([[row for row in rows if row.second] for rows in halves.values()])
    answers = [_answers(rows) for rows in halves.values()]
    for name, figure in _MEASURES.items():
        yield name, _beside(map(figure, answers))
    yield "demand", _beside(map(_demand, halves.values()))
    if language in TAGS:  # scripts are written in four languages: a Russian is answered in English
        yield "script in top 3", _beside(_scripts(language, some) for some in answers)
        yield "script found by the message", _beside(_searched(language, rows) for rows in halves.values())
    yield "language id", _beside(map(_detected, halves.values()))
    yield f"language id to {SHORT} signs", _beside(map(_detected_short, halves.values()))
    yield "text restored", _beside(map(_restored, halves.values()))
    yield "text wrongly changed", _beside(map(_changed, halves.values()))
    counts = [_facts(rows) for rows in halves.values()]
    for kind in sorted({kind for some in counts for kind, _ in some}):
        yield (
            f"fact {kind} {'recall' if kind in _RECALLED else 'f1'}",
            _beside(_found(some, kind) for some in counts),
        )
    yield "numbers read as money", _beside(some["money", "of an id"] for some in counts)


_MEASURES: dict[str, Callable[[Sequence[Answer]], Figure | None]] = {
    "accepted": accuracy, "top 3": top_three, "macro f1": macro_f1, "accepted at 60 %": selective,
    "calibration error": calibration_error,
}  # fmt: skip


def _beside(values: Iterable[object]) -> str:
    shown = ["-" if value is None else str(value) for value in values]
    return " ".join(f"{name} {value:<20}" for name, value in zip(COLUMNS, shown, strict=False)).rstrip()


def _labelled_twice(halves: Sequence[Sequence[Message]]) -> Iterator[tuple[str, str]]:
    # How far two labellers agree is how good an answer can be told to be.
    both = [[(row.label, row.second) for row in rows] for rows in halves]
    agreed = [None if found is None else f"{found:.3f}" for found in map(kappa, both)]
    yield "two labellers agree", _beside(share(sum(a == b for a, b in some), len(some)) for some in both)
    yield "two labellers, kappa", _beside(agreed)
    yield (
        "second label accepted",
        _beside(share(sum(row.second in row.accepted for row in rows), len(rows)) for rows in halves),
    )


def _answers(rows: Sequence[Message]) -> list[Answer]:
    found = []
    for row in rows:
        labels = classify(MatchingCopy(row.text), row.language)
        codes = tuple(label.code for label in labels)
        found.append(Answer(codes, labels[0].p if labels else 0.0, row.label, row.accepted))
    return found


def _demand(rows: Sequence[Message]) -> Figure | None:
    said = [row for row in rows if row.wants]
    right = sum(demands(MatchingCopy(row.text), row.language)[0].code == row.wants for row in said)
    return share(right, len(said))


def _scripts(language: str, answers: Sequence[Answer]) -> Figure | None:
    # The right script is the first reply for an accepted class; a class without one of its own has the general one.
    library = load_scripts()

    def scripts(claims: Iterable[str]) -> set[str]:
        return {library.script(claim, "first_reply", TAGS[language]).id for claim in claims}

    right = sum(bool(scripts(answer.accepted) & scripts(answer.said[:3])) for answer in answers)
    return share(right, len(answers))


def _searched(language: str, rows: Sequence[Message]) -> Figure | None:
    # What an agent sees who pastes the message into the search for scripts: is the right one among the first three?
    library = load_scripts()
    right = 0
    for row in rows:
        found = search(library, Wanted(TAGS[language], row.text, situation="first_reply"), most=3)
        fitting = {library.script(claim, "first_reply", TAGS[language]).id for claim in row.accepted}
        right += bool(fitting & {script.id for script in found})
    return share(right, len(rows))


def _detected(rows: Sequence[Message]) -> Figure | None:
    return share(sum(detect(row.text).language == row.language for row in rows), len(rows))


def _detected_short(rows: Sequence[Message]) -> Figure | None:
    return _detected([row for row in rows if len(row.text) <= SHORT])


def _restored(rows: Sequence[Message]) -> Figure | None:
    broken = [(row.text, garbled) for row in rows for garbled in _garbled(row.text)]
    return share(sum(repair(garbled).text == text for text, garbled in broken), len(broken))


def _garbled(text: str) -> Iterator[str]:
    # What the byte-for-byte mistakes make of a text; those that lose bytes cannot be undone by anybody.
    for read_as, meant in ROUTES:
        try:
            garbled = text.encode(meant).decode(read_as)
            if garbled != text and garbled.encode(read_as).decode(meant) == text and garbled.isprintable():
                yield garbled
        except UnicodeError:
            continue


def _changed(rows: Sequence[Message]) -> str:
    return f"{sum(repair(row.text).text != row.text for row in rows)} of {len(rows)}"


def _facts(rows: Sequence[Message]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found = [fact for fact in facts_in(row.text, language=row.language) if _is_annotated(fact)]
        counts.update((stated.type, "right") for stated in row.facts)
        counts.update((_NAMES.get(fact.type, fact.type), "said") for fact in found)
        counts.update((s.type, "both") for s in row.facts if any(_is_same(s, fact) for fact in found))
        ids = [stated.raw for stated in row.facts if stated.type in ("order", "tracking", "phone")]
        counts["money", "of an id"] += sum(
            fact.type == "money" and any(fact.raw in one for one in ids) for fact in found
        )
    written = {kind for kind, what in counts if what == "right"}
    return Counter({key: count for key, count in counts.items() if key[0] in written})


def _found(some: Counter[tuple[str, str]], kind: str) -> str:
    both, right, said = some[kind, "both"], some[kind, "right"], some[kind, "said"]
    if not right:
        return "-"
    figure = both / max(1, right) if kind in _RECALLED else f1(both, right, said)
    return f"{figure:.3f} of {right}"


def _is_annotated(fact: FoundFact) -> bool:
    # Of the days counted from today the gold set marks yesterday and the day before, and no holiday.
    return fact.rule != "date.feast" and (
        fact.rule != "date.relative" or fact.value in ("today-1", "today-2")
    )


def _is_same(stated: Stated, fact: FoundFact) -> bool:
    if stated.type != _NAMES.get(fact.type, fact.type):
        return False
    match fact.value:
        case Money() as money:
            number, _, currency = stated.value.partition(" ")
            return Decimal(number) == money.amount and currency in ("", money.currency)
        case Weight() as weight:
            return Decimal(stated.value) == weight.grams
        case int() as number:
            return stated.value == str(number)
        case text if stated.type == "date":
            return stated.raw.strip() in fact.raw or fact.raw in stated.raw
        case text if stated.type == "money":
            return Decimal(stated.value.partition(" ")[0]) == Decimal(text)
        case text:
            return _bare(stated.value) == _bare(text)


def _bare(value: str) -> str:
    return value.translate({ord(sign): None for sign in "-+"}).upper()


def _similar(quick: bool) -> Iterator[tuple[str, str]]:
    # Leave one out, as the desk does it: from the pieces that its search keeps. The right ones share an accepted class.
    embedder = installed()
    for language in LANGUAGES:
        rows = [row for half in HALVES for row in messages(language, half)][:: 10 if quick else 1]
        kept = [words.pieces(row.text) for row in rows]
        texts = [words.text_of(one) for one in kept]
        read = [complaint(text, language) for text in texts]
        for how, near in _nearness(embedder, texts).items():
            firsts = [_first_right(place, rows, kept, read, near) for place in range(len(rows))]
            for name, score in _RANKED.items():
                yield (
                    f"{language} similar {name}{how}",
                    _beside(_by_class(rows, firsts, half, score) for half in HALVES),
                )
    if embedder:
        yield "zh title to pt title R@5, encoder", _across(embedder)


def _nearness(embedder: Embedder | None, texts: Sequence[str]) -> dict[str, NDArray[np.float64] | None]:
    if embedder is None:
        return {"": None}
    made = directions(embedder, texts)
    return {"": None, " with encoder": np.array([nearness(one, made) for one in made])}


def _across(embedder: Embedder) -> str:
    # What one trouble is called in two languages: what scripts and remedies are named by, the same thing in both.
    pairs = sorted({(zh, pt) for zh, pt in _titles() if zh and pt})
    from_zh, to_pt = (directions(embedder, side) for side in zip(*pairs, strict=True))
    right = sum(
        place in np.argsort(-nearness(one, to_pt), kind="stable")[:5] for place, one in enumerate(from_zh)
    )
    return str(share(right, len(pairs)))


def _titles() -> Iterator[tuple[str, str]]:
    book = load_rulebook()
    for versions in book.library.scripts.values():
        when = next(iter(versions.values())).when
        yield book.wordbook.said(when, "zh-CN"), book.wordbook.said(when, "pt-BR")


def _first_right(
    place: int,
    rows: Sequence[Message],
    kept: Sequence[str],
    read: Sequence[Complaint],
    near: NDArray[np.float64] | None,
) -> int:
    others = [other for other in range(len(rows)) if other != place]
    found = most_alike(
        kept[place].split(),
        [kept[other].split() for other in others],
        lambda at: read[others[at]],
        read[place],
        None if near is None else near[place, others],
    )
    right = (rank for rank, at in enumerate(found, 1) if rows[place].accepted & rows[others[at]].accepted)
    return next(right, 0)


def _by_class(
    rows: Sequence[Message], firsts: Sequence[int], half: str, score: Callable[[int], float]
) -> str:
    scores: dict[str, list[float]] = {}
    for row, first in zip(rows, firsts, strict=True):
        if row.half == half:
            scores.setdefault(row.label, []).append(score(first))
    return f"{sum(sum(some) / len(some) for some in scores.values()) / max(1, len(scores)):.3f}"


_RANKED: dict[str, Callable[[int], float]] = {
    "hit@5": lambda first: float(0 < first <= 5), "MRR@10": lambda first: 1 / first if 0 < first <= 10 else 0.0,
}  # fmt: skip


def _lint(quick: bool) -> Iterator[tuple[str, str]]:
    wordings = load_wordings()
    step = 10 if quick else 1
    for hand, own in _HANDS.items():
        bad, clean = (
            [row for row in rows if row.own == own][::step] for rows in (bad_drafts(), clean_replies())
        )
        told = {row: _told(row, wordings) for row in (*bad, *clean)}
        for severity, enough in _TOLD.items():
            wanted = [
                [row for row in bad if row.severity == severity and row.half == half] for half in COLUMNS
            ]
            yield f"lint recall {severity}, {hand}", _beside(_share(told, rows, enough) for rows in wanted)
        halves = [[row for row in clean if row.half == half] for half in COLUMNS]
        yield f"lint false flags, {hand}", _beside(_share(told, rows, _TOLD["warn"]) for rows in halves)


def _share(told: Mapping[Reply, set[str]], rows: Sequence[Reply], enough: set[str]) -> Figure | None:
    return share(sum(bool(enough & told[row]) for row in rows), len(rows))


def _told(row: Reply, wordings: Iterable[Wording]) -> set[str]:
    # What a draft states is taken for true, unless that is what is wrong with it.
    slots = {} if row.why.startswith("wrong_") else _said_by(row)
    draft = Draft(row.text, row.language, slots | row.slots, row.platform, row.situation)
    return {finding.severity for finding in lint(draft, wordings)}


def _said_by(row: Reply) -> dict[str, str]:
    # With the words before it and right behind, for some numbers are only read beside them.
    slots, last = {}, 0
    for fact in facts_in(row.text, language=row.language):
        if fact.type in _CARRIED:
            slots[str(fact.start)] = row.text[last : fact.end + _BEHIND]
        last = fact.end
    return slots


def _speed(quick: bool) -> Figures:
    texts = [row.text for language in LANGUAGES for half in HALVES for row in messages(language, half)]
    texts = texts[: TIMED // 10 if quick else TIMED]
    for language in LANGUAGES:
        trained(language)
    times = []
    for text in texts:
        started = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - started)
    times.sort()
    return {
        "read whole, messages_per_second": len(times) / sum(times),
        "read whole, p95_ms": times[int(0.95 * len(times))] * 1000,
    }


def _peers(quick: bool) -> dict[str, dict[str, str]]:
    python = environment("scikit-learn", PEER)
    asked = {
        language: {
            "exemplars": exemplars(language),
            "texts": [
                row.text for half in COLUMNS for row in messages(language, half)[:: 10 if quick else 1]
            ],
        }
        for language in LANGUAGES
        if messages(language, "dev")
    }
    told = subprocess.run(
        [str(python), "-c", PEER_PROGRAM.read_text(encoding="utf-8")],
        input=json.dumps(asked), check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return {language: _peer(language, answer, quick) for language, answer in json.loads(told.stdout).items()}


def _peer(language: str, answer: dict[str, list[list[str]] | float], quick: bool) -> dict[str, str]:
    said = answer["said"]
    assert isinstance(said, list)
    shown, start = [], 0
    rows = [messages(language, half)[:: 10 if quick else 1] for half in COLUMNS]
    for half in rows:
        some = said[start : start + len(half)]
        start += len(half)
        shown.append(
            [
                Answer(tuple(codes), 0.0, row.label, row.accepted)
                for codes, row in zip(some, half, strict=True)
            ]
        )
    texts = [row.text for half in rows for row in half]
    trained(language)
    started = time.perf_counter()
    for text in texts:
        classify(MatchingCopy(text), language)
    ours = len(texts) / (time.perf_counter() - started)
    return {
        "scikit-learn accepted": _beside(map(accuracy, shown)),
        "scikit-learn top 3": _beside(map(top_three, shown)),
        "classify, texts a second": f"hejie {ours:,.0f}, scikit-learn {answer['rate']:,.0f}",
    }
