"""Do the scans of the parcels of open cases arrive, forty numbers a call, and only as often as is allowed?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from hejie.casefile.entries import CaseClosed, FactStated, ParcelScanned
from hejie.casefile.facts import known
from hejie.casefile.parties import Role
from hejie.desk.cases import store
from hejie.desk.connectors import configured
from hejie.desk.models import CaseIndex, Watched
from tests.desk.cast import entry, opened
from tests.desk.connectors.double import SeventeenTrackDouble, an_event
from tests.desk.connectors.office import Office

pytestmark = pytest.mark.store
NUMBER = "BR123456789BR"


def sold(number: int, parcel: str, fact: str = "tracking_no") -> str:
    """A case whose parcel has a number."""
    file = opened(number).add(entry(FactStated(known(fact, parcel, said_by=Role.SELLER))))
    store.open_many([file])
    return file.case_id


def scans(case_id: str) -> list[tuple[str, str, str]]:
    found = store.load(case_id).all(ParcelScanned)
    return [(one.parcel, one.direction, one.state) for one in found]


def later() -> None:
    """Let the time pass until every parcel may be asked about again."""
    Watched.objects.update(next_at=timezone.now() - timedelta(minutes=1))


def test_a_parcel_is_registered_once_and_its_scans_arrive_once(
    tracker: SeventeenTrackDouble, watch: Office
) -> None:
    case_id = sold(1, NUMBER)
    watch.go()
    assert (tracker.registered, tracker.count("/gettrackinfo")) == ({NUMBER}, 0)
    tracker.events[NUMBER] = [
        an_event("2026-11-24T10:00:00-03:00", "DeliveryFailure", "DeliveryFailure_Rejected", "Recusado"),
        an_event("2026-11-23T09:00:00-03:00", "OutForDelivery", "OutForDelivery_Other", "Saiu para entrega"),
    ]
    later()
    went = watch.go()
    assert went is not None
    assert went.scans == 2
    assert set(scans(case_id)) == {(NUMBER, "forward", "refused"), (NUMBER, "forward", "out_for_delivery")}
    later()
    watch.go()
    assert len(scans(case_id)) == 2
    assert tracker.count("/register") == 1


def test_nothing_is_asked_again_before_its_time(tracker: SeventeenTrackDouble, watch: Office) -> None:
    sold(1, NUMBER)
    watch.go()
    watch.go()
    assert len(tracker.heard) == 1


def test_forty_numbers_go_into_one_call_and_calls_are_apart(
    tracker: SeventeenTrackDouble, watch: Office
) -> None:
    for number in range(1, 83):
        sold(number, f"RB{number:09}CN")
    watch.go()
    assert [len(body) for body in tracker.told("/register")] == [40, 40, 2]
    assert len(watch.waited) == 3
    assert all(0 < pause <= 0.35 for pause in watch.waited[1:])


def test_a_way_back_is_scanned_as_such_and_one_number_serves_two_cases(
    tracker: SeventeenTrackDouble, watch: Office
) -> None:
    back, also = sold(1, NUMBER, "return_tracking_no"), sold(2, NUMBER, "return_tracking_no")
    watch.go()
    tracker.events[NUMBER] = [an_event("2026-11-24T10:00:00Z", "Delivered", "Delivered_Other", "Entregue")]
    later()
    watch.go()
    assert scans(back) == scans(also) == [(NUMBER, "return", "delivered")]
    assert tracker.told("/gettrackinfo") == [[{"number": NUMBER}]]
    due = Watched.objects.values_list("next_at", flat=True)
    assert all(at and at > timezone.now() + timedelta(hours=23) for at in due)


def test_a_number_the_tracker_does_not_take_says_why_and_holds_up_no_other(
    tracker: SeventeenTrackDouble, watch: Office
) -> None:
    sold(1, "NONSENSE")
    sold(2, NUMBER)
    tracker.refuses["NONSENSE"] = -18019903
    watch.go()
    told = dict(Watched.objects.values_list("number", "trouble"))
    assert told == {"NONSENSE": "-18019903 so", NUMBER: ""}
    assert tracker.registered == {NUMBER}


def test_what_the_tracker_knows_already_counts_as_registered_and_what_it_forgot_is_registered_again(
    tracker: SeventeenTrackDouble, watch: Office
) -> None:
    sold(1, NUMBER)
    tracker.registered.add(NUMBER)
    watch.go()
    assert Watched.objects.get().registered
    tracker.registered.clear()
    for _ in range(2):
        later()
        watch.go()
    assert tracker.registered == {NUMBER}


def test_parcels_of_closed_cases_are_watched_no_more(tracker: SeventeenTrackDouble, watch: Office) -> None:
    case_id = sold(1, NUMBER)
    watch.go()
    store.change(case_id, lambda _: [entry(CaseClosed("withdrawn", "a", "b"))])
    assert not CaseIndex.objects.get().is_open
    later()
    watch.go()
    assert (tracker.count("/gettrackinfo"), Watched.objects.count()) == (0, 0)


@pytest.mark.parametrize("fault", ["500", "cut", "gone", "lost", "429:1"])
def test_a_bad_line_costs_patience_only(tracker: SeventeenTrackDouble, watch: Office, fault: str) -> None:
    sold(1, NUMBER)
    tracker.fail("/register", fault)
    assert watch.go() is not None
    assert tracker.registered == {NUMBER}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (-18010002, "does not take the keys"),
        (-18019908, "wants a pause of 3600 s"),
        (-18010003, "cannot be read"),
    ],
)
def test_an_error_of_the_whole_call_ends_the_round_with_its_reason(
    tracker: SeventeenTrackDouble, watch: Office, code: int, says: str
) -> None:
    sold(1, NUMBER)
    tracker.code = code
    assert watch.go() is None
    assert says in watch.row.trouble
    assert "track-key-1" not in watch.row.trouble
    assert not Watched.objects.get().registered


def test_it_says_how_much_may_still_be_asked(tracker: SeventeenTrackDouble, watch: Office) -> None:
    with configured.held("parcels") as row:
        assert configured.connected(row, watch.waited.append).check() == "60 of 100 numbers left"
