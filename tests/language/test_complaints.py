"""What a message is about: three answers with the words that say so, and a person where none is sure."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hejie.language.complaints import classify, is_sure
from hejie.language.exemplars import LANGUAGES
from hejie.language.repair import MatchingCopy

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text(encoding="utf-8"))
UNSEEN = yaml.safe_load((Path(__file__).parent / "unseen.yaml").read_text(encoding="utf-8"))
Rows = list[dict[str, str]]


def test_the_words_that_say_so_are_shown() -> None:
    text = "我买了三双袜子，只收到两双"
    first = classify(MatchingCopy(text), "zh")[0]
    assert first.code == "missing_item"
    assert [text[start:end] for start, end in first.evidence] == ["只收到两"]


def test_a_word_no_phrase_lists_can_still_speak_for_a_class() -> None:
    text = "O espelho estilhaçou inteiro"
    labels = classify(MatchingCopy(text), "pt")
    assert len(labels) == 3
    assert all(0 <= start < end <= len(text) for label in labels for start, end in label.evidence)


def test_received_and_not_received_are_not_mixed_up() -> None:
    assert classify(MatchingCopy("我没收到货"), "zh")[0].code == "not_received"
    assert classify(MatchingCopy("收到了，挺好"), "zh")[0].code == "other"
    assert classify(MatchingCopy("recebi, muito bom"), "pt")[0].code == "other"


def test_a_buyer_who_writes_traditional_characters_is_understood() -> None:
    text = "貨還沒收到，已經兩個星期了"
    first = classify(MatchingCopy(text), "zh")[0]
    assert first.code == "not_received"
    assert text[slice(*first.evidence[0])] == "沒收到"


def test_an_unclear_message_is_left_to_a_person() -> None:
    assert not is_sure(classify(MatchingCopy("那个东西你们再看看吧"), "zh"))
    assert not is_sure(())


def test_a_russian_is_understood() -> None:
    text = "Здравствуйте! Пишет «вручено», а посылку я не получала"
    first = classify(MatchingCopy(text), "ru")[0]
    assert first.code == "signed_not_received"
    assert text[slice(*first.evidence[0])].startswith("Пишет")


def test_a_language_without_examples_has_no_labels() -> None:
    assert classify(MatchingCopy("商品が届きません"), "ja") == ()


@pytest.mark.parametrize(
    ("language", "first", "top_three"),
    [("zh", 0.92, 1.0), ("pt", 0.97, 1.0), ("es", 0.94, 1.0), ("en", 0.94, 1.0)],
)
def test_messages_written_after_the_rules_are_understood_as_well_as_before(
    language: str, first: float, top_three: float
) -> None:
    right, among = understood(language, [row for part in MESSAGES[language].values() for row in part])
    assert right >= first
    assert among >= top_three


@pytest.mark.parametrize(("part", "first", "top_three"), [("plain", 0.94, 0.985), ("oblique", 0.71, 0.85)])
def test_messages_that_were_never_taught_are_understood(part: str, first: float, top_three: float) -> None:
    shares = [(*understood(language, rows), len(rows)) for language, rows in UNSEEN[part].items()]
    count = sum(count for _, _, count in shares)
    assert sum(right * count for right, _, count in shares) / count >= first
    assert sum(among * count for _, among, count in shares) / count >= top_three


def understood(language: str, rows: Rows) -> tuple[float, float]:
    """Return how often the first answer is right, and how often one of three is."""
    asked = [(codes.split("|"), text) for row in rows for codes, text in row.items()]
    answers = [
        (codes, [label.code for label in classify(MatchingCopy(text), language)]) for codes, text in asked
    ]
    right = sum(labels[0] in codes for codes, labels in answers)
    among = sum(bool(set(codes) & set(labels)) for codes, labels in answers)
    return right / len(answers), among / len(answers)


@given(st.sampled_from(LANGUAGES), st.text())
def test_any_text_gets_likely_classes_in_order(language: str, text: str) -> None:
    labels = classify(MatchingCopy(text), language)
    chances = [label.p for label in labels]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0001
    assert all(0 <= start < end <= len(text) for label in labels for start, end in label.evidence)
