"""Does the reason stay with the case?"""

from hejie.rulebook.grounds import ground


def test_a_ground_keeps_the_clause_its_source_its_date_and_its_grade(rules):
    rule = next(
        rule
        for rule in rules.definitions.rules.values()
        if rule.sources and rule.folder.startswith("platform")
    )
    source = rules.definitions.sources[rule.sources[0]]
    kept = ground(rules.definitions, rule.id, rule.says, rule.sources, ["paid_at < ship_scan_at"])
    assert kept.rule == rule.id
    assert kept.says == dict(rule.says)
    assert kept.source.startswith(source.title["en"])
    assert kept.grade == source.grade
    assert kept.dated == (source.dated.isoformat() if source.dated else "")
    assert kept.because == ("paid_at < ship_scan_at",)


def test_every_further_source_is_named_after_the_first(rules):
    names = list(rules.definitions.sources)[:2]
    kept = ground(rules.definitions, "any", {"en": "why"}, names)
    assert kept.source == "; ".join(rules.definitions.sources[name].title["en"] for name in names)


def test_the_sources_of_a_ground_are_named_in_the_reader_s_language(rules):
    kept = ground(rules.definitions, "any", {"en": "why"}, ["cn.ecommerce_law", "team.preset"])
    named = rules.sources_named(kept.source)
    assert named["zh-CN"] == "电子商务法；和解为小团队预设的起始值"
    assert (
        named["es"]
        == "Ley de comercio electrónico de China; Valores iniciales de Hejie para un equipo pequeño"
    )
    assert named["en"] == kept.source


def test_a_source_kept_under_an_older_title_or_gone_from_the_rules_is_still_named(rules):
    named = rules.sources_named("电子商务法; A notice nobody has any more")
    assert named["pt-BR"] == "Lei de comércio eletrônico da China; A notice nobody has any more"
    assert set(rules.sources_named("").values()) == {""}


def test_a_clause_without_a_known_source_says_so_by_saying_nothing(rules):
    kept = ground(rules.definitions, "any", {"en": "why"}, ["nobody.wrote.this"])
    assert (kept.source, kept.dated, kept.grade) == ("", "", "")
