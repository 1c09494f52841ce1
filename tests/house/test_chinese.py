"""Is every Chinese sentence of the rulebook set as Chinese is, and does each sentence stand in both languages?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.reading import Block, Items, read_yaml

FILES = sorted(SHIPPED.rglob("*.yaml"))
HAN = r"[\u3400-\u9fff]"
# Half-width marks that touch a Chinese character. A point between digits or Latin letters is none of our business.
HALF_WIDTH = re.compile(rf"{HAN}\s?[,;:!?()]|[,;:!?()]\s?{HAN}|{HAN}\.(?![\w/])|\"{HAN}|{HAN}\"")
SENTENCES = (
    "says",
    "label",
    "then",
    "title",
    "shows",
    "mark",
    "does",
    "terms",
    "why",
    "name",
    "maturity_note",
)


def blocks(node: object, key: str = "") -> Iterator[tuple[str, Block]]:
    """Yield every mapping of a file with the key it stands under."""
    if isinstance(node, Block):
        yield key, node
        for name, value in node.items():
            yield from blocks(value, str(name))
    elif isinstance(node, Items):
        for value in node:
            yield from blocks(value, key)


def chinese(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every Chinese sentence of a file with its line."""
    for _, block in blocks(read_yaml(path)):
        sentence = block.get("zh-CN")
        if isinstance(sentence, str):
            yield block.at("zh-CN").line, sentence


def short(path: Path) -> str:
    """Return the path of a rule file as the test report shows it."""
    return str(path.relative_to(SHIPPED))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("包裹在途,请稍候", True), ("包裹（单号）在途，请稍候。", False), ("收到(含税)", True), ("已发货.", True),
        ("48 小时内", False), ("见 sources.yaml 与 3.5 节", False), ("说“好”", False), ('说"好"', True),
    ],
)  # fmt: skip
def test_a_half_width_mark_beside_a_chinese_character_is_noticed(sentence: str, wrong: bool) -> None:
    assert bool(HALF_WIDTH.search(sentence)) is wrong


def test_chinese_sentences_use_chinese_punctuation() -> None:
    told = [
        f"{short(path)}:{line} {text}"
        for path in FILES
        for line, text in chinese(path)
        if HALF_WIDTH.search(text)
    ]
    assert told == []


def test_a_chinese_sentence_is_in_chinese_and_an_english_one_is_not() -> None:
    mixed = [
        f"{short(path)}:{block.place.line} {dict(block)}"
        for path in FILES
        for _, block in blocks(read_yaml(path))
        if isinstance(block.get("en"), str) and isinstance(block.get("zh-CN"), str)
        if re.search(HAN, block["en"]) or (" " in block["en"] and not re.search(HAN, block["zh-CN"]))
    ]
    assert mixed == []


def test_what_people_read_stands_in_chinese_and_in_english() -> None:
    single = [
        f"{short(path)}:{block.place.line} {key}"
        for path in FILES
        for key, block in blocks(read_yaml(path))
        if key in SENTENCES and any(isinstance(block.get(one), str) for one in ("zh-CN", "en"))
        if not all(block.get(one) for one in ("zh-CN", "en"))
    ]
    assert single == []
