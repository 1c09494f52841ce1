"""Can Bo see which scripts Chen agrees after, and after which a case comes back?"""

from hejie.casefile.entries import CaseClosed, CaseReopened, MessageSent, OfferAnswered
from hejie.desk.drafting.using import Use, uses
from tests.desk.cast import ANA, entry, opened


def lived(number: int, *what):
    """A case in which this happened."""
    return opened(number).add(*(entry(one, by=ANA) for one in what))


def test_a_script_counts_each_sending_and_each_case_in_which_the_buyer_agreed_after_it() -> None:
    sent = MessageSent("您好", "zh-CN", "general.offer")
    agreed = lived(1, sent, sent, OfferAnswered("accepted"))
    refused = lived(2, sent, OfferAnswered("refused"))
    before = lived(3, OfferAnswered("accepted"), sent)
    assert uses([agreed, refused, before]) == (Use("general.offer", 4, 1, 0),)


def test_a_case_that_comes_back_counts_against_what_was_said_before() -> None:
    closed = CaseClosed("refunded", "快递", "加固", None)
    sent = MessageSent("您好", "zh-CN", "general.settled")
    assert uses([lived(1, sent, closed, CaseReopened("又坏了"))]) == (Use("general.settled", 1, 0, 1),)
    late = lived(2, closed, CaseReopened("又坏了"), sent)
    assert uses([late])[0].reopened == 0


def test_words_without_a_script_are_nobodys() -> None:
    assert uses([lived(1, MessageSent("您好", "zh-CN"))]) == ()
