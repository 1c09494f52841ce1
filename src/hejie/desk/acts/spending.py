"""How much may this person still grant today, over all cases, whoever else is granting at the same moment?"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from hejie.casefile.money import Money
from hejie.desk.models import Granted


class SpentForToday(PermissionError):
    """A sum beyond what a person may grant in a day."""

    def __init__(self, left: Money) -> None:
        self.left = left
        super().__init__(
            f"Only {left.text('en')} are left of what you may grant today, so this was not recorded. "
            "Ask somebody who may approve it, or offer less."
        )


def spend(person: str, gives: Money, limit: int | None, *, on: date) -> None:
    """Count a sum towards a person's day; raise SpentForToday, and count nothing, where the limit would be passed.

    It joins the transaction of the caller: if that fails, nothing was spent. The row of the person's day is locked
    until then, so two grants of one person follow one another, in whatever cases.
    """
    with transaction.atomic():
        row = _locked(person, gives.currency, on)
        if limit is not None and row.minor + gives.minor > limit:
            raise SpentForToday(Money(max(limit - row.minor, 0), gives.currency))
        row.minor += gives.minor
        row.save(update_fields=["minor"])


def give_back(person: str, gives: Money, *, on: date) -> None:
    """Take back what was counted: the buyer did not accept it. A day never falls below nothing."""
    rows = Granted.objects.filter(person=person, day=on, currency=gives.currency, minor__gte=gives.minor)
    rows.update(minor=F("minor") - gives.minor)


def spent(person: str, currency: str, *, on: date) -> Money:
    """Return what a person has granted on a day."""
    row = Granted.objects.filter(person=person, day=on, currency=currency).values_list("minor", flat=True)
    return Money(next(iter(row), 0), currency)


def _locked(person: str, currency: str, on: date) -> Granted:
    Granted.objects.bulk_create([Granted(person=person, day=on, currency=currency)], ignore_conflicts=True)
    return Granted.objects.select_for_update().get(person=person, day=on, currency=currency)
