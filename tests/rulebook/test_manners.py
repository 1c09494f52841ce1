"""By which words does a manner show?"""

import pytest

from hejie.rulebook.loading import SHIPPED
from hejie.rulebook.manners import read_manners
from hejie.rulebook.mistakes import RuleFileMistake


@pytest.mark.shows("T3")
def test_every_manner_is_heard_in_each_language_and_adds_words():
    for manner in read_manners((SHIPPED,)).manners.values():
        assert set(manner.phrases) == {"zh-CN", "en", "pt-BR", "es"}
        assert manner.before or manner.after
        assert {manner.about} <= {"choice", "pace", "price", "quality"}


def test_a_claim_nobody_knows_is_refused(tmp_path):
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "manners.yaml").write_text(
        "manners: {price: {strict_on_price: {claims: [prices]}}}\n", encoding="utf-8"
    )
    with pytest.raises(RuleFileMistake, match="prices"):
        read_manners((SHIPPED, tmp_path))
