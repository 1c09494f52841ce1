"""Does the reason stay with the case?"""

from hejie.rulebook.grounds import as_kept, ground, seen_in
from hejie.rulebook.reasons import Because


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


def test_what_conditions_saw_is_read_from_a_kept_ground_as_it_was_written(rules):
    seen = (
        Because("pkg_intact", True, {"pkg_intact": True}, {}),
        Because("weight_gap > team.weight_tolerance", None, {"w_repacked": 850}, {}, ("w_carrier",)),
        Because("signed_by = locker", False, {"signed_by": "locker", "tracking_no": "absent"}, {}),
    )
    told, others = seen_in([*map(as_kept, seen), "the buyer said so"], rules.definitions)
    assert told.facts == {
        "pkg_intact": True,
        "w_repacked": 850,
        "signed_by": "locker",
        "tracking_no": "absent",
    }
    assert told.missing == ("w_carrier",)
    assert others == ("the buyer said so",)
