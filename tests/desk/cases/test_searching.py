"""Are cases found by words, on either data base, among the right shops and in the right state, and after a rebuild?"""

import pytest
from django.db import connection

from hejie.casefile.entries import CaseClosed, MessageReceived
from hejie.casefile.parties import Role
from hejie.desk.cases import proof, searching, store
from hejie.desk.finding import queue
from hejie.desk.models import CaseIndex
from tests.desk.cast import entry, opened
from tests.desk.team import LAMPS, SHOES

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]
ENDED = entry(CaseClosed("withdrawn", "误会", "说清楚"))


def found(words: str, *, is_open: bool | None = True, shops: tuple[str, ...] = ()) -> list[str]:
    ids = searching.holding(words, is_open=is_open, shops=shops)
    rows = CaseIndex.objects.filter(id__in=ids).order_by("id")
    return list(rows.values_list("after_sales_id", flat=True))


def test_words_are_found_in_goods_buyers_and_what_the_buyer_wrote() -> None:
    store.open_many([opened(1), opened(2).add(entry(MessageReceived(Role.BUYER, "少了一个灯罩")))])
    assert found("台灯") == ["RF000001", "RF000002"]
    assert found("灯罩") == ["RF000002"]
    assert found("陈先生 灯罩") == ["RF000002"]
    assert found("RF00000") == ["RF000001", "RF000002"]
    assert found("灯架") == found("…") == found("") == []


def test_a_closed_case_is_found_among_the_closed_ones() -> None:
    store.open_many([opened(1), opened(2)])
    store.change(opened(2).case_id, lambda _: [ENDED])
    assert found("台灯") == ["RF000001"]
    assert found("台灯", is_open=False) == ["RF000002"]
    assert found("误会", is_open=False) == ["RF000002"]
    assert found("台灯", is_open=None) == ["RF000001", "RF000002"]


def test_a_common_word_of_another_shop_crowds_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST", 3)
    store.open_many([opened(1), *(opened(number, shop="shoes") for number in range(2, 9))])
    assert found("台灯", shops=(LAMPS,)) == ["RF000001"]
    assert len(found("台灯", shops=(SHOES, "taobao:else"))) == 3


def test_what_is_typed_cannot_become_a_command() -> None:
    store.open_many([opened(1)])
    for odd in (
        '"',
        "台灯 OR 鞋",
        "台灯* NOT x",
        "'; DROP TABLE entry --",
        "a:b & !c",
        "\0台灯",
        "(" * 50,
        "%s %(x)s",
    ):
        found(odd)
    assert found("台灯") == ["RF000001"]


def test_the_list_narrows_to_the_words_within_its_view() -> None:
    store.open_many([opened(1), opened(2, shop="shoes")])
    everything = CaseIndex.objects.all()
    asked = queue.Asked("due", words="台灯")
    assert len(queue.page(everything, asked, "ana").rows) == 2
    assert len(queue.page(everything, asked._replace(shop=SHOES), "ana").rows) == 1
    assert len(queue.page(everything, asked._replace(view="closed"), "ana").rows) == 0


def test_a_rebuild_makes_the_words_again() -> None:
    store.open_many([opened(1)])
    CaseIndex.objects.update(words="")
    assert found("台灯") == []
    assert [found_one.column for found_one in proof.rebuild().differences] == ["words"]
    assert found("台灯") == ["RF000001"]


def test_a_text_index_that_was_emptied_is_made_again() -> None:
    """The index beside the table is SQLite's; PostgreSQL keeps a column, which nobody can empty."""
    store.open_many([opened(1)])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO case_words(case_words) VALUES('delete-all')")
        assert found("台灯") == []
    proof.rebuild()
    assert found("台灯") == ["RF000001"]
