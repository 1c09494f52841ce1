"""Is a buyer whose goods are wrong, broken or ill-fitting asked for the proof that decides, and offered a way out?"""

import pytest

from hejie.casefile.entries import LiabilityJudged, MessageSent
from hejie.negotiation import next_move
from hejie.remedy import weigh
from tests.cast import ANA, NOON, happened, opened, then
from tests.negotiation.sending import BUYERS, blemishes

PROOF = {
    "wrong_item": {"zh-CN": "面单", "en": "shipping label", "pt-BR": "etiqueta de envio", "es": "etiqueta de envío"},
    "damaged": {"zh-CN": "整个外包装", "en": "whole outer", "pt-BR": "embalagem externa", "es": "entero"},
    "not_as_described": {"zh-CN": "页面里对应", "en": "of our page", "pt-BR": "do anúncio", "es": "de la publicación"},
    "quality": {"zh-CN": "视频", "en": "short video", "pt-BR": "vídeo curto", "es": "video corto"},
    "size": {"zh-CN": "尺码表", "en": "size chart", "pt-BR": "nossa tabela", "es": "nuestra tabla"},
    "exchange": {"zh-CN": "颜色、尺码", "en": "colour, size", "pt-BR": "cor, tamanho", "es": "color, talla"},
    "reship": {"zh-CN": "面单", "en": "the label", "pt-BR": "a etiqueta", "es": "la etiqueta"},
    "repair": {"zh-CN": "型号", "en": "the model", "pt-BR": "do modelo", "es": "del modelo"},
}  # fmt: skip


def drafted(file, rules):
    (draft,) = happened(next_move(file, rules=rules, at=NOON, by=ANA))
    return draft


@pytest.mark.shows("T4", "T6", "T11", "P10", "B9", "C3")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize("claim", PROOF)
def test_the_first_reply_asks_for_the_proof_that_decides(claim, platform, language, rules):
    file = opened(claim=claim, platform=platform, language=language)
    first = drafted(file, rules)
    assert (first.script, first.language, first.missing) == (f"{claim}.first_reply", language, ())
    assert PROOF[claim][language] in first.text
    assert blemishes(file, first, "first_reply", rules) == []


@pytest.mark.shows("M2", "T6", "P10")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize("claim", PROOF)
def test_the_offer_speaks_of_the_matter_and_is_ready_once_a_remedy_is_weighed(
    claim, platform, language, rules
):
    file = then(opened(claim=claim, platform=platform, language=language), MessageSent("好", language))
    judged = LiabilityJudged("decided", ("seller",), ())
    file = then(file.add(*weigh(file, rules=rules, at=NOON, by=ANA)), judged)
    offer = drafted(file, rules)
    assert (offer.script, offer.language) == (f"{claim}.offer", language)
    assert offer.missing == ()
    assert blemishes(file, offer, "offer", rules) == []


@pytest.mark.shows("T6", "T11")
@pytest.mark.parametrize(("platform", "language"), BUYERS)
@pytest.mark.parametrize("claim", PROOF)
def test_what_is_not_owed_is_explained_kindly_and_only_the_proof_is_left_to_the_agent(
    claim, platform, language, rules
):
    file = then(opened(claim=claim, platform=platform, language=language), MessageSent("好", language))
    refusal = drafted(then(file, LiabilityJudged("decided", ("buyer",), (), advice=("explain",))), rules)
    assert (refusal.script, refusal.language) == (f"{claim}.prove_and_refuse", language)
    assert set(refusal.missing) <= {"proof", "rule"}
