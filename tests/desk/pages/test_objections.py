"""Is every refusal of the administration told in the reader's language?"""

from django.utils import translation

from hejie.desk.access.people import WeakPassword
from hejie.desk.habits.mistakes import NotANumber, Unreadable
from hejie.desk.pages.objections import REFUSED, SAID, said


def test_each_mistake_has_words_in_both_languages() -> None:
    for kind, words in SAID.items():
        mistake = kind.__new__(kind)
        mistake.said = "x"  # type: ignore[attr-defined]
        with translation.override("zh-hans"):
            chinese = said(mistake)
        with translation.override("en"):
            english = said(mistake)
        assert english == words % {"said": "x"}
        assert chinese != english, words
    assert set(SAID) < set(REFUSED)


def test_a_number_is_named_and_a_file_speaks_for_itself() -> None:
    with translation.override("en"):
        assert "“ten”" in said(NotANumber("ten"))
    assert said(Unreadable("team/x.yaml:2: this")) == "team/x.yaml:2: this"
    assert said(WeakPassword(["Too short.", "Too common."])) == "Too short. Too common."
