"""Are the last messages of the buyer read together, and none that came later?"""

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, MessageReceived
from hejie.casefile.parties import Actor, Role
from hejie.desk.acts.wrote import joined, messages
from tests.desk.cast import NOON, opened


def wrote(file: CaseFile, *said: str) -> CaseFile:
    """The case once Chen wrote these too."""
    chen = Actor(Role.BUYER)
    return file.add(*(Entry(NOON, chen, MessageReceived(Role.BUYER, one, "zh-CN")) for one in said))


def test_words_that_came_after_a_correction_do_not_change_what_it_was_about() -> None:
    file = wrote(opened(1), "一", "二", "三", "四")
    later = wrote(file, "五")
    assert joined(messages(later, file.lines[-1].seq)) == "二\n三\n四"
    assert joined(messages(later)) == "三\n四\n五"
