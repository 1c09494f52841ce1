"""Does every entry read as a sentence, in every language, full or nearly empty?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile import words
from hejie.casefile.entries import (
    FactAsked,
    FactStated,
    Happening,
    LiabilityJudged,
    MessageReceived,
    NoteWritten,
    PlatformReported,
    RouteRead,
    StageMoved,
)
from hejie.casefile.facts import Fact, FactState, absent, known, unknown
from hejie.casefile.money import Money
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Moment, Weight
from hejie.casefile.sentences import Teller
from hejie.casefile.stages import Stage, Turn
from hejie.casefile.templates import slots_of
from tests.casefile.examples import BRIEF, FULL, NAMES
from tests.casefile.strategies import KINDS, happenings, of
from tests.cast import NOON

LANGUAGES = words.LANGUAGES
TELLERS = {language: Teller(language, names=NAMES.get(language, NAMES["en"])) for language in LANGUAGES}
READS_BADLY = re.compile(
    r"[。，；：、,.;:]{2}|（）|\(\)|“”|「」|  "  # doubled marks, empty brackets and quotes
    r"| [,.;:)，。；：、）]|[(（“「][ ,，]|[:：,，]$"  # marks that stand apart from their words or end it in mid-air
    r"|[{}\[\]]|None|not set|未定"  # our machinery
)

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def in_words(kind: type[Happening], language: str) -> str:
    """The sentence of a kind; a test must not be content with the English one."""
    if language in words.FURTHER:
        assert kind.__name__ in words.FURTHER[language].sentences, (
            f"words/{language}.yaml has no {kind.__name__}"
        )
    return words.sentence(kind.__name__, kind.says, language)


@each_language
@every_kind
def test_every_kind_has_a_sentence_whose_slots_are_its_fields(kind: type[Happening], language: str) -> None:
    assert set(kind.says) == set(words.HOUSE)
    assert slots_of(in_words(kind, language)) <= set(kind.__struct_fields__)


@each_language
@every_kind
def test_all_languages_tell_the_same_things(kind: type[Happening], language: str) -> None:
    assert slots_of(in_words(kind, language)) == slots_of(kind.says["en"])


@each_language
@pytest.mark.parametrize("told", [FULL, BRIEF], ids=["full", "brief"])
@every_kind
def test_the_sentence_reads_well(kind: type[Happening], told: dict[type, Happening], language: str) -> None:
    sentence = TELLERS[language].sentence(told[kind])

    assert not READS_BADLY.search(sentence)
    assert sentence[0].isupper() or language == "zh-CN"
    assert sentence == sentence.strip()


@pytest.mark.parametrize("told", [FULL, BRIEF], ids=["full", "brief"])
@every_kind
def test_a_chinese_sentence_is_punctuated_in_chinese(
    kind: type[Happening], told: dict[type, Happening]
) -> None:
    assert not re.search(r"[\u4e00-\u9fff][,;:()?!]", kind.says["zh-CN"])
    assert re.search(r"[\u4e00-\u9fff]", TELLERS["zh-CN"].sentence(told[kind]))


@every_kind
def test_an_english_sentence_of_ours_holds_no_chinese(kind: type[Happening]) -> None:
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", kind.says["en"])


@given(happenings(), st.sampled_from(LANGUAGES))
def test_whatever_happens_can_be_told_on_one_line(what: Happening, language: str) -> None:
    sentence = TELLERS[language].sentence(what)

    assert sentence
    assert not re.search(r"[\n\r\t]", sentence)


@given(of(Fact), st.sampled_from(LANGUAGES))
def test_whatever_is_known_can_be_told(fact: Fact, language: str) -> None:
    assert " = " in TELLERS[language].fact(fact)


@pytest.mark.parametrize("text", ["none", "coupon", "reply", "yes"])
def test_what_somebody_wrote_is_never_translated_as_a_code(text: str) -> None:
    teller = Teller("zh-CN", names={"none": "没有", "yes": "是"} | NAMES["zh-CN"])

    assert teller.sentence(MessageReceived(Role.BUYER, text)) == f"买家来信：“{text}”"
    assert teller.sentence(NoteWritten(text)) == f"备注：{text}"


def test_the_platforms_own_status_is_told_as_the_platform_says_it() -> None:
    assert "“pending”" in TELLERS["en"].sentence(PlatformReported("pending"))
    assert "(open)" in TELLERS["en"].sentence(LiabilityJudged("pending", (), ()))


def test_who_may_be_liable_is_told_as_alternatives() -> None:
    judged = LiabilityJudged("pending", ("seller", "carrier"), (), missing=("w_repacked",))

    assert TELLERS["zh-CN"].sentence(judged) == "判责（待定）：卖家或承运商。还缺：复称重量。"
    assert TELLERS["en"].sentence(judged) == (
        "Liability (open): seller or carrier. Still missing: weight when weighed again."
    )


def test_nobody_moves_next_in_a_closed_case() -> None:
    assert TELLERS["en"].sentence(StageMoved(Stage.CLOSED, Turn.NOBODY)) == "Stage: closed."


def test_a_case_that_the_platform_moved_names_the_platform_and_not_its_code() -> None:
    moved = StageMoved(Stage.NEGOTIATION, Turn.SELLER, "taobao: 买家已经申请退款，等待卖家同意。")
    told = Teller("zh-CN", names={"taobao": "淘宝"}).sentence(moved)
    assert told == "进入「协商中」，轮到卖家。淘宝显示「买家已经申请退款，等待卖家同意」。"
    assert "Taobao muestra." in Teller("es", names={"taobao": "Taobao"}).sentence(
        StageMoved(Stage.NEGOTIATION, Turn.SELLER, "taobao")
    )


def test_a_question_without_a_deadline_names_none() -> None:
    assert TELLERS["zh-CN"].sentence(FactAsked("w_item", Role.WAREHOUSE)) == "还需向仓库确认：单件重量。"


def test_a_route_says_what_it_was_found_to_be() -> None:
    route = RouteRead("YT1", "returning", 2, reason="refused", finding="true_refusal")

    assert TELLERS["zh-CN"].sentence(route).endswith("派送 2 次，原因：拒收，认定：真实拒签。")
    assert TELLERS["en"].sentence(route).endswith("attempts: 2; reason: refused; finding: a true refusal.")


@pytest.mark.parametrize(
    ("fact", "chinese", "english"),
    [
        (known("w_item", Weight(420)), "单件重量 = 420 g", "weight of one piece = 420 g"),
        (unknown("w_item"), "单件重量 = 未知", "weight of one piece = unknown"),
        (absent("w_item"), "单件重量 = 不存在", "weight of one piece = absent"),
        (known("amount", Money(1250, "CNY")), "amount = ¥12.50", "amount = CN¥12.50"),
        (known("pkg_intact", False), "pkg_intact = 否", "pkg_intact = no"),
        (known("claim", "stalled"), "claim = 物流停滞", "claim = stalled tracking"),
        (known("wants", "unstated"), "wants = 未说明", "wants = not stated"),
        (known("parcel_state", "lost"), "parcel_state = 丢失", "parcel_state = lost"),
        (
            known("signed_at", Moment(NOON)),
            "签收时间 = 2026-11-11 12:00",
            "time of signing = 2026-11-11 12:00",
        ),
        (Fact("attempts", FactState.DEEMED, 3), "attempts = 3（依规视为）", "attempts = 3 (deemed)"),
    ],
)
def test_a_fact_is_told_with_its_value_or_why_there_is_none(fact: Fact, chinese: str, english: str) -> None:
    assert TELLERS["zh-CN"].fact(fact) == chinese
    assert TELLERS["en"].fact(fact) == english


def test_a_reader_in_sao_paulo_sees_the_clock_of_sao_paulo() -> None:
    assert Teller("en", zone="America/Sao_Paulo").moment(NOON) == "2026-11-11 01:00"


def test_a_reader_of_another_language_is_told_in_english() -> None:
    assert Teller("pt-BR").sentence(NoteWritten("x")) == "Nota: x"
    assert Teller("fr").sentence(NoteWritten("x")) == "Note: x"


def test_a_reader_in_portuguese_is_told_of_a_judgment_in_portuguese() -> None:
    judged = LiabilityJudged("pending", ("seller", "carrier"), (), missing=("w_repacked",))

    assert Teller("pt-BR", names={"w_repacked": "peso ao repesar"}).sentence(judged) == (
        "Responsabilidade (em aberto): vendedor ou transportadora. Ainda falta: peso ao repesar."
    )


def test_a_fact_that_was_stated_is_told_once() -> None:
    assert TELLERS["zh-CN"].sentence(FactStated(unknown("w_item"))) == "记录事实：单件重量 = 未知。"
