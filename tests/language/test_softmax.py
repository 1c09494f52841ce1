"""A model learns from a handful of sentences, the same way each time."""

import numpy as np

from hejie.language.ngrams import HAN, pieces
from hejie.language.softmax import train

TEXTS = ("没收到货", "一直没收到", "杯子碎了", "碎成渣了")
LABELS = ("not_received", "not_received", "damaged", "damaged")


def test_a_new_sentence_goes_to_the_class_it_resembles() -> None:
    model = train(TEXTS, LABELS, HAN)
    scores = model.scores(pieces("盘子都碎了", HAN))
    assert model.classes[int(scores.argmax())] == "damaged"
    assert np.exp(scores).sum() == np.float32(1.0) or abs(float(np.exp(scores).sum()) - 1) < 1e-5


def test_the_same_examples_give_the_same_weights() -> None:
    assert (train(TEXTS, LABELS, HAN).weights == train(TEXTS, LABELS, HAN).weights).all()


def test_an_empty_text_is_unsure_and_not_an_error() -> None:
    scores = train(TEXTS, LABELS, HAN).scores(pieces("", HAN))
    assert abs(float(np.exp(scores).max()) - 0.5) < 0.2


def test_the_signs_that_speak_for_a_class_pull_towards_it() -> None:
    model = train(TEXTS, LABELS, HAN)
    cut = pieces("盘子碎了", HAN)
    pull = dict(
        zip(
            zip(cut.starts.tolist(), cut.ends.tolist(), strict=True),
            model.pull(cut, "damaged").tolist(),
            strict=True,
        )
    )
    assert pull[(2, 3)] > pull[(0, 1)]
