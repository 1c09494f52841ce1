"""Does Ana find a script by what she means, in whatever language she types, and does no page wait for it?"""

import threading

import pytest

from hejie.desk.finding import titles
from hejie.desk.finding.titles import Titles
from hejie.language import encoding
from hejie.negotiation.script_search import Wanted, search
from hejie.rulebook.script_library import ScriptLibrary, load_scripts
from tests.language.encoders import Letters

LIBRARY = load_scripts()
SOME = ("invoice.first_reply", "stalled.carrier_inquiry", "size.first_reply", "general.platform_statement")


def few() -> ScriptLibrary:
    """A library of four scripts."""
    return ScriptLibrary(
        {name: LIBRARY.scripts[name] for name in SOME if name in LIBRARY.scripts},
        LIBRARY.languages,
        LIBRARY.situations,
        LIBRARY.slots,
    )


def test_the_title_itself_is_nearest_to_its_script() -> None:
    library, known = few(), Titles(Letters)
    known.learn(library)
    title = library.scripts["size.first_reply"]["zh-CN"].when["zh-CN"]
    found = known.near(library, title)
    assert set(found) == set(library.scripts)
    assert max(found, key=found.__getitem__) == "size.first_reply"
    assert found["size.first_reply"] == pytest.approx(1, abs=0.01)


def test_until_the_titles_are_known_nothing_is_near_and_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    may_go, library = threading.Event(), few()

    def slow() -> Letters:
        may_go.wait()
        return Letters()

    known = Titles(slow)
    known.on = True
    monkeypatch.setattr(encoding, "is_installed", lambda: True)
    begun = threading.active_count()
    assert known.near(library, "发票") == {}
    assert known.near(library, "发票") == {}, "a second question starts no second thread"
    assert threading.active_count() == begun + 1
    may_go.set()
    [one.join() for one in threading.enumerate() if getattr(one, "_target", None) == known._learn_beside]
    assert known.near(library, "发票")


def test_a_library_that_changed_is_learnt_anew() -> None:
    known, library = Titles(Letters), few()
    known.learn(library)
    assert known.near(few(), "发票") == {}
    assert known.near(library, " ") == {}


def test_whoever_asks_once_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known, begun = Titles(Letters), threading.active_count()
    monkeypatch.setattr(titles, "TITLES", known)
    assert titles.near(few(), "发票") == {}
    assert threading.active_count() == begun


def test_an_encoder_that_fails_is_asked_once_and_the_search_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Letters:
        raise OSError("no weights")

    known, library = Titles(broken), few()
    known.on = True
    monkeypatch.setattr(encoding, "is_installed", lambda: True)
    assert known.near(library, "发票") == {}
    [one.join() for one in threading.enumerate() if getattr(one, "_target", None) == known._learn_beside]
    assert not known.on
    assert known.near(library, "发票") == {}


def test_without_the_extra_scripts_are_found_as_before() -> None:
    known, library = Titles(lambda: None), few()
    known.learn(library)
    assert known.near(library, "发票") == {}


def test_a_chinese_question_finds_a_portuguese_script_by_what_it_is_for() -> None:
    known, library = Titles(), few()
    known.learn(library)
    words = "问一下快递，包裹卡在哪里了"
    found = search(library, Wanted("pt-BR", words), near=known.near(library, words))
    assert (found[0].id, found[0].language) == ("stalled.carrier_inquiry", "pt-BR")
