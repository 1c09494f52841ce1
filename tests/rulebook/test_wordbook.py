"""Has every name of the shipped rules its word in each further language, and may a team add its own?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hejie.casefile import words
from hejie.rulebook import Rulebook
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.tracking_maps import load_tracking_maps
from hejie.rulebook.wordbook import read_wordbook

each_further = pytest.mark.parametrize("language", words.FURTHER)


def named(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """Everything of the rules that stands as a name on a page: facts, values, decisions, outcomes, clocks, remedies."""
    for kind in rules.definitions.facts.values():
        yield f"fact {kind.name}", dict(kind.label)
        yield from ((f"value {code} of {kind.name}", dict(told)) for code, told in kind.values.items())
    for name, decision in rules.definitions.decisions.items():
        yield f"decision {name}", dict(decision.label)
        yield from ((f"outcome {code} of {name}", dict(told)) for code, told in decision.outcomes.items())
    yield from ((f"clock {clock.id}", dict(clock.says)) for clock in rules.definitions.clocks.values())
    for platform in rules.platforms.values():
        for offered in platform.remedies.values():
            yield from ((f"remedy {remedy.id}", dict(remedy.label)) for remedy in offered)
    yield from ((f"owner {code}", dict(told)) for code, told in rules.lines.owners.items())
    yield from ((f"measure for {claim}", dict(told)) for claim, told in rules.lines.measures.items())


def clauses(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What stands as a sentence on a page: rules, burdens, what a missed clock brings, steps of a remedy."""
    yield from ((f"rule {rule.id}", dict(rule.says)) for rule in rules.definitions.rules.values())
    yield from ((f"burden {burden.id}", dict(burden.says)) for burden in rules.definitions.burdens.values())
    yield from ((f"clock {one.id}", dict(one.then)) for one in rules.definitions.clocks.values() if one.then)
    for platform in rules.platforms.values():
        for offered in platform.remedies.values():
            yield from (
                (f"remedy {remedy.id}", dict(step.does)) for remedy in offered for step in remedy.steps
            )


def remedies(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What a remedy gives the buyer, and on which terms."""
    for platform in rules.platforms.values():
        for remedy in (one for offered in platform.remedies.values() for one in offered):
            yield f"gives of {remedy.id}", dict(remedy.gives)
            yield f"terms of {remedy.id} on {platform.id}", dict(remedy.terms)


def exhibits(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What an exhibit is called, what it shows, how it is marked and why a platform wants it."""
    for platform in rules.platforms.values():
        for needed in (one for listed in platform.evidence.values() for one in listed):
            shown = needed.exhibit
            for part, told in (("title", shown.title), ("shows", shown.shows), ("mark", shown.mark)):
                yield f"{part} of {shown.id}", dict(told)
            yield f"why {platform.id} wants {shown.id}", dict(needed.why)


def findings(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What can be found in a route and in the weights."""
    told = load_tracking_maps(*rules.roots[1:]).findings
    yield from ((f"finding {code}", dict(words)) for code, words in told.items())


def manners(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What is said of a buyer whose manner has shown."""
    yield from ((f"manner {one.id}", dict(one.label)) for one in rules.manners.manners.values())


def wordings(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """Why a wording is better avoided."""
    yield from ((f"why not {one.id}", one.why) for one in rules.wordings)


def choices(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What a person picks from on a page: as what a file is handed in, what is done alone before a deadline."""
    for platform in rules.platforms.values():
        yield from ((f"upload {one.kind} of {platform.id}", dict(one.label)) for one in platform.meta.uploads)
    yield from ((f"standing order {one.id}", dict(one.says)) for one in rules.dispatching.orders)


def scripts(rules: Rulebook) -> Iterator[tuple[str, dict[str, str]]]:
    """What an agent who looks for a script reads of it: what it answers, when it is taken, what its slots stand for."""
    library = rules.library
    yield from ((f"situation {code}", dict(told)) for code, told in library.situations.items())
    yield from ((f"slot {slot.name}", dict(slot.means)) for slot in library.slots.values())
    for versions in (*library.scripts.values(), *library.of_platforms.values()):
        yield from ((f"when {script.id}", dict(script.when)) for script in versions.values())


KINDS = (named, clauses, remedies, exhibits, findings, manners, wordings, choices, scripts)


@each_further
def test_every_name_and_clause_of_the_shipped_rules_has_its_words(language: str, rules: Rulebook) -> None:
    known = rules.wordbook.of(language)
    lacking = {
        f'"{told["en"]}" ({what})'
        for kind in KINDS
        for what, told in kind(rules)
        if told and language not in told and told["en"] not in known
    }

    assert not lacking, f"rulebook/words/{language}.yaml lacks:\n" + "\n".join(sorted(lacking))


def test_all_languages_have_words_for_the_same_things(rules: Rulebook) -> None:
    first, *others = (set(rules.wordbook.of(language)) for language in words.FURTHER)

    assert all(other == first for other in others)


def test_words_of_its_own_come_before_those_of_the_file_and_english_stands_in_for_both(
    rules: Rulebook,
) -> None:
    book = rules.wordbook

    assert book.said({"zh-CN": "运费", "en": "freight back", "es": "flete"}, "es") == "flete"
    assert book.said({"zh-CN": "运费", "en": "freight back"}, "pt-BR") == "frete de volta"
    assert book.said({"zh-CN": "头痛", "en": "a headache"}, "pt-BR") == "a headache"
    assert book.said({"zh-CN": "头痛"}, "pt-BR") == "头痛"
    assert book.said({}, "pt-BR") == ""


def test_a_team_calls_things_as_it_likes(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "es.yaml").write_text(
        "seller: comerciante\nfreight back: flete de vuelta\n", encoding="utf-8"
    )

    book = read_wordbook((SHIPPED, tmp_path))

    assert book.of("es")["freight back"] == "flete de vuelta"
    assert book.of("es")["freight to the buyer"] == "envío hasta el comprador"


@pytest.mark.parametrize("line", ["freight back:", "freight back: 12", "freight back: [a, b]"])
def test_a_line_that_says_nothing_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "es.yaml").write_text(f"seller: vendedor\n{line}\n", encoding="utf-8")

    with pytest.raises(RuleFileMistake, match=r"words/es\.yaml:2"):
        read_wordbook((tmp_path,))
