"""How does what a connector read become cases, answers and scans, so that nothing lands twice?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from hejie.casefile import CaseFile
from hejie.casefile.entries import Entry, MessageSent
from hejie.casefile.parties import SYSTEM, Actor, Role
from hejie.desk import house, models
from hejie.desk.acts import hearing
from hejie.desk.cases import store
from hejie.desk.connectors import Parcel
from hejie.desk.imports.keeping import StoreKeeper
from hejie.desk.imports.landing import Landed, Landing
from hejie.intake import Notice
from hejie.intake.rows import Found
from hejie.verification import TrackingAnswer, take_scans

TELL_OF_PARCELS = ("CaseOpened", "PlatformReported", "FactStated")
PARCELS = (("tracking_no", "forward"), ("return_tracking_no", "return"))
BACK = 1000  # numbers of entries are given out before a transaction ends: some are looked at again
# Of the desk itself: when a parcel is asked about again.
AFTER_REGISTERING, SOON, ONCE_ARRIVED, AFTER_TROUBLE = (
    timedelta(minutes=5),
    timedelta(hours=2),
    timedelta(days=1),
    timedelta(days=1),
)


class DeskInbox:
    """The inbox of one configured connector."""

    def __init__(self, row: models.Connector, alive: Callable[[], object] = lambda: None) -> None:
        self.row, self.alive = row, alive
        self.since: dict[str, Any] = dict(row.since)
        self.landed, self.scanned = Landed(), 0

    def notices(self, notices: Sequence[Notice]) -> None:
        """Open the cases of complaints, or add to them what is new."""
        self.alive()
        landing = Landing(StoreKeeper(), house.rules(), hearing.walked)
        landed = landing.land([Found(one) for one in notices], at=timezone.now(), by=SYSTEM)
        self.landed.opened += landed.opened
        self.landed.updated += bool(landed.updated and not landed.opened)
        self.landed.unchanged += not (landed.updated or landed.opened)

    def answers(self, case_id: str, texts: Iterable[str]) -> None:
        """Add the answers of ours that stand on the platform and that the case does not know."""
        told, at = tuple(texts), timezone.now()

        def missing(file: CaseFile) -> Iterator[Entry]:
            known = {tuple(sent.text.split()) for sent in file.all(MessageSent)}
            for text in dict.fromkeys(told):
                if tuple(text.split()) not in known:
                    sent = MessageSent(text, file.opened.language, channel=file.opened.channel)
                    yield Entry(at, Actor(Role.SELLER), sent)

        if any(missing(store.load(case_id))):
            store.change(case_id, lambda file: house.following(file, missing(file), at=at))

    def parcels(self, most: int) -> Sequence[Parcel]:
        """Return the parcels to be asked about now, each once, at most so many."""
        self._notice_parcels()
        now = timezone.now()
        due = self.row.watched.filter(Q(next_at=None) | Q(next_at__lte=now)).order_by("next_at", "id")
        open_cases = models.CaseIndex.objects.filter(is_open=True).values("case_id")
        self.row.watched.exclude(case_id__in=open_cases).delete()
        found = (Parcel(one.number, one.direction, one.registered) for one in due[:most])
        return list(dict.fromkeys(found))

    def scans(self, parcel: Parcel, answer: TrackingAnswer | None, *, done: bool) -> None:
        """Add the scans of a tracker's answer, if it has one, to the cases of a parcel; `done`: it has arrived."""
        self.alive()
        if answer:
            for one in self._rows_of(parcel):
                self._take(one.case_id, answer, timezone.now())
        again = timezone.now() + (ONCE_ARRIVED if done else SOON)
        self._rows_of(parcel).update(next_at=again, trouble="")

    def noted(self, parcel: Parcel, trouble: str = "") -> None:
        """Note that a parcel is registered with the tracker, or why it is not."""
        after = AFTER_TROUBLE if trouble else AFTER_REGISTERING
        told = {"registered": not trouble, "trouble": trouble[:200], "next_at": timezone.now() + after}
        self._rows_of(parcel).update(**told)

    def keep(self, since: dict[str, Any]) -> None:
        """Keep how far the account has been read."""
        self.alive()
        self.since = since
        models.Connector.objects.filter(pk=self.row.pk).update(since=since)

    def _take(self, case_id: str, answer: TrackingAnswer, at: datetime) -> None:
        fresh = take_scans(store.load(case_id), answer, rules=house.rules(), at=at, by=SYSTEM)
        if not fresh:
            return
        self.scanned += len(fresh)

        def decide(file: CaseFile) -> tuple[Entry, ...]:
            return house.following(
                file, take_scans(file, answer, rules=house.rules(), at=at, by=SYSTEM), at=at
            )

        store.change(case_id, decide)

    def _rows_of(self, parcel: Parcel) -> Any:
        return self.row.watched.filter(number=parcel.number, direction=parcel.direction)

    def _notice_parcels(self) -> None:
        """Watch the parcels of the open cases that entries since the last time name."""
        first = max(0, int(self.since.get("entry", 0)) - BACK)
        last = models.Entry.objects.aggregate(last=Max("id"))["last"] or 0
        told = models.Entry.objects.filter(id__gt=first, id__lte=last, kind__in=TELL_OF_PARCELS)
        cases = models.CaseIndex.objects.filter(is_open=True, case_id__in=told.values("case_id"))
        if self.row.shop_key:
            cases = cases.filter(shop_key=self.row.shop_key)
        for file in store.several(cases.values_list("case_id", flat=True).iterator()):
            models.Watched.objects.bulk_create(self._watched(file), ignore_conflicts=True)
        self.keep({**self.since, "entry": last})

    def _watched(self, file: CaseFile) -> Iterator[models.Watched]:
        for name, direction in PARCELS:
            fact = file.facts.get(name)
            if fact and isinstance(fact.value, str) and fact.value:
                yield models.Watched(
                    connector=self.row, case_id=file.case_id, number=fact.value[:100], direction=direction
                )
