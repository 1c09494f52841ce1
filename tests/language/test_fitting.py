"""Weights are fitted from a handful of sentences, the same way each time, and learn from a correction."""

from hejie.language.complaints import trained
from hejie.language.features import blocks
from hejie.language.fitting import Lesson, fit, refit

LESSONS = tuple(
    Lesson(text, label)
    for label, texts in {
        "not_received": ("没收到货", "一直没收到", "货没到"),
        "damaged": ("杯子碎了", "碎成渣了", "裂了一道缝"),
    }.items()
    for text in texts
)


def test_a_new_sentence_goes_to_the_class_it_resembles() -> None:
    model = fit("zh", LESSONS)
    assert model.classes[int(model.scores(blocks("盘子都碎了", "zh")).argmax())] == "damaged"


def test_each_lesson_is_learned() -> None:
    model = fit("zh", LESSONS)
    for lesson in LESSONS:
        scores = model.scores(blocks(lesson.text, "zh"))
        assert model.classes[int(scores.argmax())] == lesson.label


def test_the_same_lessons_give_the_same_weights() -> None:
    assert (fit("zh", LESSONS).weights == fit("zh", LESSONS).weights).all()


def test_a_lesson_that_counts_less_moves_less() -> None:
    odd = "月亮灯"
    light, full = (
        fit("zh", [*LESSONS, Lesson(odd, "damaged", weight)]).scores(blocks(odd, "zh"))[0]
        for weight in (0.2, 1.0)
    )
    assert light < full


def test_a_correction_is_learned_and_the_rest_stays() -> None:
    shipped = trained("zh")
    odd = "这个月亮灯转不起来"
    taught = refit(shipped, "zh", [Lesson(odd, "quality", 2.0)])
    place = shipped.classes.index("quality")
    assert taught.scores(blocks(odd, "zh"))[place] > shipped.scores(blocks(odd, "zh"))[place] + 0.1
    other = blocks("发票抬头开错了", "zh")
    assert shipped.classes[int(taught.scores(other).argmax())] == "invoice"
