"""Who is on duty, in which order are cases to be worked on, and by which prices was that reckoned?"""

from __future__ import annotations

from django.db import models

from hejie.desk.models.cases import CaseIndex


class Duty(models.Model):
    """Somebody is there since a time and was last seen stirring at another. It is no record of hours of work."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    person = models.CharField(max_length=150, unique=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "duty"

    def __str__(self) -> str:
        return f"{self.person} since {self.since:%H:%M}"


class Planned(models.Model):
    """The place of a case in the plan, for whom it is meant, and what the sentence about it needs.

    Money is in minor units: `stake` in `currency`, `by_minute` and `price` in the currency that all are compared in.
    `held_by` is who had the case when the plan was made. Thrown away and made again with every plan.
    """

    case = models.OneToOneField(CaseIndex, primary_key=True, on_delete=models.CASCADE, related_name="planned")
    place = models.PositiveIntegerField(db_index=True)
    meant_for = models.CharField(max_length=150, blank=True)
    held_by = models.CharField(max_length=150, blank=True)
    stake = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    minutes = models.PositiveIntegerField()
    by_minute = models.BigIntegerField()
    price = models.BigIntegerField(null=True)
    guessed = models.BooleanField(default=False)
    too_late = models.BooleanField(default=False)

    class Meta:
        db_table = "planned"
        indexes = [models.Index(fields=["meant_for", "place"], name="planned_for")]

    def __str__(self) -> str:
        return f"{self.place}. {self.case_id}"


class Pricing(models.Model):
    """The one row about the plan: when it was made, after which entry, and the prices of minutes it goes on from.

    Whoever moves `at` on from what they read may make the next plan, so that several workers make one.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(null=True)
    entry = models.BigIntegerField(default=0)
    here = models.TextField(blank=True, default="")
    priced_at = models.DateTimeField(null=True)
    opened = models.BigIntegerField(default=0)
    hours = models.JSONField(default=list)
    prices = models.JSONField(default=list)

    class Meta:
        db_table = "pricing"

    def __str__(self) -> str:
        return f"planned at {self.at}"
