"""Who should work on this case?"""

from hejie.dispatch.assigning import Agent, Needs, assign, fits, share_out

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


def test_what_moved_up_is_no_agents_and_a_supervisor_is_kept_free_for_it():
    team = (ANA, Agent("bo", load=0, most=40, level=1))
    assert who(team=team) == "ana"
    assert who(team=team, level=1) == "bo"
    assert not fits(Needs("zh-CN", "taobao", level=1), ANA)


def test_nobody_gets_a_case_of_a_shop_they_do_not_work_for():
    team = (Agent("ana", most=9, shops=("taobao:lantern",)),)
    assert who(team=team, shop="taobao:lantern") == "ana"
    assert who(team=team, shop="taobao:tea") is None


def test_urgent_cases_are_spread_over_all_who_fit_until_they_are_full():
    team = (Agent("ana", most=2), Agent("bo", load=1, most=2), Agent("eva", languages=("es",), most=9))
    waiting = [(name, Needs("zh-CN", "taobao")) for name in "abcd"]
    meant = share_out([*waiting, ("e", Needs("es", "taobao"))], team)
    assert {name: fit.agent for name, fit in meant.items()} == {"a": "ana", "b": "ana", "c": "bo", "e": "eva"}


def test_the_language_is_called_by_its_name():
    found = assign(Needs("zh-CN", "taobao"), TEAM)
    assert "会中文" in found.says["zh-CN"]
    assert "speaks Chinese" in found.says["en"]
