"""Has every name of the shipped rules its word in each further language, and may a team add its own?"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hejie.casefile import words
from hejie.rulebook import Rulebook
from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.mistakes import RuleFileMistake
from hejie.rulebook.reading import Block, read_yaml
from hejie.rulebook.wordbook import read_wordbook

# Read by those who write rules and by tests, and by nobody on a page: what a source says, how parcels are weighed.
NO_PAGE_SHOWS = {"words", "cases", "numbers", "providers"}
NO_PAGE_READS = {"sources", "feasts"}  # what they say; their titles are read


def texts(node: object, path: tuple[object, ...] = ()) -> Iterator[Block]:
    """Every text of a rule file that is written in Chinese and English, wherever it stands."""
    if isinstance(node, Block) and "zh-CN" in node and isinstance(node.get("en"), str):
        if path[-1] != "says" or NO_PAGE_READS.isdisjoint(path):
            yield node
    elif isinstance(node, Block):
        for name, part in node.items():
            yield from texts(part, (*path, name))
    elif isinstance(node, list):
        for part in node:
            yield from texts(part, path)


def shown(root: Path) -> Iterator[Block]:
    """Every text of the shipped rule files that a reader may see."""
    for path in sorted(root.rglob("*.yaml")):
        if NO_PAGE_SHOWS.isdisjoint(path.relative_to(root).parts):
            yield from texts(read_yaml(path, shown_as=str(path.relative_to(root))))


def whens(rules: Rulebook) -> Iterator[tuple[str, Mapping[str, str]]]:
    """When a script is taken, which stands in the head of its own file."""
    for versions in (*rules.library.scripts.values(), *rules.library.of_platforms.values()):
        yield from ((f"script {script.id}", script.when) for script in versions.values())


def test_every_text_of_the_rules_that_a_reader_sees_is_there_in_all_languages(rules: Rulebook) -> None:
    told = [(str(text.place), text) for text in shown(SHIPPED)]
    every = [*told, *whens(rules)]
    lacking = {
        f'{language}.yaml: "{text["en"]}" ({where})'
        for where, text in every
        for language in words.FURTHER
        if language not in text and text["en"] not in rules.wordbook.of(language)
    }

    assert len(told) > len(rules.definitions.rules)
    assert not lacking, "rulebook/words/ lacks:\n" + "\n".join(sorted(lacking))


def test_every_source_is_titled_in_all_languages(rules: Rulebook) -> None:
    for source in rules.definitions.sources.values():
        assert rules.wordbook.whole(source.title).keys() == set(words.LANGUAGES), source.id


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
