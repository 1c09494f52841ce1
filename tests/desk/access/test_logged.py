"""Whoever reads the log learns what went wrong, and nothing of Chen."""

import io
import logging
from collections.abc import Iterator
from logging.config import DictConfigurator

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from hejie.desk.access.logged import cleaned

PHONE, CPF, ADDRESS = "13812345678", "529.982.247-25", "西湖区文三路128号3单元502室"
TOKEN = "hejie_0a1b2c3d4e_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4"
PEOPLE = (PHONE, CPF, "文三路128号", "zm9v", "Zm9v", "chen@example.com", "secret-words")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the desk's own handler writes, set up as the desk sets it up."""
    settled = {**settings.LOGGING, "handlers": {"console": dict(settings.LOGGING["handlers"]["console"])}}
    configurator = DictConfigurator(settled)
    console = configurator.config["handlers"]["console"]
    configurator.config["filters"] = {
        name: configurator.configure_filter(dict(one)) for name, one in settled["filters"].items()
    }
    configurator.config["formatters"] = {
        name: configurator.configure_formatter(dict(one)) for name, one in settled["formatters"].items()
    }
    handler = configurator.configure_handler(dict(console))
    log, stream = logging.getLogger("hejie.test_logged"), io.StringIO()
    handler.setStream(stream)
    log.addHandler(handler)
    log.propagate = False
    yield stream
    log.removeHandler(handler)
    log.propagate = True


@pytest.mark.shows("T13")
def test_a_phone_a_tax_id_an_address_and_a_token_never_reach_the_log(written: io.StringIO) -> None:
    log = logging.getLogger("hejie.test_logged")
    log.warning("Could not read %s from %s, CPF %s", f"改寄到{ADDRESS}，电话{PHONE}", "chen@example.com", CPF)
    log.warning("POST /api/cases Authorization: Bearer %s?token=%s&password=secret-words", TOKEN, TOKEN)
    assert "Could not read" in written.getvalue()
    assert "/api/cases" in written.getvalue()
    assert not [part for part in PEOPLE if part in written.getvalue()]


def test_an_exception_that_quotes_the_buyer_is_told_without_them(written: io.StringIO) -> None:
    log = logging.getLogger("hejie.test_logged")
    try:
        raise ValueError(f"cannot read {PHONE}, {CPF}, {TOKEN}")
    except ValueError:
        log.exception("The clock could not walk the case %s", "taobao:shop:1")
    told = written.getvalue()
    assert "ValueError" in told
    assert "taobao:shop:1" in told
    assert not [part for part in PEOPLE if part in told]


def test_arguments_that_do_not_fit_break_nothing_and_tell_nothing(written: io.StringIO) -> None:
    logging.getLogger("hejie.test_logged").warning("%d cases", PHONE)
    assert "cases" in written.getvalue()
    assert PHONE not in written.getvalue()


def test_numbers_of_orders_stay_for_whoever_looks_for_the_mistake() -> None:
    assert cleaned("order 2309178845613320715 of case 12") == "order 2309178845613320715 of case 12"


@given(st.text())
def test_any_text_can_be_cleaned(text: str) -> None:
    cleaned(text)


def test_a_page_that_is_not_for_this_person_is_one_line_and_a_mistake_of_ours_keeps_its_trace(
    written: io.StringIO,
) -> None:
    for error in (PermissionDenied(), KeyError("shop")):
        try:
            raise error
        except (PermissionDenied, KeyError):
            logging.getLogger("hejie.test_logged").warning("Refused: %s", "/people", exc_info=True)
    refused, mistake = written.getvalue().split("Refused: /people\n")[1:]

    assert "Traceback" not in refused
    assert "KeyError" in mistake
