"""What people correct is learned if the reader is no worse for it, and refused if it is."""

from hejie.language.complaints import classify, trained
from hejie.language.corrections import Correction, mean_f1, relearn
from hejie.language.exemplars import exemplars
from hejie.language.repair import MatchingCopy

LAMPS = (
    "月亮灯转不起来",
    "月亮灯不转圈了",
    "小夜灯转盘卡壳",
    "转灯转不动了",
    "月亮灯转一下停一下",
    "月亮灯电机哼哼不转",
)


def test_a_correction_is_learned_in_the_next_reading() -> None:
    found = relearn("zh", [Correction(text, "question", "quality", "2") for text in LAMPS])
    assert found.taken
    assert found.after >= found.before
    text = LAMPS[0]
    before = {label.code: label.p for label in classify(MatchingCopy(text), "zh")}
    first = classify(MatchingCopy(text), "zh", found.model)[0]
    assert first.code == "quality"
    assert first.p > before.get("quality", 0)


def test_corrections_that_spoil_a_class_are_refused_and_name_it() -> None:
    invoices = [text for code, text in exemplars("zh") if code == "invoice"]
    found = relearn("zh", [Correction(text, "invoice", "size", "2") for text in invoices])
    assert not found.taken
    assert "invoice" in found.lost
    assert found.model is trained("zh")


def test_without_corrections_nothing_changes() -> None:
    assert relearn("pt", []).model is trained("pt")
    assert not relearn("pt", [Correction("oi", "other", "no_such_class", "2")]).taken


def test_a_text_is_told_apart_without_being_told() -> None:
    one, other = (Correction(text, "size", "quality", "2") for text in ("a", "b"))
    assert one.text_hash != other.text_hash
    assert "a" not in {one.text_hash}


def test_a_class_that_is_always_found_scores_one() -> None:
    assert mean_f1(["a", "b"], ["a", "b"]) == 1.0
    assert mean_f1(["a", "b"], ["b", "a"]) == 0.0
