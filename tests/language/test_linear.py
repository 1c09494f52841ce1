"""Weights are kept as small numbers and read back as they were."""

import numpy as np

from hejie.language.complaints import trained
from hejie.language.features import blocks
from hejie.language.linear import VIEWS, log_softmax, packed, unpacked, weighed

MODEL = trained("en")


def test_a_model_read_back_says_what_it_said() -> None:
    again = unpacked(packed(MODEL))
    cut = blocks("my order never arrived", "en")
    assert (again.classes, again.lessons) == (MODEL.classes, MODEL.lessons)
    assert (again.scores(cut) == MODEL.scores(cut)).all()
    assert packed(again) == packed(MODEL)


def test_every_text_weighs_the_same_however_long() -> None:
    for text in ("ok", "the box was empty and nobody answers, what now?"):
        places, values = weighed(blocks(text, "en"), MODEL.rarity)
        views = [values[(places >= start) & (places < end)] for start, end in VIEWS]
        assert abs(sum(float(np.linalg.norm(view)) for view in views) - 1) < 1e-5


def test_a_text_of_nothing_has_scores_all_the_same() -> None:
    assert np.isfinite(MODEL.scores(blocks("", "en"))).all()


def test_the_signs_that_speak_for_a_class_pull_towards_it() -> None:
    cut = blocks("cracked plate", "en")[0].pieces
    pull = MODEL.pull(cut, "damaged")
    assert pull[cut.ends <= 7].sum() > pull[cut.starts >= 8].sum()


def test_chances_add_up_to_one() -> None:
    assert abs(float(np.exp(log_softmax(np.array([3.0, -2.0, 500.0], dtype=np.float32))).sum()) - 1) < 1e-6
