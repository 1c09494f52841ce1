"""Where are the parcels of the open cases, as 17TRACK knows it?

By its API v2.4: a number is registered once, and asked about some minutes later and then now and then; forty numbers
a call, three calls a second. It reads only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

from hejie.casefile import CaseFile
from hejie.closing.errands import Errand
from hejie.desk.connectors import Account, Connector, Inbox, Parcel
from hejie.desk.connectors.calling import Call, as_json
from hejie.desk.connectors.mistakes import Busy, KeysRefused, NotPossible, Unreadable
from hejie.verification import TrackingAnswer

ADDRESS = "https://api.17track.net"
KEYS = ("key",)
VARIANTS = ()
DOES = frozenset[str]()
PATH = "/track/v2.4"
AT_ONCE, MOST = 40, 4000  # numbers of a call, and of a round
APART = 0.35  # seconds between two calls
ARRIVED = "Delivered"
REGISTERED, NOT_REGISTERED = -18019901, -18019902
BAD_KEYS = frozenset({-18010001, -18010002, -18010004, -18010005})
USED_UP = frozenset({-18019907, -18019908})
AN_HOUR = 3600.0
Row = Mapping[str, Any]


def connect(account: Account) -> Connector:
    """Return the connector of an account."""
    return SeventeenTrack(account)


class SeventeenTrack:
    """One account with the tracker."""

    def __init__(self, account: Account) -> None:
        self.caller = account.caller
        self.caller.headers = lambda: {"17token": account.keys["key"]}
        self.last = -APART

    def check(self) -> str:
        """Return how much may still be asked; raise ConnectorTrouble."""
        told = self._told("getquota", [])
        return f"{told.get('quota_remain', '?')} of {told.get('quota_total', '?')} numbers left"

    def read(self, inbox: Inbox) -> None:
        """Register the parcels that are new, and put the scans of the others into the inbox."""
        parcels = inbox.parcels(MOST)
        fresh = [one for one in parcels if not one.registered]
        for some in _by_forty(fresh):
            self._register(some, inbox)
        for some in _by_forty([one for one in parcels if one.registered]):
            self._look(some, inbox)

    def can(self, errand: Errand) -> bool:
        """Tell that a tracker does nothing."""
        return False

    def do(self, errand: Errand, file: CaseFile) -> str:
        """Raise NotPossible: a tracker does nothing."""
        raise NotPossible(errand.action, "not_possible")

    def _register(self, parcels: Sequence[Parcel], inbox: Inbox) -> None:
        told = self._told("register", [{"number": one.number} for one in parcels])
        taken = {str(row.get("number")) for row in _rows(told, "accepted")}
        why = {str(row.get("number")): _error(row) for row in _rows(told, "rejected")}
        for parcel in parcels:
            code, words = why.get(parcel.number, (0, ""))
            if parcel.number in taken or code == REGISTERED:
                inbox.noted(parcel)
            elif code:
                inbox.noted(parcel, f"{code} {words}")
        _stop_where_used_up(self.caller.host, why)

    def _look(self, parcels: Sequence[Parcel], inbox: Inbox) -> None:
        told = self._told("gettrackinfo", [{"number": one.number} for one in parcels])
        found = {str(row.get("number")): row for row in _rows(told, "accepted")}
        why = {str(row.get("number")): _error(row) for row in _rows(told, "rejected")}
        for parcel in parcels:
            code, words = why.get(parcel.number, (0, ""))
            if row := found.get(parcel.number):
                answer = TrackingAnswer("17track", row, parcel.number, parcel.direction)
                inbox.scans(parcel, answer, done=_status(row) == ARRIVED)
            elif code == NOT_REGISTERED:
                inbox.noted(parcel, f"{code} {words}")
            else:
                inbox.scans(parcel, None, done=False)
        _stop_where_used_up(self.caller.host, why)

    def _told(self, verb: str, numbers: Sequence[Mapping[str, str]]) -> Row:
        self.caller.wait(max(0.0, APART - (monotonic() - self.last)))
        told = self.caller.ask(Call(f"17TRACK {verb}", f"{PATH}/{verb}", body=as_json(numbers)))
        self.last = monotonic()
        if not isinstance(told, Mapping):
            raise Unreadable(f"17TRACK {verb}", "it is no object")
        code, data = told.get("code"), told.get("data")
        errors = (
            [_error({"error": one}) for one in _rows(data, "errors")] if isinstance(data, Mapping) else []
        )
        for wrong, words in [*errors, (code, str(told.get("message", "")))]:
            if wrong in BAD_KEYS:
                raise KeysRefused(self.caller.hide(f"{wrong} {words}"))
            if wrong in USED_UP:
                raise Busy(self.caller.host, AN_HOUR)
        if code != 0 or not isinstance(data, Mapping) or errors:
            raise Unreadable(f"17TRACK {verb}", self.caller.hide(f"code {code} {errors}"))
        return data


def _by_forty(parcels: Sequence[Parcel]) -> list[Sequence[Parcel]]:
    return [parcels[start : start + AT_ONCE] for start in range(0, len(parcels), AT_ONCE)]


def _rows(told: Row, name: str) -> list[Row]:
    found = told.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _error(row: Row) -> tuple[int, str]:
    error = row.get("error")
    if not isinstance(error, Mapping) or not isinstance(error.get("code"), int):
        return -1, "no reason told"
    return error["code"], str(error.get("message", ""))


def _status(row: Row) -> str:
    found: Any = row
    for name in ("track_info", "latest_status", "status"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""


def _stop_where_used_up(host: str, why: Mapping[str, tuple[int, str]]) -> None:
    if any(code in USED_UP for code, _ in why.values()):
        raise Busy(host, AN_HOUR)
