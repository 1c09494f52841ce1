"""A row means what its code says, then what its words say, else nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.casefile.vocabulary import PARCEL_STATES
from hejie.verification.meaning import mean
from tests.verification.reading import MAPS


def test_the_code_comes_before_the_words() -> None:
    read = mean(MAPS, "kuaidi100", ("206", ""), "收件人拒收")
    assert (read.state, read.by) == ("attempt_absent", "code")
    assert "refused" in read.also


def test_a_coarse_code_lets_the_words_say_more() -> None:
    assert mean(MAPS, "kuaidi100", ("204", ""), "收件人拒收").state == "refused"
    assert mean(MAPS, "kuaidi100", ("204", ""), "").state == "attempt_other"
    assert mean(MAPS, "17track", ("", "InTransit_Other"), "No se pudo entregar").state == "attempt_other"


def test_a_coarse_code_is_not_made_vaguer_by_its_words() -> None:
    assert mean(MAPS, "kuaidi100", ("3", ""), "快件到达转运中心扫描").state == "delivered"


def test_words_decide_where_the_code_is_unknown_and_nothing_where_both_are() -> None:
    assert mean(MAPS, "kuaidi100", ("987", ""), "客户拒收").state == "refused"
    unread = mean(MAPS, "kuaidi100", ("987", ""), "蓝色盒子")
    assert (unread.state, unread.by) == ("unknown", "nothing")


def test_an_unknown_provider_is_read_by_its_words() -> None:
    assert mean(MAPS, "somebody", ("X1", ""), "Refused by recipient").state == "refused"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (("4", "BDE"), "refused"),
        (("04", "BDI"), "refused"),
        (("BDR", "4"), "refused"),
        (("1", "EST"), "voided"),
        (("7", "EST"), "voided"),
        (("99", "RO"), "in_transit"),
        (("9", "OEC"), "returning"),
        (("0", "OEC"), "out_for_delivery"),
        (("82", "BDI"), "in_transit"),
        (("82", "BDE"), "address_problem"),
        (("999", "BDE"), "unknown"),
    ],
)
def test_a_correios_event_is_its_type_and_number_whichever_stands_first(
    code: tuple[str, str], state: str
) -> None:
    assert mean(MAPS, "correios", code).state == state


def test_signed_by_another_is_another_state_than_signed() -> None:
    assert mean(MAPS, "kuaidi100", ("301", "")).state == "delivered"
    assert mean(MAPS, "kuaidi100", ("303", "")).state == "delivered_proxy"
    assert mean(MAPS, "kuaidi100", ("304", "")).signed_by == "locker"
    read = mean(MAPS, "kuaidi100", ("3", ""), "已签收，签收人：前台")
    assert (read.state, read.signed_by) == ("delivered_proxy", "proxy")


def test_a_code_that_mixes_causes_is_not_sure_and_says_so() -> None:
    assert not mean(MAPS, "17track", ("", "Exception_Security")).sure
    assert mean(MAPS, "17track", ("", "Exception_Security")).cause == "unstated"


def test_a_sender_who_does_not_fetch_says_nothing_about_the_buyer() -> None:
    assert not mean(MAPS, "correios", ("3", "BDE")).buyer
    assert mean(MAPS, "correios", ("26", "BDE")).buyer


@given(
    provider=st.sampled_from([*MAPS.providers, "", "nobody"]),
    code=st.tuples(st.text(max_size=12), st.text(max_size=12)),
    words=st.text(max_size=60),
)
def test_no_row_breaks_the_reader(provider: str, code: tuple[str, str], words: str) -> None:
    assert mean(MAPS, provider, code, words).state in PARCEL_STATES
