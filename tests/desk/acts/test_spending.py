"""Can a day's limit be spent twice, by whoever grants at the same moment?"""

import threading
from datetime import date

import pytest
from django.db import connections, transaction

from hejie.casefile.entries import NoteWritten
from hejie.casefile.money import Money
from hejie.desk.acts import spending
from hejie.desk.cases import store
from tests.desk.cast import entry, opened

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]

TODAY = date(2026, 11, 24)
YUAN_30 = Money(3000, "CNY")


def granted(person: str = "ana") -> int:
    return spending.spent(person, "CNY", on=TODAY).minor


@pytest.mark.shows("C9")
def test_what_ana_grants_adds_up_to_her_limit_and_no_further() -> None:
    for _ in range(3):
        spending.spend("ana", YUAN_30, 10_000, on=TODAY)
    with pytest.raises(spending.SpentForToday, match=r"10\.00"):
        spending.spend("ana", YUAN_30, 10_000, on=TODAY)
    assert granted() == 9000


def test_each_day_person_and_currency_has_its_own_limit() -> None:
    spending.spend("ana", YUAN_30, 3000, on=TODAY)
    spending.spend("ana", YUAN_30, 3000, on=date(2026, 11, 25))
    spending.spend("bo", YUAN_30, 3000, on=TODAY)
    spending.spend("ana", Money(3000, "USD"), 3000, on=TODAY)
    assert (granted("ana"), granted("bo")) == (3000, 3000)


def test_what_the_buyer_refused_can_be_granted_to_somebody_else() -> None:
    spending.spend("ana", YUAN_30, 3000, on=TODAY)
    spending.give_back("ana", YUAN_30, on=TODAY)
    spending.give_back("ana", YUAN_30, on=TODAY)
    assert granted() == 0
    spending.spend("ana", YUAN_30, 3000, on=TODAY)


def test_a_grant_that_is_not_recorded_after_all_spends_nothing() -> None:
    def torn() -> None:
        with transaction.atomic():
            spending.spend("ana", YUAN_30, 10_000, on=TODAY)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        torn()
    assert granted() == 0


@pytest.mark.shows("C9")
def test_eight_grants_in_eight_cases_at_once_do_not_pass_a_limit_that_holds_three() -> None:
    files = [opened(number) for number in range(8)]
    store.open_many(files)
    start, refused = threading.Barrier(8), []

    def grant(number: int) -> None:
        def decide(_: object) -> list:
            spending.spend("ana", YUAN_30, 10_000, on=TODAY)
            return [entry(NoteWritten("granted"))]

        start.wait()
        try:
            store.change(files[number].case_id, decide)
        except spending.SpentForToday:
            refused.append(number)
        connections.close_all()

    desks = [threading.Thread(target=grant, args=(number,)) for number in range(8)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert (len(refused), granted()) == (5, 9000)
    noted = [file for file in files if list(store.load(file.case_id).all(NoteWritten))]
    assert len(noted) == 3
