"""What does a form of marks say?"""

import pytest
from django.http import QueryDict

from hejie.casefile.entries import Region
from hejie.casefile.entries.knowing import RegionOutside
from hejie.desk.packs.marking import NotAPlace, marked


def form(query: str) -> QueryDict:
    return QueryDict(query)


def test_regions_are_read_in_percent_and_an_empty_row_is_none():
    told = form(
        "exhibit=packing_weight&sha256=ab&kind=look&left=12.5&top=10&width=30&height=20"
        "&kind=hide&left=&top=&width=5&height=5&kind=look&left=&top=&width=&height="
    )
    mark = marked(told)
    assert mark.regions == (Region(1250, 1000, 3000, 2000), Region(0, 0, 500, 500, hides=True))
    assert (mark.exhibit, mark.sha256) == ("packing_weight", "ab")


def test_a_region_that_rounds_beyond_the_edge_is_cut_there():
    assert marked(form("kind=look&left=99&top=0&width=2&height=100")).regions == (
        Region(9900, 0, 100, 10_000),
    )


@pytest.mark.parametrize("side", ["abc", "-1", "101", "nan", "1e999"])
def test_what_is_no_percent_is_refused(side):
    with pytest.raises(NotAPlace):
        marked(form(f"kind=look&left=0&top=0&width={side}&height=5"))


def test_a_region_of_no_width_is_refused():
    with pytest.raises(RegionOutside):
        marked(form("kind=look&left=100&top=0&width=5&height=5"))


def test_lines_hidden_words_translations_and_caption_are_read():
    mark = marked(
        form("lines=7&lines=3&lines=x&hidden=李四%0A%0A王五&translation:7=Olá&translation:9=&caption= hi ")
    )
    assert (mark.lines, mark.hidden) == ((3, 7), ("李四", "王五"))
    assert (mark.translations, mark.caption) == ({"7": "Olá"}, "hi")
