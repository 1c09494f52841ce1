"""Which links to platforms and trackers were configured, how far is each, and which parcels are watched?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Connector(models.Model):
    """One configured link: of which kind, for which shop and account. Its keys are never kept here.

    `keys` is the file that holds them, or empty where they stand in the environment. `acts` is whether it may carry
    out errands, else it only reads. `since` is the connector's own note of how far it has read. A process that works
    with it writes its mark in `held_by` until `held_until`, so that no two do at once. `tries` counts rounds that
    failed in a row; `trouble` says in words of the terminal why the last one did, `cause` in a code of TROUBLES.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=32)
    shop_key = models.CharField(max_length=120, blank=True)
    account = models.CharField(max_length=64, blank=True)
    variant = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=200, blank=True)
    keys = models.CharField(max_length=300, blank=True)
    acts = models.BooleanField(default=False)
    since = models.JSONField(default=dict)
    held_by = models.CharField(max_length=40, blank=True)
    held_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    good_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    cause = models.CharField(max_length=32, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "connector"

    def __str__(self) -> str:
        return self.name


class Watched(models.Model):
    """A parcel of an open case that a tracker is asked about, and when it is asked next."""

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    connector = models.ForeignKey(Connector, on_delete=models.CASCADE, related_name="watched")
    case_id = models.CharField(max_length=200)
    number = models.CharField(max_length=100)
    direction = models.CharField(max_length=16, default="forward")
    registered = models.BooleanField(default=False)
    next_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "watched"
        constraints = [
            models.UniqueConstraint(
                fields=["connector", "case_id", "number", "direction"], name="watched_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["connector", "next_at"], name="watched_due", condition=Q(next_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.case_id}"
