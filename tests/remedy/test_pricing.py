"""Can every part that a folder may name be priced?"""

from hejie.remedy.pricing import parts_priced
from hejie.rulebook.handbook import COST_PARTS


def test_every_part_a_folder_may_name_can_be_priced():
    assert set(parts_priced()) == set(COST_PARTS)


def test_every_remedy_of_every_platform_names_only_such_parts(rules):
    named = {
        cost.part
        for platform in rules.platforms.values()
        for remedies in platform.remedies.values()
        for remedy in remedies
        for cost in remedy.costs
    }
    assert named <= set(parts_priced())
