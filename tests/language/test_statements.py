"""What the case does not carry, no answer may state."""

import pytest

from hejie.language.drafts import Draft
from hejie.language.repair import MatchingCopy
from hejie.language.statements import stated


def said(text: str, language: str = "zh-CN", **slots: str) -> list[tuple[str, str]]:
    draft = Draft(text, language, slots)
    return [(finding.category, finding.severity) for finding in stated(draft, MatchingCopy(text))]


def test_another_buyers_name_is_noticed_where_the_case_knows_its_buyer() -> None:
    assert said("王女士您好", buyer="陈女士") == [("name_not_in_facts", "warn")]
    assert said("陈女士您好", buyer="陈女士") == []
    assert said("王女士您好") == []


def test_a_name_that_the_case_gives_elsewhere_may_be_said() -> None:
    assert said("Hello Bo,", "en", buyer="ana_88", drafted="Hello Bo, thank you") == []


def test_an_amount_without_its_currency_is_the_one_that_the_case_carries() -> None:
    assert said("Devolvemos os 18,00 cobrados", "pt-BR", gives="R$ 18,00") == []
    assert said("Cobraram 19,00 na conta", "pt-BR", gives="R$ 18,00") == [("amount_not_in_facts", "block")]


@pytest.mark.parametrize("language", ["zh-CN", "en", "pt-BR", "es"])
def test_each_thing_not_carried_comes_with_words_to_say_instead(language: str) -> None:
    text = "WhatsApp +55 11 91234-5678 a@b.com US$ 20 50% 12/11/2026 CPF 529.982.247-25 01310-100"
    findings = [
        finding
        for finding in stated(Draft(text, language, {}), MatchingCopy(text))
        if finding.category != "wrong_language"
    ]
    assert len(findings) >= 7
    assert all(finding.rewrite for finding in findings)
