"""Who should work on this case?"""

from hejie.dispatch.assigning import Agent, Needs, assign

ANA = Agent("ana", ("zh-CN", "en"), ("taobao",), ("product",), load=5, most=40)
DAVI = Agent("davi", ("pt-BR", "es"), ("mercadolibre",), ("customs", "calling"), load=30, most=40)
EVA = Agent("eva", ("zh-CN",), (), (), load=1, most=40)
TEAM = (ANA, DAVI, EVA)


def who(language="zh-CN", platform="taobao", team=TEAM, **more):
    found = assign(Needs(language, platform, **more), team)
    return found.agent if found else None


def test_only_who_speaks_the_language_and_works_on_the_platform():
    assert who("pt-BR", "mercadolibre") == "davi"
    assert who("pt-BR", "taobao") is None


def test_who_lacks_no_skill_comes_before_who_has_less_to_do():
    assert who(skills=("product",)) == "ana"
    assert who() == "eva"


def test_who_knows_the_case_keeps_it_and_who_should_not_go_on_does_not_get_it():
    assert who(known_to="ana") == "ana"
    assert who(not_by="eva") == "ana"


def test_whoever_is_full_gets_no_more():
    assert who(team=(Agent("ana", load=40, most=40),)) is None


def test_the_reason_is_told_with_what_is_missing():
    found = assign(Needs("zh-CN", "taobao", ("customs",), known_to="ana"), TEAM)
    assert found.misses == ("customs",)
    assert "knows this case" in found.says["en"]
    assert "跟进过" in found.says["zh-CN"]
