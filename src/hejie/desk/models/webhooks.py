"""Who wants to be told when something happens in a case, and what became of each telling?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Webhook(models.Model):
    """An address that hears of entries: of these `kinds` and `shops`, where none means all of them.

    `seen` is the number of the last entry that was looked at for it. The secret that signs is made from `salt` and
    the desk's own key, so that who reads the data base cannot sign. With `whole` the entry itself is told, else only
    that there is one: then nothing of a buyer leaves the desk, and the receiver asks the API. After a new secret was
    made both sign until `old_until`, so that a receiver can change over without losing a message.
    """

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    url = models.CharField(max_length=500)
    salt = models.CharField(max_length=43)
    old_salt = models.CharField(max_length=43, blank=True)
    old_until = models.DateTimeField(null=True)
    kinds = models.JSONField(default=list)
    shops = models.JSONField(default=list)
    whole = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    seen = models.BigIntegerField(default=0)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "webhook"

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One telling of one entry to one address; a row waits until it was taken, or until it is given up."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given_up"

    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    entry = models.BigIntegerField()
    case_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "webhook_delivery"
        constraints = [models.UniqueConstraint(fields=["webhook", "entry"], name="delivery_once")]
        indexes = [models.Index(fields=["next_at"], name="delivery_due", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}: {self.state}"
